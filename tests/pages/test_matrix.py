"""Every address of the site and every role: who gets in, who is sent to log in, who learns nothing.

A row is an address and what it answers to a stranger, a reader, the author of the comments, a
moderator, an editor and the administrator. An address that is missing here fails the last test.
"""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from articles.newsletter import keys
from tests.pages.conftest import Paper

pytestmark = pytest.mark.django_db

ROLES = ("stranger", "reader", "author", "moderator", "editor", "admin")
LOGIN = "log in"
EVERYBODY = (200,) * 6
LOGGED_IN = (LOGIN, 200, 200, 200, 200, 200)
AUTHOR = (LOGIN, 404, 200, 404, 404, 404)
SENT_ON = (302,) * 6
POST_ONLY = (405,) * 6
POST_WHEN_LOGGED_IN = (LOGIN, 405, 405, 405, 405, 405)
STAFF = (LOGIN, 403, 403, 200, 200, 200)
EDITORS = (LOGIN, 403, 403, 403, 200, 200)
NOBODY = (404,) * 6

GET = {
    "/": EVERYBODY,
    "/latest/": EVERYBODY,
    "/politics/": EVERYBODY,
    "/nowhere/": NOBODY,
    "{story}": EVERYBODY,
    "{story}?sort=oldest": EVERYBODY,
    "{story}comments.xml": EVERYBODY,
    "/stories/{story_pk}/correct/": LOGGED_IN,
    "/stories/{story_pk}/correct/p0/": LOGGED_IN,
    "/stories/{story_pk}/correct/p99/": (LOGIN, 404, 404, 404, 404, 404),
    "/stories/{draft_pk}/correct/headline/": (LOGIN, 404, 404, 404, 404, 404),
    "/share/{story_pk}.png": EVERYBODY,
    "/share/{draft_pk}.png": NOBODY,
    "{preview}": EVERYBODY,
    "/preview/forged/": NOBODY,
    "/tags/roads/": EVERYBODY,
    "/authors/ana-reyes/": EVERYBODY,
    "/said/": EVERYBODY,
    "/said/?q=heard": EVERYBODY,
    "/said/luke-bronin/": EVERYBODY,
    "/search/?q=lane": EVERYBODY,
    "/newsletter/": EVERYBODY,
    "/newsletter/sent/": EVERYBODY,
    "/newsletter/confirm/{confirm}/": EVERYBODY,
    "/newsletter/confirm/forged/": NOBODY,
    "/newsletter/{letter}/": EVERYBODY,
    "/newsletter/forged/": NOBODY,
    "/newsletter/{letter}/off/": EVERYBODY,
    "/newsletter/forged/off/": NOBODY,
    "/corrections/": EVERYBODY,
    "/rules/": EVERYBODY,
    "/moderation/ledger/": EVERYBODY,
    "/moderation/ledger.csv": EVERYBODY,
    "/feeds/latest.xml": EVERYBODY,
    "/feeds/politics.xml": EVERYBODY,
    "/sitemap.xml": EVERYBODY,
    "/sitemaps/{month}.xml": EVERYBODY,
    "/news-sitemap.xml": EVERYBODY,
    "/robots.txt": EVERYBODY,
    "/.well-known/security.txt": EVERYBODY,
    "/healthz": EVERYBODY,
    "/readyz": EVERYBODY,
    "/metrics": NOBODY,
    "/media/nothing.jpg": NOBODY,
    "/theme/": POST_ONLY,
    "/favicon.ico": SENT_ON,
    "/comments/{published}/": SENT_ON,
    "/comments/{removed}/": SENT_ON,
    "/comments/{held}/": (404, 404, 302, 404, 404, 404),
    "/comments/{published}/thread/": EVERYBODY,
    "/comments/{held}/thread/": (404, 404, 200, 404, 404, 404),
    "/comments/{published}/reply/": LOGGED_IN,
    "/comments/{held}/reply/": (404, 404, 302, 404, 404, 404),
    "/comments/{published}/report/": EVERYBODY,
    "/comments/{held}/report/": (404, 404, 302, 404, 404, 404),
    "/comments/{published}/report/sent/": EVERYBODY,
    "/comments/{published}/edit/": AUTHOR,
    "/comments/{published}/withdraw/": AUTHOR,
    "/comments/{removed}/appeal/": AUTHOR,
    "/comments/{removed}/again/": AUTHOR,
    "/comments/{account}/tip/": AUTHOR,
    "/comments/{published}/tip/": (LOGIN, 404, 404, 404, 404, 404),
    "/comments/{account}/tip/answer/": POST_WHEN_LOGGED_IN,
    "/comments/{account}/tip/photos/": POST_WHEN_LOGGED_IN,
    "/comments/{account}/tip/photos/1/": (LOGIN, 404, 404, 404, 404, 404),
    "/comments/{account}/tip/photos/1/remove/": POST_WHEN_LOGGED_IN,
    "/comments/{published}/respect/": POST_WHEN_LOGGED_IN,
    "/people/{author}/ignore/": POST_WHEN_LOGGED_IN,
    "/stories/{story_pk}/comments/": POST_ONLY,
    "/stories/{draft_pk}/comments/newer/": NOBODY,
    "/stories/{story_pk}/comments/newer/": EVERYBODY,
    "/stories/{story_pk}/follow/": POST_WHEN_LOGGED_IN,
    "/me/": LOGGED_IN,
    "/me/read/": POST_WHEN_LOGGED_IN,
    "/me/acknowledge/": POST_WHEN_LOGGED_IN,
    "/me/mail/": POST_WHEN_LOGGED_IN,
    "/me/name/": POST_WHEN_LOGGED_IN,
    "/me/mail/forged/": NOBODY,
    "/me/export/": LOGGED_IN,
    "/me/close/": LOGGED_IN,
    "/me/close/keep/": POST_WHEN_LOGGED_IN,
    "/me/close/keep/forged/": NOBODY,
    "/privacy/": EVERYBODY,
    "/admin/": STAFF,
    "/admin/tips/": EDITORS,
    "/admin/tips/{tip}/": EDITORS,
    "/admin/tips/photos/1/": (LOGIN, 403, 403, 403, 404, 404),
    "/admin/corrections/": EDITORS,
    "/admin/corrections/{suggestion}/": EDITORS,
    "/admin/questions/": EDITORS,
    "/admin/articles/story/": EDITORS,
    "/admin/articles/subscriber/": EDITORS,
    "/admin/articles/edition/": EDITORS,
    "/admin/articles/edition/preview/": EDITORS,
    "/admin/articles/edition/letter/": EDITORS,
    "/admin/articles/edition/test/": (LOGIN, 403, 403, 403, 405, 405),
    "/admin/articles/speaker/spellings/": EDITORS,
}


