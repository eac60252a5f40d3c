"""Somebody about whom the site knows all that it can know of a reader."""

import pytest
from allauth.account.models import EmailAddress

from articles import suggestions
from articles.models import CorrectionKind
from articles.suggestions import Ruling
from comments import embedding, respect, tips
from comments.models import (
    Appeal,
    Decision,
    Follow,
    Ignored,
    Notice,
    Report,
    Revision,
    Sanction,
    StaffNote,
    Status,
    Topic,
    Use,
    Visit,
)
from newsroom.accounts.models import User
from tests.articles.pixels import encoded, uploaded
from tests.factories import (
    make_comment,
    make_story,
    make_subscriber,
    make_suggestion,
    make_tip,
    make_user,
)


@pytest.fixture
def nora(db: None) -> User:
    """A reader who has done everything that a reader can do, and is in everybody's books."""
    nora = make_user("Nora Bellweather", email="nora@example.com", town="Asylum Hill")
    EmailAddress.objects.create(user=nora, email=nora.email, verified=True, primary=True)
    story, other = make_story(), make_user("Teo Marchetti")
    own = make_comment(story, nora, "Signed, Nora Bellweather.")
    Revision.objects.create(comment=own, body="Signed, N. Bellweather.")
    answered = make_comment(story, other, parent=own)
    removed = make_comment(story, nora, "Rude.", status=Status.REMOVED, removed_under="clean")
    taken = make_comment(story, nora, "Never mind, Bellweather.", status=Status.WITHDRAWN)
    assert taken.pk
    respect.toggle(answered, nora)
    moderator = make_user("Sam Okafor", is_staff=True)
    decision = Decision.objects.create(
        comment=removed, moderator=moderator, act="remove", status_after="removed",
        reason="Not so, {name}.",
    )  # fmt: skip
    embedding.embed(own, story, "", make_user("Marisol Vega", groups=("Editor",)))
    Appeal.objects.create(decision=decision, author=nora, text="I am Bellweather.")
    Report.objects.create(comment=answered, reporter=nora, rule="clean", outcome="dismissed")
    Sanction.objects.create(person=nora, by=moderator, measure="warn", reason="Bellweather")
    StaffNote.objects.create(person=nora, by=moderator, text="Bellweather again.")
    Follow.objects.create(reader=nora, story=story)
    Visit.objects.create(reader=nora, story=story, seen=own.pk)
    Ignored.objects.create(reader=nora, person=other)
    Ignored.objects.create(reader=other, person=nora)
    suggestion = make_suggestion(story, nora, "It was me, Bellweather.", wants_credit=True)
    ruling = Ruling(CorrectionKind.CORRECTION, "named nobody", "", "Thanks, Bellweather.", True)
    suggestions.correct(suggestion, ruling, moderator)
    make_suggestion(story, nora, "Bellweather was there, too.")
    tip = make_tip(story, nora, "I saw it.")
    tips.allow(tip, "nora@example.com", True, Use.NAMED)
    tips.add_photo(tip, uploaded(encoded()), "Bellweather's porch.")
    tips.ask(tip, "Are you Nora Bellweather?", moderator)
    tips.answer(tip, "I am, Bellweather.")
    Notice.objects.create(person=nora, topic=Topic.REPLY, comment=answered)
    make_subscriber(nora.email)
    return nora
