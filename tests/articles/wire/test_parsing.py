"""Headers, paragraphs, comments and page furniture."""

import pytest

from articles.wire import parse

HEAD = " date 2019-06-24 HARTFORD, CT (WFSB) -- Rain fell all day.\n"
BOX = "Welcome to the discussion.\nLog In\nKeep it Clean. Please avoid obscene language.\n"


@pytest.mark.parametrize(
    ("line", "comments"),
    [
        ("(2) comments", ("First.", "Second.")),
        ("2 comments", ("First.", "Second.")),
        ("Comments (2)", ("First.", "Second.")),
        ("(2) Comments", ("First.", "Second.")),
    ],
)
def test_the_count_of_comments_is_read_however_it_is_written(
    line: str, comments: tuple[str, ...]
) -> None:
    story = parse(HEAD + line + "\nFirst.\nSecond.\n" + BOX)

    assert (story.comments, story.warnings) == (comments, ())
    assert story.paragraphs == ("Rain fell all day.",)


@pytest.mark.parametrize("line", ["(0) comments\n", "No comments\n", ""])
def test_a_story_may_have_no_comments(line: str) -> None:
    story = parse(HEAD + line + BOX)

    assert (story.comments, story.warnings) == ((), ())
    assert story.paragraphs == ("Rain fell all day.",)


def test_one_comment_is_counted_in_the_singular() -> None:
    assert parse(HEAD + "(1) comment\nFirst.\n").comments == ("First.",)


@pytest.mark.parametrize(("count", "said"), [(1, "1 comment"), (3, "3 comments")])
def test_a_wrong_count_of_comments_is_a_warning(count: int, said: str) -> None:
    story = parse(HEAD + f"({count}) comments\nFirst.\nSecond.\n" + BOX)

    assert story.comments == ("First.", "Second.")
    assert story.warnings == (f"The file announces {said}, but 2 can be found in it.",)


def test_all_after_the_discussion_box_is_furniture() -> None:
    story = parse(HEAD + "(1) comments\nFirst.\n" + BOX + "Most Popular\nTen recipes for rain\n")

    assert story.comments == ("First.",)


def test_buttons_and_notices_between_comments_are_furniture() -> None:
    rest = "(2) comments\nFirst.\nReport\nReply\nSecond.\nShare\nCopyright 2019 WFSB. All rights.\n"

    assert parse(HEAD + rest).comments == ("First.", "Second.")


def test_a_comment_that_sounds_like_a_rule_stays() -> None:
    rest = "(3) comments\nBe nice. They are trying.\nLog in to what?\nKeep it clean, folks\n"

    assert len(parse(HEAD + rest + BOX).comments) == 3


def test_a_copyright_line_is_no_paragraph() -> None:
    story = parse(HEAD + "Copyright 2019 WFSB (Meredith Corporation). All rights reserved.\n")

    assert story.paragraphs == ("Rain fell all day.",)


def test_headers_stand_above_the_date_in_their_order() -> None:
    headers = "title: Rain falls\nbyline: Ida Moss\ntags: rain, weather\nbrief: Wet\nbrief: Cold\n"
    story = parse(headers + HEAD)

    assert story.title == "Rain falls"
    assert story.headers == (
        ("title", "Rain falls"),
        ("byline", "Ida Moss"),
        ("tags", "rain, weather"),
        ("brief", "Wet"),
        ("brief", "Cold"),
    )


def test_a_header_keeps_the_colons_and_bars_of_its_value() -> None:
    line = "correction: 2019-06-24T19:15 | It was: dry | It was: wet\n"

    assert parse(line + HEAD).headers == (
        ("correction", "2019-06-24T19:15 | It was: dry | It was: wet"),
    )


def test_one_bare_line_above_the_date_is_the_headline() -> None:
    story = parse("Rain falls on Hartford\n" + HEAD)

    assert story.title == "Rain falls on Hartford"
    assert story.warnings == ("Line 1 stands above the date: taken as the headline.",)


def test_strange_spaces_and_line_ends_are_put_right() -> None:
    text = (
        "\ufeff date\u00a02019-06-24\u2009HARTFORD,\u00a0CT (WFSB)\u00a0-- "
        "Ra\u00adin \u200bfell.\r\n"
        "\r\n\u00a0\r\nMore  is\tto come.\r(1)\u00a0comments\r\nYes\u00a0."
    )
    story = parse(text)

    assert story.paragraphs == ("Rain fell.", "More is to come.")
    assert story.comments == ("Yes .",)


def test_a_joiner_that_makes_an_emoji_stays() -> None:
    assert parse(HEAD + "The 👩\u200d🚒 came.").paragraphs[1] == "The 👩\u200d🚒 came."


def test_a_quotation_that_never_closes_is_a_warning() -> None:
    story = parse(HEAD + "“It was wet, Ida Moss said.\nMore is to come.")

    assert story.warnings == ("Paragraph 2: a quotation opens and never closes.",)
    assert [(quote.text, quote.speaker) for quote in story.quotes] == [("It was wet,", "Ida Moss")]


def test_a_paragraph_may_be_absurdly_long() -> None:
    story = parse(HEAD + "Rain fell. " * 20_000)

    assert len(story.paragraphs) == 2
