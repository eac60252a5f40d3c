"""The body of a WordPress post as the plain HTML that it stood for.

WordPress stores what was typed and makes paragraphs, captions and players of it on every view.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import nh3

from articles.moving.records import Picture
from articles.nesting import tame

_BLOCKS = (
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "div", "table",
    "figure", "figcaption", "pre", "hr", "aside", "section",
)  # fmt: skip
_PLAYERS = {"iframe": "src", "video": "src", "audio": "src", "source": "src"}
_KEPT = nh3.Cleaner(
    tags={*_BLOCKS, *_PLAYERS, "tr", "td", "th", "img", "a", "strong", "b", "em", "i", "br"},
    attributes={"a": {"href"}, "img": {"src", "alt"}, **{tag: {"src"} for tag in _PLAYERS}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_OPENS_BLOCK = re.compile(rf"</?(?:{'|'.join(_BLOCKS)})\b", re.IGNORECASE)
# WordPress's own; what is in them stays, they themselves go.
_WRAPPING = re.compile(r"\[/?(?:caption|wp_caption|embed)(?: [^\]\n]{0,1000})?\]")
_PLAYING = re.compile(r"\[/?(?:audio|video|gallery|playlist)(?: [^\]\n]{0,2000})?\]")
_FOREIGN = re.compile(r"\[([a-z][\w-]{2,40}) \w{1,40}=[^\]\n]{0,1000}\]", re.IGNORECASE)
_OWN = {"caption", "wp_caption", "embed"}
_ADDRESS = re.compile(r"""https?://[^\s"'\]<>]{3,500}""")
# The block editor says so itself; only what was typed before it is made into paragraphs.
_BLOCK_EDITOR = "<!-- wp:"


@dataclass(frozen=True)
class Body:
    """The HTML; the pictures that it links to; what an editor should look at."""

    html: str
    pictures: tuple[Picture, ...]
    warnings: tuple[str, ...]


def body_of(content: str, base: str) -> Body:
    """What readers saw of a post's content, pictures and players as links.

    In: `content:encoded` as exported, and the address that relative ones start from.
    """
    text = content.replace("\r\n", "\n").replace("\r", "\n")
    foreign = sorted({found[1].lower() for found in _FOREIGN.finditer(_PLAYING.sub("", text))})
    text = _PLAYING.sub(_player, _WRAPPING.sub("", text))
    if _BLOCK_EDITOR not in text:
        text = _paragraphs(text)
    linker = _Linker(base)
    linker.feed(_KEPT.clean(tame(text)))
    linker.close()
    warnings = [f"[{name}] stands in the text" for name in foreign if name not in _OWN]
    return Body("".join(linker.out), tuple(linker.pictures), tuple(warnings))


def _paragraphs(text: str) -> str:
    """Empty lines part paragraphs and single ones break lines, where no tag does so already."""
    parts = (part.strip() for part in _PARAGRAPHS.split(text))
    return "\n".join(_paragraph(part) for part in parts if part)


def _paragraph(part: str) -> str:
    if _OPENS_BLOCK.match(part):
        return part
    return f"<p>{part}</p>".replace("\n", "<br>\n")


def _player(found: re.Match[str]) -> str:
    """A link to what a player played; a gallery names no address and goes."""
    address = _ADDRESS.search(found[0])
    return f'\n\n<a href="{escape(address[0])}">Recording</a>\n\n' if address else "\n\n"


class _Linker(HTMLParser):
    """Writes balanced HTML again, with a link where a picture or a player stood."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.pictures: list[Picture] = []
        self._base = base
        self._links = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self._picture(given)
        elif tag in _PLAYERS:
            self._played(given.get("src", ""))
        elif tag == "a":
            self._links += 1
            self.out.append(f'<a href="{escape(given.get("href", ""))}">')
        else:
            self.out.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._links -= 1
        if tag not in _PLAYERS:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(escape(data, quote=False))

    def _picture(self, given: dict[str, str]) -> None:
        if address := self._absolute(given.get("src", "")):
            alt = given.get("alt", "").strip()
            self.pictures.append(Picture(address, alt))
            self._link(address, f"Picture: {alt}" if alt else "Picture")

    def _played(self, source: str) -> None:
        if address := self._absolute(source):
            self._link(address, f"See it at {urlsplit(address).hostname}")

    def _link(self, address: str, words: str) -> None:
        # A picture that was a link already keeps leading where it led.
        label = escape(words, quote=False)
        self.out.append(label if self._links else f'<a href="{escape(address)}">{label}</a>')

    def _absolute(self, address: str) -> str:
        """The whole address of what stands at one; "" for what the web does not have."""
        try:
            whole = urljoin(self._base, address.strip()) if address.strip() else ""
            return whole if urlsplit(whole).scheme in ("http", "https") else ""
        except ValueError:
            return ""
