"""Damaged wire copy: one clear error that names the line, and nothing by halves."""

import pytest

from articles.wire import MAX_BYTES, WireError, decode, parse

GOOD = " date 2019-06-24 HARTFORD, CT (WFSB) -- Rain fell all day.\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "there is no date"),
        ("\n \n\u00a0\n", 1, "there is no date"),
        ("HARTFORD, CT (WFSB) -- Rain fell.", 1, "there is no date"),
        ("\n\nRain fell.\nMore rain fell.", 3, "there is no date"),
        ("title: Rain\nbyline: Ida Moss", 2, "there is no date"),
        ("Rain\nfell\n" + GOOD, 1, "there is no date"),
        (" date yesterday HARTFORD, CT (WFSB) -- Rain fell.", 1, "there is no date"),
        (" date 2019-02-30 HARTFORD, CT (WFSB) -- Rain fell.", 1, "no such day as 2019-02-30"),
        ("title: Rain\n date 24/06/2019 HARTFORD --", 2, "no such day as 2019-24-06"),
        (" date 2019-06-24 Rain fell all day.", 1, "there is no dateline"),
        (" date 2019-06-24 In Hartford - a city - rain fell.", 1, "there is no dateline"),
        (" date 2019-06-24", 1, "there is no dateline"),
        (" date 2019-06-24\nRain fell all day.", 2, "there is no dateline"),
        (" date 2019-06-24 HARTFORD, CT (WFSB) --", 1, "there is no story"),
        (" date 2019-06-24 HARTFORD, CT (WFSB) --\n(1) comment\nHm.", 3, "there is no story"),
        (GOOD + "More.\n" + GOOD, 3, "a second story starts here"),
        (GOOD + "(1) comments\nYes.\nLog In\n" + GOOD, 5, "a second story starts here"),
        (GOOD + "Date: June 24, 2019 CANTON (AP) -- Sun.", 2, "a second story starts here"),
        (GOOD + "A \0 byte", 2, "this is not text"),
        (GOOD + "\n\x1b[31mred", 3, "this is not text"),
        (GOOD + "â€œWet,â€\u009d she said.", 2, "the characters are garbled"),
        (GOOD + "It was \ufffdwet\ufffd.", 2, "the characters are garbled"),
        (GOOD + "half a pair \ud83d", 2, "the characters are garbled"),
    ],
)
def test_damage_is_named_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(WireError) as caught:
        parse(text)

    assert caught.value.line == line
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"Line {line}: ")


def test_the_error_shows_how_a_story_starts() -> None:
    with pytest.raises(WireError, match="A story starts like “ date 2019-06-24 HARTFORD, CT"):
        parse("Rain fell.")


def test_the_day_of_an_event_in_the_body_is_no_second_story() -> None:
    assert len(parse(GOOD + "Date: July 4, 2019, at the town green").paragraphs) == 2


@pytest.mark.parametrize(
    "raw", [GOOD.encode(), b"\xef\xbb\xbf" + GOOD.encode(), GOOD.encode("utf-16")]
)
def test_utf_8_and_marked_utf_16_are_read(raw: bytes) -> None:
    assert decode(raw) == GOOD


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (GOOD.encode() + "\n“Wet,” she said.".encode("cp1252"), 3),
        (GOOD.encode("utf-16-le"), 1),
        (GOOD.encode() + b"\x89PNG\r\n\x1a\n\0\0", 2),
        ((GOOD + "More “rain”.").encode("utf-16")[:-1], 2),
    ],
)
def test_a_wrong_encoding_is_named_with_the_line_of_its_first_bad_byte(
    raw: bytes, line: int
) -> None:
    with pytest.raises(WireError) as caught:
        decode(raw)

    assert caught.value.line == line
    assert "Save the story as UTF-8" in str(caught.value)


def test_a_file_that_is_too_big_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(WireError, match="too big") as caught:
        decode(b"\xff" * (MAX_BYTES + 1))

    assert caught.value.line is None


def test_a_text_that_is_too_big_is_refused() -> None:
    with pytest.raises(WireError, match="too big"):
        parse(GOOD + "x" * MAX_BYTES)


def test_a_wire_error_is_a_value_error() -> None:
    assert issubclass(WireError, ValueError)
