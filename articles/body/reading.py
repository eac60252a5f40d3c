"""HTML from anywhere, read into the blocks of a body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from articles.nesting import tame

SCHEMES = {"http", "https", "mailto"}
# What the first pass keeps, so that the reader below knows where a block ends and what is bold.
_BLOCK_TAGS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside", "ul", "ol", "li", "div",
    "section", "article", "header", "footer", "main", "figure", "figcaption", "pre", "address",
    "table", "thead", "tbody", "tr", "td", "th", "dl", "dt", "dd", "hr",
}  # fmt: skip
_STRONG_TAGS, _EMPHASIS_TAGS = {"strong", "b"}, {"em", "i"}
_STYLED_TAGS = _STRONG_TAGS | _EMPHASIS_TAGS | {"span"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_CONTAINERS = {"blockquote", "pull", "ul", "ol"}
_KEPT = nh3.Cleaner(
    tags=_BLOCK_TAGS | _STYLED_TAGS | {"a", "br"},
    attributes={"a": {"href"}, "aside": {"class"}, **{tag: {"style"} for tag in _STYLED_TAGS}},
    url_schemes=SCHEMES,
    link_rel=None,
)
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u202f]+")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]")
# Word, mail and wire print a list as paragraphs that begin with a bullet.
_BULLET = re.compile(r"^[•·▪‣◦]\s*")
_BOLD = re.compile(r"font-weight:\s*(bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight:\s*(normal|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style:\s*(italic|oblique)", re.IGNORECASE)
_NOT_ITALIC = re.compile(r"font-style:\s*normal", re.IGNORECASE)


@dataclass(frozen=True)
class Marks:
    """How a run of text is set."""

    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass
class Block:
    """A paragraph, cross-head or list item; `container` tells apart two lists in a row."""

    kind: str
    container: int
    runs: list[tuple[str, Marks]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words without marks, a line break as a space."""
        return _SPACE.sub(" ", "".join(words for words, _ in self.runs)).strip()


class _Reader(HTMLParser):
    """Reads the balanced HTML that nh3 hands out into blocks.

    A list or quotation inside another joins it: `_containers` holds what was opened, what it
    counts as, and a number that parts it from the next of its kind.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: list[tuple[str, Marks]] = []
        self._containers: list[tuple[str, str, int]] = []
        self._made = 0
        self._heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._add("\n")
        elif tag in _BLOCK_TAGS:
            self._enter(tag, given.get("class", ""))
        else:
            self._open.append((tag, _marked(self._marks(), tag, given)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCK_TAGS:
            self._leave(tag)
        elif any(opened == tag for opened, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._add(_SPACE.sub(" ", _INVISIBLE.sub("", data)))

    def _enter(self, tag: str, css_class: str) -> None:
        kind = "pull" if tag == "aside" and css_class == "pull" else tag
        if kind in _CONTAINERS:
            self._made += 1
            _, joined, number = self._containers[-1] if self._containers else ("", kind, self._made)
            self._containers.append((kind, joined, number))
        self._heading = tag in _HEADINGS
        self._start()

    def _leave(self, tag: str) -> None:
        kind = "pull" if tag == "aside" and self._within("pull") else tag
        if self._within(kind):
            self._containers.pop()
        self._heading = False
        self._start()

    def _within(self, kind: str) -> bool:
        return bool(self._containers) and self._containers[-1][0] == kind

    def _start(self) -> None:
        _, kind, container = self._containers[-1] if self._containers else ("", "p", 0)
        if self._heading and kind == "p":
            kind = "h2"
        self.blocks.append(Block(kind, container))

    def _add(self, words: str) -> None:
        if not self.blocks:
            self._start()
        self.blocks[-1].runs.append((words, self._marks()))

    def _marks(self) -> Marks:
        return self._open[-1][1] if self._open else Marks()


def _marked(outer: Marks, tag: str, attributes: dict[str, str]) -> Marks:
    """The marks inside an inline tag. Docs wraps all it copies in a bold that is not bold."""
    style = attributes.get("style", "")
    strong = outer.strong or tag in _STRONG_TAGS or bool(_BOLD.search(style))
    emphasis = outer.emphasis or tag in _EMPHASIS_TAGS or bool(_ITALIC.search(style))
    return Marks(
        strong=strong and not _NOT_BOLD.search(style),
        emphasis=emphasis and not _NOT_ITALIC.search(style),
        href=attributes.get("href", "") if tag == "a" else outer.href,
    )


def read(html: str) -> list[Block]:
    """The blocks that hold words, in order. In: HTML, broken or hostile."""
    reader = _Reader()
    reader.feed(_KEPT.clean(tame(html)))
    reader.close()
    split = (part for block in reader.blocks for part in _split(block))
    return [_bulleted(block) for block in split if block.text]


def _split(block: Block) -> Iterator[Block]:
    """Two line breaks in a row are how mail parts its paragraphs."""
    part, broken = Block(block.kind, block.container), False
    for words, marks in block.runs:
        if words == "\n" and broken:
            yield part
            part, broken = Block(block.kind, block.container), False
            continue
        broken = words == "\n" or (broken and not words.strip())
        part.runs.append((words, marks))
    yield part


def _bulleted(block: Block) -> Block:
    if block.kind != "p" or not _BULLET.match(block.text):
        return block
    # Container 0 is no list of the source, so that its neighbours join it.
    item, found = Block("ul", 0), False
    for words, marks in block.runs:
        item.runs.append((words if found else _BULLET.sub("", words.lstrip()), marks))
        found = found or bool(words.strip())
    return item if item.text else Block("p", block.container, block.runs)
