"""HTML of readers and of old databases to plain words."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import nh3

from articles.nesting import tame

# More than that is no comment; what is kept of one is far less.
_LONGEST_COMMENT = 200_000
_BLOCKS = {"p", "div", "br", "li", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "tr", "hr"}
_KEPT = nh3.Cleaner(
    tags=_BLOCKS | {"a"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https"},
    link_rel=None,
)
_BARE = nh3.Cleaner(tags=set())
_SPACE = re.compile(r"[ \t\f\v\u00a0]+")
_LINES = re.compile(r" ?\n ?")
_GAPS = re.compile(r"\n{3,}")


class _Speller(HTMLParser):
    """Spells out balanced HTML, as nh3 hands it out: blocks as lines, links with their address."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._link = (dict(attrs).get("href") or "", len(self.out))
        else:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "a":
            self._break(tag)
        elif self._link is not None:
            (address, start), self._link = self._link, None
            said = "".join(self.out[start:]).strip()
            # What a reader's link said is most often the address itself, cut short.
            if address and address.rstrip("/") != said.rstrip("/"):
                cut = said.rstrip("….").removeprefix("https://").removeprefix("http://")
                shown = "" if cut and cut in address else f"{said} "
                self.out[start:] = [f"{shown}({address})" if shown.strip() else address]

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def _break(self, tag: str) -> None:
        self.out.append("\n\n" if tag in ("p", "blockquote") else "\n")


def spelled_out(html: str) -> str:
    """The words of a comment's HTML: paragraphs parted by empty lines, links with their address.

    Line breaks in it are kept, as old sites showed them. What is no tag is text: "a < b".
    """
    speller = _Speller()
    lines = html[:_LONGEST_COMMENT].replace("\r\n", "\n").replace("\r", "\n")
    speller.feed(_KEPT.clean(tame(lines)))
    speller.close()
    text = _LINES.sub("\n", _SPACE.sub(" ", "".join(speller.out)))
    return _GAPS.sub("\n\n", text).strip()


def one_line(html: str, longest: int) -> str:
    """The words of a headline, a name or a summary without any markup, at most so many characters.

    Cut at a word where it is longer.
    """
    # Some databases keep names escaped twice, so that tags are only seen after a first reading.
    once = unescape(_BARE.clean(tame(html)))
    words = unescape(_BARE.clean(tame(once)))
    text = " ".join(words.split())
    if len(text) <= longest:
        return text
    return f"{text[: longest - 2].rsplit(' ', 1)[0]} …"
