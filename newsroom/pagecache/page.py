"""One kept page: its bytes in every encoding that was asked for, and until when it is right."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from newsroom.pagecache.encodings import WORTH_PACKING, pack

Headers = list[tuple[str, str]]
# A shared cache in front may serve a page for a second, and one more while it asks for the next.
# A browser asks each time, and mostly gets a 304.
CACHE_CONTROL = "public, max-age=0, s-maxage=1, stale-while-revalidate=1"
KEPT_STATUSES = frozenset({"200", "301", "410"})
ADDED_VARY = ("Accept-Encoding", "Cookie", "X-Fragment")
_OURS = frozenset({"cache-control", "content-length", "etag", "vary"})
# What an entry weighs beside its bytes: headers, key, objects.
OVERHEAD = 4096


@dataclass(frozen=True)
class Answer:
    """What Django answered."""

    status: str
    headers: Headers
    body: bytes

    def header(self, name: str) -> str:
        return ", ".join(value for key, value in self.headers if key.lower() == name)

    @cached_property
    def digest(self) -> str:
        """Of the body, for its ETag."""
        return blake2b(self.body, digest_size=12).hexdigest()

    def is_for_everybody(self) -> bool:
        """Whether it may be kept: a whole page, no cookie, nothing that says it is private."""
        said = self.header("cache-control").lower()
        return (
            self.status[:3] in KEPT_STATUSES
            and not self.header("set-cookie")
            and not self.header("content-encoding")
            and not any(word in said for word in ("private", "no-store", "no-cache"))
            and "*" not in self.header("vary")
        )


@dataclass(frozen=True, slots=True)
class Form:
    """The page in one encoding, ready to be sent."""

    etag: str
    headers: Headers
    not_modified: Headers
    body: bytes


@dataclass(slots=True)
class Page:
    """An answer kept for everybody.

    Read from the database after `made_at` and a sight of `turn`; of `stories`, None for any. Right
    without asking until `fresh_until`; whoever finds it right at a later sight moves that on, and
    `right_at`, the moment at which it was last known to be right.
    """

    answer: Answer
    made_at: float
    turn: int
    stories: tuple[int, ...] | None
    right_at: float
    fresh_until: float
    is_used: bool = False
    forms: dict[str, Form] = field(default_factory=dict)

    def form(self, encoding: str, packed: bytes | None = None) -> Form:
        """The page in that encoding, made at the first time of asking, of what is packed already
        where that is given."""
        found = self.forms.get(encoding)
        if found is None:
            found = self.forms[encoding] = _form(self.answer, encoding, packed)
        return found

    def packed(self) -> dict[str, bytes]:
        """Its body in the encodings that it has been packed in so far."""
        return {encoding: form.body for encoding, form in self.forms.items() if encoding}

    def weight(self) -> int:
        """Bytes of memory."""
        forms = list(self.forms.values())
        return OVERHEAD + len(self.answer.body) + sum(len(form.body) for form in forms)


def _form(answer: Answer, encoding: str, packed: bytes | None) -> Form:
    if len(answer.body) < WORTH_PACKING:
        encoding = ""
    body = pack(answer.body, encoding) if packed is None else packed
    etag = f'"{answer.digest}{encoding and "-"}{encoding}"'
    vary = _vary(answer.header("vary"))
    control = answer.header("cache-control") or CACHE_CONTROL
    own = [(name, value) for name, value in answer.headers if name.lower() not in _OURS]
    shared = [("ETag", etag), ("Vary", vary), ("Cache-Control", control)]
    packing = [("Content-Encoding", encoding)] if encoding else []
    length = [("Content-Length", str(len(body)))]
    return Form(etag, own + shared + packing + length, shared, body)


def _vary(said: str) -> str:
    """What the page says it differs by, with what we add to it."""
    names = [name.strip() for name in said.split(",") if name.strip()]
    for name in ADDED_VARY:
        if name.lower() not in (one.lower() for one in names):
            names.append(name)
    return ", ".join(names)