def filled(address: str, paper: Paper) -> str:
    return address.format(
        story=paper.story.get_absolute_url(),
        story_pk=paper.story.pk,
        draft_pk=paper.draft.pk,
        preview=paper.preview,
        month=f"{paper.story.day:%Y-%m}",
        published=paper.published.pk,
        held=paper.held.pk,
        removed=paper.removed.pk,
        author=paper.published.author_id,
        suggestion=paper.suggestion.pk,
        letter=keys.key_of(paper.subscriber.pk),
        confirm=keys.confirm_link(paper.subscriber.pk).split("/")[-2],
        account=paper.tip.comment_id,
        tip=paper.tip.pk,
    )


def answer(client: Client, address: str) -> int | str:
    response = client.get(address)
    sent_to = response.get("Location", "")
    return LOGIN if "/login/" in sent_to else response.status_code


def test_every_address_answers_each_role_as_it_should(
    paper: Paper, as_role: dict[str, Client]
) -> None:
    wrong = {}
    for address, expected in GET.items():
        asked = filled(address, paper)
        given = tuple(answer(as_role[role], asked) for role in ROLES)
        if given != expected:
            wrong[address] = dict(zip(ROLES, given, strict=True))
    assert wrong == {}, "\n".join(f"{a}: {given}" for a, given in wrong.items())


def test_no_address_of_the_site_is_left_out(paper: Paper) -> None:
    named = {resolve(filled(address, paper).split("?")[0]).url_name for address in GET}
    assert set(names(get_resolver())) - named == set()


def test_what_changes_something_is_refused_without_its_token(
    paper: Paper, as_role: dict[str, Client]
) -> None:
    author = Client(enforce_csrf_checks=True)
    author.cookies = as_role["author"].cookies
    for address in GET:
        if address.endswith("/off/"):
            continue  # a mail program posts there without one (RFC 8058)
        if address.startswith(
            ("/comments/", "/people/", "/stories/", "/me/", "/newsletter/", "/admin/articles/edit")
        ):
            asked = filled(address, paper)
            assert author.post(asked, {"body": "Forged."}).status_code in {403, 404, 405}, asked


def names(resolver: URLResolver) -> list[str]:
    """The names of all addresses but the admin's and the accounts', which have their own tests."""
    found = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found.append(str(entry.name))
        elif str(entry.pattern) not in {"admin/", "accounts/"}:
            found += names(entry)
    return found
