"""A wire-copy file to a story."""

from typing import NamedTuple

from articles.wire.dateline import Dateline, read_dateline
from articles.wire.dates import Stamp, read_stamp
from articles.wire.errors import WireError
from articles.wire.furniture import comment_count, ends_the_page, is_loose
from articles.wire.headers import read_header
from articles.wire.lines import Line, readable_lines
from articles.wire.quotes import examine
from articles.wire.story import Story

_EXAMPLE = "A story starts like “ date 2019-06-24 HARTFORD, CT (WFSB) -- …”."


class _Head(NamedTuple):
    headers: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    stamp: Stamp
    dateline: Dateline
    rest: list[Line]


def parse(text: str) -> Story:
    """Return the story that `text` holds: a scraped page or an editor's wire copy.

    Raises WireError, naming the line, for damaged copy; nothing is returned by halves.
    """
    lines = readable_lines(text)
    if not lines:
        raise WireError(f"there is no date: the file is empty. {_EXAMPLE}", 1)
    head = _read_head(lines)
    _refuse_a_second_story(head.rest)
    opening = [Line(0, head.dateline.after)] if head.dateline.after else []
    body, comments, warnings = _divide(opening + head.rest)
    if not body:
        raise WireError("there is no story after the dateline.", lines[-1].number)
    quotes, doubts = examine(body)
    titles = [value for name, value in head.headers if name == "title"]
    return Story(
        date=head.stamp.date,
        place=head.dateline.place,
        state=head.dateline.state,
        source=head.dateline.source,
        title=titles[0] if titles else "",
        paragraphs=tuple(body),
        quotes=quotes,
        comments=tuple(comments),
        warnings=(*head.warnings, *warnings, *doubts),
        headers=head.headers,
    )


def _read_head(lines: list[Line]) -> _Head:
    headers: list[tuple[str, str]] = []
    warnings: list[str] = []
    for index, line in enumerate(lines):
        if stamp := read_stamp(line):
            dateline, rest = _read_dateline(stamp, line, lines[index + 1 :])
            if stamp.time and not any(name == "time" for name, _ in headers):
                headers.append(("time", stamp.time))
            return _Head(tuple(headers), tuple(warnings), stamp, dateline, rest)
        if header := read_header(line):
            headers.append(header)
        elif _is_headline(line, lines[index + 1 :], headers):
            headers.append(("title", line.text))
            warnings.append(f"Line {line.number} stands above the date: taken as the headline.")
        else:
            raise WireError(f"there is no date. {_EXAMPLE}", line.number)
    raise WireError(f"there is no date. {_EXAMPLE}", lines[-1].number)


def _is_headline(line: Line, below: list[Line], headers: list[tuple[str, str]]) -> bool:
    """One bare line right above the date is the headline of a scraped page."""
    return (
        bool(below)
        and len(line.text) <= 200
        and not any(name == "title" for name, _ in headers)
        and read_stamp(below[0]) is not None
    )


def _read_dateline(stamp: Stamp, line: Line, below: list[Line]) -> tuple[Dateline, list[Line]]:
    text, rest = stamp.after.lstrip(" -–—|,"), below
    if not text and below:
        line, rest = below[0], below[1:]
        text = line.text
    dateline = read_dateline(text)
    if dateline is None:
        raise WireError(f"there is no dateline after the date. {_EXAMPLE}", line.number)
    return dateline, rest


def _refuse_a_second_story(lines: list[Line]) -> None:
    for line in lines:
        if not line.text[:5].lower().startswith("date"):
            continue
        stamp = read_stamp(line)
        if stamp and (line.text[4:6].strip().isdigit() or read_dateline(stamp.after)):
            raise WireError(
                "a second story starts here. Put each story into a file of its own.", line.number
            )


def _divide(lines: list[Line]) -> tuple[list[str], list[str], list[str]]:
    """Return the paragraphs, the comments, and what should be said about them."""
    body: list[str] = []
    comments: list[str] = []
    count: int | None = None
    part = body
    for _, text in lines:
        if ends_the_page(text):
            break
        announced = comment_count(text)
        if announced is not None and count is None:
            count, part = announced, comments
        elif not is_loose(text):
            part.append(text)
    if count is None or count == len(comments):
        return body, comments, []
    said = "1 comment" if count == 1 else f"{count} comments"
    return body, comments, [f"The file announces {said}, but {len(comments)} can be found in it."]
