"""A paragraph as words and marks, each quotation folded into one token, cut into sentences."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from articles.wire.lexicon import ABBREVIATIONS, MAY_END_SENTENCE, NOT_NAMES
from articles.wire.quotation_marks import Span

Kind = Literal["word", "mark", "possessive", "quote"]


class Token(NamedTuple):
    """`quote` is the number of the folded span in its paragraph, -1 for every other kind."""

    text: str
    start: int
    kind: Kind
    quote: int = -1

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


_PIECE = re.compile(
    r"(?P<word>[\w$#@&][\w.'’ʻ&@/+-]*)|(?P<mark>--+|\.{2,}|[—–…,.;:?!])|(?P<other>\S)"
)
_ASIDE = re.compile(r"[(\[][^()\[\]\"“”]{0,160}[)\]]")
_POSSESSIVE = re.compile(r"(.+?)(['’]s|(?<=[sS])['’])$")
_CONTRACTION = re.compile(
    r"(he|she|they|it|i|we|you|who|that|there|here|what)(['’](?:s|d|ll|ve|re|m))$", re.IGNORECASE
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+$")


_LONGEST = 150
"""Tokens in a sentence. None in print is so long; a file of one endless sentence is cut up."""


def tokenize(paragraph: str, spans: list[Span]) -> list[Token]:
    """Return the paragraph's tokens; asides in brackets are left out."""
    tokens: list[Token] = []
    position = 0
    for number, span in enumerate(spans):
        tokens.extend(_plain_tokens(paragraph, position, span.start))
        tokens.append(Token(span.inner(paragraph), span.start, "quote", number))
        position = span.end
    tokens.extend(_plain_tokens(paragraph, position, len(paragraph)))
    return tokens


def _plain_tokens(paragraph: str, start: int, end: int) -> Iterator[Token]:
    asides = _ASIDE.finditer(paragraph, start, end)
    aside = next(asides, None)
    for piece in _PIECE.finditer(paragraph, start, end):
        while aside and aside.end() <= piece.start():
            aside = next(asides, None)
        if aside and aside.start() <= piece.start():
            continue
        if piece["word"]:
            yield from _word_tokens(piece["word"], piece.start())
        elif piece["mark"]:
            yield Token(piece["mark"], piece.start(), "mark")


def _word_tokens(word: str, start: int) -> Iterator[Token]:
    bare = word.rstrip(".")
    if word != bare and not (word.lower() in ABBREVIATIONS or _INITIALS.match(word)):
        tail = Token("." if len(word) - len(bare) == 1 else "…", start + len(bare), "mark")
    else:
        bare, tail = word, None
    bare = bare.rstrip("-/+")
    if contraction := _CONTRACTION.match(bare):
        yield Token(contraction[1], start, "word")
        yield Token(contraction[2].replace("’", "'"), start + len(contraction[1]), "word")
    elif possessive := _POSSESSIVE.match(bare):
        yield Token(possessive[1], start, "word")
        yield Token(possessive[2], start + len(possessive[1]), "possessive")
    elif bare:
        yield Token(bare, start, "word")
    if tail:
        yield tail


def sentences(tokens: list[Token]) -> list[list[Token]]:
    """Cut tokens into sentences; a quotation that ends in a full stop may end one."""
    cut: list[list[Token]] = []
    current: list[Token] = []
    for index, token in enumerate(tokens):
        current.append(token)
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is None or len(current) >= _LONGEST or _ends_sentence(token, following):
            cut.append(current)
            current = []
    return cut


def _ends_sentence(token: Token, following: Token) -> bool:
    starts = following.kind == "quote" or following.capital or following.text[:1].isdigit()
    if token.kind == "mark":
        if following.kind == "mark":
            return False
        return token.text in {"?", "!"} or (token.text in {".", "…", "..."} and starts)
    if token.kind == "quote":
        return starts and token.text.rstrip("'’\"”)").endswith((".", "?", "!", "…", ":"))
    if token.lower in MAY_END_SENTENCE:
        if following.kind == "quote":
            return following.capital
        return following.capital and following.lower in NOT_NAMES
    return False
