"""Which words a pattern cannot do without, so that it is tried only where one of them stands.

Reads the small language of `patterns/*.txt`: words, spaces, groups, choices, counted repeats. Where
in doubt it asks for less, never for more: a gate may let a hopeless text through, but never keeps
a match out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from comments.screening import lexicon

_TOKEN = re.compile(
    r"(?P<look>\(\?<?[=!])|(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<or>\|)"
    r"|(?P<repeat>(?:[?*+]|\{\d*,?\d*\})\??)|(?P<word>[A-Za-z0-9']+|[\^$])|(?P<space> )"
    r"|(?P<other>\\.|\[[^\]]*\]|.)"
)
_OPTIONAL = ("?", "*", "{0", "{,")
Gate = frozenset[str]


@dataclass(slots=True)
class _Piece:
    """A token, or a group with its branches. `optional` when a repeat allows none of it."""

    kind: str
    text: str = ""
    branches: "list[list[_Piece]]" = field(default_factory=list)
    optional: bool = False

    @property
    def ends_in_space(self) -> bool:
        """Whether whatever follows this piece starts a word."""
        if self.kind == "group":
            return all(branch and branch[-1].ends_in_space for branch in self.branches)
        return self.kind == "space"


@lru_cache(maxsize=4_096)
def needed(pattern: str) -> Gate | None:
    """Words one of which every match of `pattern` holds whole; None when it names none."""
    tokens = ((str(found.lastgroup), found[0]) for found in _TOKEN.finditer(pattern))
    return _choice(_branches(tokens), left=True, right=True)


def _branches(tokens: Iterator[tuple[str, str]]) -> list[list[_Piece]]:
    """The branches up to the closing bracket or the end."""
    branches: list[list[_Piece]] = [[]]
    for kind, text in tokens:
        if kind == "close":
            break
        if kind == "or":
            branches.append([])
        elif kind in {"open", "look"}:
            group = _Piece("group" if kind == "open" else "look", branches=_branches(tokens))
            branches[-1].append(group)
        elif kind == "repeat":
            _repeat(branches[-1], text)
        else:
            branches[-1].append(_Piece(kind, text))
    return branches


def _repeat(branch: list[_Piece], text: str) -> None:
    """A repeat after a word is of its last letter: `bullets?` is one of two words."""
    last = branch[-1]
    if last.kind != "word":
        last.optional = text.startswith(_OPTIONAL)
    elif text == "?":
        last.kind = "group"
        last.branches = [[_Piece("word", last.text[:-1])], [_Piece("word", last.text)]]
    else:
        last.kind = "other"


def _choice(branches: list[list[_Piece]], *, left: bool, right: bool) -> Gate | None:
    gates = [_sequence(branch, left=left, right=right) for branch in branches]
    known = [gate for gate in gates if gate is not None]
    return frozenset().union(*known) if len(known) == len(gates) else None


def _sequence(pieces: list[_Piece], *, left: bool, right: bool) -> Gate | None:
    """The rarest of the gates that the pieces of one branch ask for."""
    pieces = [piece for piece in pieces if piece.kind != "look"]
    gates: list[Gate] = []
    for at, piece in enumerate(pieces):
        starts = pieces[at - 1].ends_in_space if at else left
        ends = pieces[at + 1].kind == "space" if at + 1 < len(pieces) else right
        if piece.optional:
            continue
        if piece.kind == "word" and starts and ends:
            gates.append(frozenset((piece.text,)))
        elif piece.kind == "group":
            gate = _choice(piece.branches, left=starts, right=ends)
            if gate is not None:
                gates.append(gate)
    return min(gates, key=_commonness, default=None)


def _commonness(gate: Gate) -> tuple[int, int]:
    return len(gate & lexicon.words("spelling.txt", "common")), len(gate)
