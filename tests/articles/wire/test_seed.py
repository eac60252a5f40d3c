"""The seed story, as it came."""

import datetime

import pytest

from articles.wire import Story, as_json, decode, parse
from tests.articles.wire.corpus import CASES


@pytest.fixture(scope="module")
def story() -> Story:
    return parse(decode((CASES / "seed.txt").read_bytes()))


def test_the_seed_has_its_date_and_dateline(story: Story) -> None:
    assert story.date == datetime.date(2019, 6, 24)
    assert (story.place, story.state, story.source) == ("HARTFORD", "CT", "WFSB")
    assert story.title == ""


def test_the_seed_has_nine_paragraphs_without_the_dateline(story: Story) -> None:
    assert len(story.paragraphs) == 9
    assert story.paragraphs[0].startswith("On Saturday, President Donald Trump announced")
    assert story.paragraphs[8].startswith("His letter concludes saying “I recognize")


def test_the_seed_has_five_quotations_on_the_record(story: Story) -> None:
    assert [(quote.speaker, quote.paragraph, quote.certain) for quote in story.quotes] == [
        ("Luke Bronin", 3, True),
        ("ICE", 4, True),
        ("Luke Bronin", 5, True),
        ("Donald Trump", 6, True),
        ("Luke Bronin", 8, True),
    ]
    assert [quote.role for quote in story.quotes][:4] == [
        "Hartford Mayor",
        "",
        "Hartford Mayor",
        "President",
    ]


def test_the_seed_quotations_stand_without_their_outer_marks(story: Story) -> None:
    assert story.quotes[0].text.startswith("On behalf of the City of Hartford, I am writing")
    assert story.quotes[1].text == (
        "are targeted to prioritize people who pose a risk to the community."
    )
    assert story.quotes[3].text.endswith("If not, Deportations start!")
    assert story.quotes[4].text.endswith("without prior authorization.")


def test_the_seed_has_three_comments_with_their_marks_intact(story: Story) -> None:
    first, second, third = story.comments

    assert 'your statement,"“To prioritize deporting' in first
    assert first.endswith('how they might "contribute"?')
    assert second.startswith('"I am writing to reiterate')
    assert third == "Agreed, 100%!"


def test_the_seed_gives_no_warning(story: Story) -> None:
    assert story.warnings == ()


def test_the_seed_as_json_has_the_keys_of_the_contract(story: Story) -> None:
    data = as_json(story)

    assert list(data) == [
        *("date", "place", "state", "source", "title"),
        *("paragraphs", "quotes", "comments", "warnings"),
    ]
    assert data["date"] == "2019-06-24"
    assert data["quotes"][1] == {
        "text": "are targeted to prioritize people who pose a risk to the community.",
        "speaker": "ICE",
        "certain": True,
        "paragraph": 4,
    }
