"""One speaker under several spellings: an editor brings them together, and may part them again."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from articles import bylines, spellings
from articles.admin import proposals
from articles.models import Quote, Speaker
from newsroom.accounts.models import User
from tests.factories import make_quote, make_speaker, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def mayor() -> Speaker:
    """With one quotation."""
    speaker = make_speaker("Luke Bronin", role="mayor of Hartford")
    make_quote(make_story(), "We will be heard.", speaker=speaker)
    return speaker


@pytest.fixture
def spelling() -> Speaker:
    """The mayor again, with another quotation."""
    speaker = make_speaker("Luke A. Bronin")
    make_quote(make_story(), "Once more.", speaker=speaker)
    return speaker


def said_by(speaker: Speaker) -> set[str]:
    return set(Quote.objects.filter(speaker=speaker).values_list("text", flat=True))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Luke Bronin", "Luke A. Bronin", True),
        ("Luke Bronin", "Mayor Luke Bronin", True),
        ("Luke Bronin", "L. Bronin", True),
        ("Luke Bronin", "Bronin", True),
        ("Luke Bronin", "Luke Bronnin", True),
        ("José Núñez", "Jose Nunez", True),
        ("Marisol Reyes", "Marissol Reyes", True),
        ("Luke Bronin", "Ann Bronin", False),
        ("Luke Bronin", "Luke Ortega", False),
        ("Ann Lee", "Ann Lea", False),
        ("Hartford Police", "Hartford Schools", False),
        ("Luke A. Bronin", "Luke Adam Bronin", True),
        ("Luke A. Bronin", "Luke B. Bronin", False),
        ("Mary Ann Ortega", "Mary Jane Ortega", False),
        ("Hartford Public Schools", "Hartford Schools", True),
        ("Hartford Police Department", "Hartford Fire Department", False),
        ("Department of Public Health", "Department of Mental Health", False),
        ("Department of Public Works", "Department of Public Wokrs", True),
        ("李", "王", False),
    ],
)
def test_names_that_an_editor_should_look_at(one: str, other: str, alike: bool) -> None:
    assert spellings.are_alike(one, other) is spellings.are_alike(other, one) is alike


@pytest.mark.both_databases
def test_a_spelling_gives_what_was_said_and_takes_it_back(
    mayor: Speaker, spelling: Speaker
) -> None:
    assert spellings.merge(spelling, mayor) == 1
    assert said_by(mayor) == {"We will be heard.", "Once more."}
    assert said_by(spelling) == set()
    assert spellings.part(spelling) == 1
    assert said_by(mayor) == {"We will be heard."}
    assert said_by(spelling) == {"Once more."}
    assert spellings.part(spelling) == 0


def test_spellings_of_a_spelling_come_along_and_each_is_parted_alone(
    mayor: Speaker, spelling: Speaker
) -> None:
    third = make_speaker("L. Bronin")
    make_quote(make_story(), "A third time.", speaker=third)
    spellings.merge(third, spelling)
    spellings.merge(spelling, mayor)
    assert len(said_by(mayor)) == 3
    third.refresh_from_db()
    assert third.spelling_of == mayor
    spellings.part(spelling)
    assert said_by(mayor) == {"We will be heard.", "A third time."}
    spellings.part(third)
    assert said_by(third) == {"A third time."}


def test_no_circle_can_be_made(mayor: Speaker, spelling: Speaker) -> None:
    spellings.merge(spelling, mayor)
    for one, other in ((mayor, mayor), (mayor, spelling), (spelling, mayor)):
        with pytest.raises(ValidationError):
            spellings.merge(one, other)


def test_new_quotations_go_to_the_speaker_whose_spelling_it_is(
    mayor: Speaker, spelling: Speaker
) -> None:
    spellings.merge(spelling, mayor)
    assert bylines.speaker_named("Luke A. Bronin") == mayor
    assert proposals.speaker_named("luke a. bronin") == mayor


def test_what_an_editor_told_apart_is_not_proposed_again(mayor: Speaker, spelling: Speaker) -> None:
    (pair,) = spellings.lookalikes()
    assert {pair.kept, pair.other} == {mayor, spelling}
    spellings.tell_apart(spelling, mayor)
    assert spellings.lookalikes() == []


def test_an_editor_merges_undoes_and_tells_apart_by_plain_forms(
    client: Client, marisol: User, mayor: Speaker, spelling: Speaker
) -> None:
    client.force_login(marisol)
    page = reverse("admin:articles_speaker_spellings")
    assert page in client.get(reverse("admin:articles_speaker_changelist")).content.decode()
    assert "Yes, merge" in client.get(page).content.decode()
    names = {"spelling": "Luke A. Bronin", "into": "luke bronin"}
    done = client.post(page, names, follow=True).content.decode()
    assert "Luke A. Bronin is a spelling of Luke Bronin now, with 1 quotation." in done
    reader = Client()
    moved = reader.get("/said/luke-a-bronin/")
    assert (moved.status_code, moved["Location"]) == (302, "/said/luke-bronin/")
    shown = reader.get("/said/luke-bronin/").content.decode()
    assert "Also quoted as Luke A. Bronin" in shown
    assert "Once more." in shown
    client.post(reverse("admin:articles_speaker_undo", args=[spelling.pk]))
    assert "Once more." in reader.get("/said/luke-a-bronin/").content.decode()
    client.post(reverse("admin:articles_speaker_apart", args=[spelling.pk, mayor.pk]))
    assert "No two names look alike." in client.get(page).content.decode()
    assert LogEntry.objects.filter(user=marisol).count() == 3


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (
            {"spelling": "Nobody Known", "into": "Luke Bronin"},
            "No speaker is called “Nobody Known”",
        ),
        ({"spelling": "Luke Bronin", "into": "Luke Bronin"}, "Choose two different names."),
        ({"spelling": "", "into": "Luke Bronin"}, "This field is required."),
    ],
)
def test_what_cannot_be_merged_is_said_and_what_was_typed_is_kept(
    client: Client, marisol: User, mayor: Speaker, names: dict[str, str], words: str
) -> None:
    client.force_login(marisol)
    answer = client.post(reverse("admin:articles_speaker_spellings"), names)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="Luke Bronin"' in answer.content.decode()


def test_moderators_and_readers_merge_nothing(
    client: Client, sam: User, mayor: Speaker, spelling: Speaker
) -> None:
    client.force_login(sam)
    page = reverse("admin:articles_speaker_spellings")
    apart = reverse("admin:articles_speaker_apart", args=[spelling.pk, mayor.pk])
    undo = reverse("admin:articles_speaker_undo", args=[spelling.pk])
    for address in (page, apart, undo):
        assert client.post(address, {"spelling": spelling, "into": mayor}).status_code == 403
    assert said_by(spelling) == {"Once more."}
