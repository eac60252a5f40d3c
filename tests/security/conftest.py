"""A paper with something in every drawer, and a browser for everybody who may write into it."""

from dataclasses import dataclass

import pytest
from django.contrib import admin as django_admin
from django.test import Client
from django.urls import reverse

from articles import previews
from articles.models import Author, Correction, Story, Suggestion, Tag
from articles.newsletter import keys
from comments import appeals, cases, desk, reports, tips
from comments.models import Act, Appeal, Case, Comment, Status, Tip, Use
from newsroom.accounts.models import User
from tests.comments.talking import open_story
from tests.factories import (
    make_comment,
    make_photo,
    make_quote,
    make_story,
    make_subscriber,
    make_suggestion,
    make_tip,
    make_user,
)

ACCOUNTS = (
    "/accounts/login/?next=/said/",
    "/accounts/signup/?next=/said/",
    "/accounts/password/reset/",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
)


@dataclass(frozen=True)
class Paper:
    """Stories and comments in the states that decide who sees them. The comments are Dolores's."""

    story: Story
    draft: Story
    published: Comment
    held: Comment
    removed: Comment
    appeal: Appeal
    case: Case
    suggestion: Suggestion
    letter: str
    tip: Tip

    def public(self) -> list[str]:
        """Where readers see what was typed."""
        story = self.story.get_absolute_url()
        return [
            "/", "/latest/", "/politics/", story, f"{story}?sort=oldest", f"{story}comments.xml",
            "/tags/roads/", "/authors/ana-reyes/", "/said/", "/said/luke-bronin/",
            "/search/?q=lane", "/corrections/", "/rules/", "/moderation/ledger/",
            "/feeds/latest.xml", "/feeds/politics.xml", "/sitemap.xml", "/news-sitemap.xml",
            f"/comments/{self.published.pk}/thread/", f"/comments/{self.published.pk}/report/",
            previews.preview_path(self.draft), "/newsletter/", f"/newsletter/{self.letter}/",
        ]  # fmt: skip

    def personal(self) -> list[str]:
        """Where Dolores, who wrote the comments, has forms of her own."""
        tabs = ("comments", "replies", "notices", "ignored", "following", "corrections", "settings")
        return [
            *(f"/me/?tab={tab}" for tab in tabs),
            f"/comments/{self.published.pk}/edit/",
            f"/comments/{self.published.pk}/reply/",
            f"/comments/{self.published.pk}/withdraw/",
            f"/comments/{self.removed.pk}/appeal/",
            f"/comments/{self.removed.pk}/again/",
            f"/comments/{self.tip.comment_id}/tip/",
            f"/stories/{self.story.pk}/correct/",
            f"/stories/{self.story.pk}/correct/p0/",
        ]

    def desk(self) -> list[str]:
        """The moderators' pages."""
        return [
            *(f"/admin/desk/?tab={tab}" for tab in ("open", "held", "appeals", "decided")),
            f"/admin/desk/cases/{self.case.pk}/",
            f"/admin/desk/people/{self.published.author_id}/",
            "/admin/desk/search/?word=remark",
        ]

    def inboxes(self) -> list[str]:
        """Where editors read what readers send them."""
        return [
            "/admin/corrections/", f"/admin/corrections/{self.suggestion.pk}/",
            "/admin/tips/", f"/admin/tips/{self.tip.pk}/",
        ]  # fmt: skip


@pytest.fixture
def paper(dolores: User, teo: User, sam: User) -> Paper:
    story = open_story("The second lane", body="<p>The council met.</p>\n<p>Forty spoke.</p>")
    story.tags.add(Tag.objects.create(name="Roads", slug="roads"))
    story.authors.add(Author.objects.create(name="Ana Reyes", slug="ana-reyes"))
    make_quote(story)
    make_photo(story)
    Correction.objects.create(story=story, was="It was Monday.", now="It was Tuesday.")
    published, removed = make_comment(story, dolores), make_comment(story, dolores)
    held = make_comment(story, dolores, status=Status.HELD)
    reports.file_report(published, teo, rule="nice", note="Not nice.")
    case = cases.open_case(held, rule="nice", reason="insult", held=True)
    removal = desk.decide(
        cases.open_case(removed, rule="nice", reason="insult"), sam, Act.REMOVE, rule="nice"
    )
    tip = make_tip(story, dolores)
    tips.allow(tip, "860-555-0114", True, Use.NAMED)
    tips.answer(tip, "I was there.")
    return Paper(
        story=story,
        draft=make_story("Not yet", status="draft", published_at=None, day=None),
        published=published,
        held=held,
        removed=removed,
        appeal=appeals.file_appeal(removal, dolores, "It was a joke."),
        case=case,
        suggestion=make_suggestion(story, dolores),
        letter=keys.key_of(make_subscriber().pk),
        tip=tip,
    )


@pytest.fixture
def browsers(dolores: User, teo: User, ines: User, marisol: User, admin: User) -> dict[str, Client]:
    """One for each role, which answers 500 where a program would break off."""
    senior = make_user("Vera Sand", is_staff=True, groups=("Senior moderator",))
    people = {
        "author": dolores, "reader": teo, "moderator": ines, "senior": senior, "editor": marisol,
        "admin": admin,
    }  # fmt: skip
    found = {"stranger": Client(raise_request_exception=False)}
    for role, person in people.items():
        found[role] = Client(raise_request_exception=False)
        found[role].force_login(person)
    return found


@pytest.fixture
def records(paper: Paper) -> list[str]:
    """In the admin, each list, each form for something new, and the form of one thing there is."""
    found = []
    for model in django_admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
        one = model._default_manager.first()
        if one is not None:
            found.append(reverse(f"{name}_change", args=[one.pk]))
    draft = reverse("admin:articles_story_change", args=[paper.draft.pk])
    return ["/admin/", *found, draft]
