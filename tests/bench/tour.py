"""The pages and acts that `tests.bench.growth` measures, on a site that is made for them.

For processes in which Django runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

from tests.bench import databases, pages
from tests.bench.servers import HOST

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from articles.models import Story

# One story in so many has a quotation, one a correction.
QUOTED, CORRECTED = 10, 50
# So many comments wait on the desk at most, and one under every other story.
CASES = 10_000
Ask = Callable[[], "HttpResponseBase"]


def tour(stories: int, comments: int) -> dict[str, Ask]:
    """Fills the site: a comment under each of so many stories, and so many under one more.

    Out: what can be asked for, by name; an act is done anew each time. Acts come last, because
    they add to the site.
    """
    from newsroom.accounts.models import User
    from newsroom.management import bulk

    hot = bulk.fill([*[1] * stories, comments], 1, hot=True)
    _put_on_record(stories)
    moderator = User.objects.create_superuser("bench@example.com", name="Bench Moderator")
    told = {
        "post": f"/stories/{hot.pk}/comments/",
        "readers": [pages.session(reader) for reader in _readers(hot)],
        "moderator": pages.session(moderator),
        "comments": list(hot.comments.published().order_by("pk").values_list("pk", flat=True)[:10]),
        "cases": list(_cases(hot, min(CASES, stories // 2))),
    }
    databases.analyze()
    reader, staff = told["readers"][0], told["moderator"]
    return {
        **{name: _page(path) for name, path in _public(hot).items()},
        **{f"{name}, logged in": _page(path, reader) for name, path in _thread(hot).items()},
        **{f"me, {tab}": _page(f"/me/?tab={tab}", reader) for tab in ("comments", "notices")},
        **{name: _page(path, staff) for name, path in _desk(hot, told["cases"][-1]).items()},
        "posting": _act(pages.comments(told)),
        "reporting": _act(_reports(told)),
        "deciding": _act(pages.decisions(told)),
    }


def _put_on_record(stories: int) -> None:
    """Quotations and corrections, as an archive has them."""
    from articles.models import Correction, Quote, Speaker, Story

    keys = list(Story.objects.order_by("pk").values_list("pk", flat=True)[:stories])
    speaker = Speaker.objects.create(name="Ann Person", slug="ann-person", role="mayor")
    text = "The council has put off the budget."
    Quote.objects.bulk_create(
        [Quote(story_id=key, speaker=speaker, text=text) for key in keys[::QUOTED]], 1000
    )
    Correction.objects.bulk_create(
        [Correction(story_id=key, was="gave another day.") for key in keys[::CORRECTED]], 1000
    )


def _readers(hot: Story) -> list[Any]:
    """Some who can log in; the first of them has written under the story."""
    from newsroom.accounts.models import User

    first = hot.comments.published().order_by("pk")[0].author
    writers = User.objects.filter(email__endswith="@populate.example.com").order_by("pk")
    return [first, *writers.exclude(pk=first.pk)[: pages.READERS - 1]]


def _cases(hot: Story, number: int) -> Iterator[int]:
    """Opens so many cases, about comments under other stories."""
    from comments.cases import open_case
    from comments.models import Comment

    others = Comment.objects.published().exclude(story=hot).select_related("story").order_by("pk")
    for comment in others[:number]:
        yield open_case(comment, rule="nice", reason="bench", report_weight=100).pk


def _public(hot: Story) -> dict[str, str]:
    comments = hot.comments.order_by("pk")
    root, middle = comments[0], comments[hot.comments.count() // 2]
    reply = comments.filter(root=root).order_by("-reply_no")[0]
    return {
        **_thread(hot),
        "story, after the middle": f"{hot.get_absolute_url()}?after={middle.pk}",
        "permalink": f"/comments/{middle.pk}/",
        "permalink, in a thread": f"/comments/{reply.pk}/",
        "thread": f"/comments/{root.pk}/thread/",
        "thread, at its end": f"/comments/{root.pk}/thread/?at={reply.pk}",
        "what is newer": f"/stories/{hot.pk}/comments/newer/?since={middle.pk}",
        "comments as a feed": f"{hot.get_absolute_url()}comments.xml",
        "front page": "/",
        "latest": "/latest/",
        "section": f"/{hot.section.slug}/",
        "search, common word": "/search/?q=council",
        "search, two common words": "/search/?q=council+budget",
        "search, nothing": "/search/?q=zyzzyva",
        "said": "/said/",
        "speaker": "/said/ann-person/",
        "corrections": "/corrections/",
        "feed": "/feeds/latest.xml",
        "sitemap": "/sitemap.xml",
        "ledger": "/moderation/ledger/",
    }


def _thread(hot: Story) -> dict[str, str]:
    orders = ("newest", "oldest", "respected", "picks", "newsroom", "questions")
    return {f"story, {order}": f"{hot.get_absolute_url()}?sort={order}" for order in orders}


def _desk(hot: Story, case: int) -> dict[str, str]:
    author = hot.comments.published().order_by("pk")[0].author_id
    tabs = ("open", "reported", "held", "escalated", "appeals", "decided")
    return {
        **{f"desk, {tab}": f"/admin/desk/?tab={tab}" for tab in tabs},
        "desk, of a section": f"/admin/desk/?section={hot.section_id}",
        "desk, of a story": f"/admin/desk/?story={hot.pk}",
        "desk, a case": f"/admin/desk/cases/{case}/",
        "desk, a person": f"/admin/desk/people/{author}/",
        "desk, looking for a person": "/admin/desk/search/?author=writer-7@populate.example.com",
        "stories in the admin": "/admin/articles/story/",
    }


def _reports(told: dict[str, Any]) -> Iterator[Any]:
    for session, comment in product(told["readers"][1:], told["comments"]):
        yield pages.form(f"/comments/{comment}/report/", session, {"rule": "nice"})


def _page(path: str, session: str = "") -> Ask:
    from django.test import Client

    client = Client(SERVER_NAME=HOST)
    if session:
        client.cookies["sessionid"] = session
    return lambda: client.get(path)


def _act(forms: Iterator[Any]) -> Ask:
    """The next of these forms is sent."""
    from django.test import Client

    def send() -> HttpResponseBase:
        form = next(forms)
        return Client(SERVER_NAME=HOST).post(form.path, form.fields, headers=form.headers)

    return send
