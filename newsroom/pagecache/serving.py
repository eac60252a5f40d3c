"""The cache as a WSGI application around Django's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from time import monotonic
from typing import Any, Protocol

from django.http import HttpRequest

from newsroom.changes.sight import LOOK_EVERY, LOOK_LIMIT, Ground, Sight
from newsroom.pagecache.asking import Asked, Environ, asked, bare_environ
from newsroom.pagecache.encodings import chosen
from newsroom.pagecache.leaving import Left
from newsroom.pagecache.making import PATIENCE, Flights
from newsroom.pagecache.neighbors import Claim, Neighbors
from newsroom.pagecache.page import Answer, Page
from newsroom.pagecache.shelf import Shelf

StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
# How long a page may be given without asking, and how long while it is made anew (seconds).
FRESH = LOOK_EVERY
OLD = LOOK_LIMIT
# What time alone changes on a page (a discussion that closes, "this story is a year old") shows
# after this at the latest, in seconds.
LONGEST = 30.0
STORIES = "newsroom.stories"
# How far a replica must be that the page is read from (`newsroom.replicas`).
POSITION = "newsroom.position"
_METHODS = frozenset({"GET", "HEAD"})


class Watches(Protocol):
    """Who knows what has changed."""

    def sight(self, now: float) -> Sight | None: ...

    def still_holds(self, ground: Ground, stories: Iterable[int] | None) -> bool: ...


def shows(request: HttpRequest, stories: Iterable[int]) -> None:
    """Says that of all discussions the page prints only these stories' counts and comments.

    Then comments elsewhere leave it as it is. A page that does not say so may show any story.
    """
    request.META[STORIES] = (*request.META.get(STORIES, ()), *stories)


class PageCache:
    """Answers for the application where it can (see the package). `room` is in bytes; where there
    are no `neighbors`, every page is made here."""

    def __init__(
        self,
        application: Application,
        watcher: Watches,
        room: int,
        clock: Callable[[], float] = monotonic,
        neighbors: Neighbors | None = None,
    ) -> None:
        self._application = application
        self._watcher = watcher
        self._claim = neighbors.claim if neighbors else _alone
        self._clock = clock
        self._flights: Flights[Page] = Flights()
        self.shelf = Shelf(room)
        self.patience = PATIENCE

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = asked(environ) if environ["REQUEST_METHOD"] in _METHODS else None
        if key is None:
            return self._application(environ, start_response)
        now = self._clock()
        kept = self.shelf.get(key)
        found: Page | Answer | None = kept
        if kept is None or now >= kept.fresh_until:
            found = self._right_page(key, kept, now, environ)
        if isinstance(found, Page):
            found.is_used = True
            return self._give(key, found, environ, start_response)
        if found is None or found.header("set-cookie"):
            # What sets a cookie must know the visitor's own.
            return self._application(environ, start_response)
        headers = [*found.headers, ("Cache-Control", "private, no-cache")]
        start_response(found.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [found.body]

    def _give(
        self, key: Asked, page: Page, environ: Environ, start_response: StartResponse
    ) -> list[bytes]:
        encoding = _encoding(environ)
        form = page.forms.get(encoding)
        if form is None:
            form = page.form(encoding)
            self.shelf.weigh(key, page)
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and page.answer.status.startswith("200") and _names(known, form.etag):
            start_response("304 Not Modified", [*form.not_modified])
            return []
        start_response(page.answer.status, [*form.headers])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [form.body]

    def _right_page(
        self, key: Asked, kept: Page | None, now: float, environ: Environ
    ) -> Page | Answer | None:
        """The kept page if it is still right, else a new one, or an answer that cannot be kept;
        None where somebody else got such an answer."""
        sight = self._watcher.sight(now)
        while True:
            if kept is not None and _is_right(kept, sight, now):
                return kept
            flight, is_ours = self._flights.join(key)
            if is_ours:
                return self._make(key, kept, sight, now, environ)
            if kept is not None and now - kept.right_at < OLD:
                return kept
            if not flight.landed.wait(self.patience) or flight.made is None:
                return None
            if now - flight.made.right_at < OLD:
                return flight.made
            kept, sight = flight.made, self._watcher.sight(now)

    def _make(
        self, key: Asked, kept: Page | None, sight: Sight | None, now: float, environ: Environ
    ) -> Page | Answer:
        """Keeps the page that Django or a neighbor makes. `sight` was taken before."""
        page = None
        try:
            page = self.shelf.get(key)
            if page is not None and page is not kept and now - page.right_at < OLD:
                return page  # it landed while we came
            page = kept if kept is not None and now - kept.right_at < OLD else None
            with self._claim(key, 0 if page else self.patience) as claim:
                if page is not None and claim.is_anothers:
                    return page
                page = None
                if claim.has_waited:
                    sight = self._watcher.sight(self._clock())
                found = self._left(claim, kept, sight) or self._made(claim, key, sight, environ)
                if isinstance(found, Answer):
                    return found
                page = found
            self.shelf.put(key, page)
            return page
        finally:
            self._flights.land(key, page)

    def _left(self, claim: Claim, kept: Page | None, sight: Sight | None) -> Page | None:
        """What a neighbor has made, if it is right and no older than the page that is not.

        It may be that very page: a look that comes later than a neighbor's finds what the
        neighbor's page shows already.
        """
        left = claim.left()
        if left is None or sight is None or (kept is not None and left.made_at < kept.made_at):
            return None
        is_young = self._clock() - left.made_at < LONGEST
        if not is_young or not self._watcher.still_holds(left.ground, left.stories):
            return None
        # The clock was looked at when the sight was taken, so that is what it is good for.
        right_at = max(sight.at, left.made_at)
        fresh_until = right_at + FRESH
        page = Page(left.answer, left.made_at, sight.turn, left.stories, right_at, fresh_until)
        for encoding, body in left.packed.items():
            page.form(encoding, body)
        return page

    def _made(
        self, claim: Claim, key: Asked, sight: Sight | None, environ: Environ
    ) -> Page | Answer:
        """What Django makes. A page is left for the neighbors."""
        claim.begin()
        bare = bare_environ(environ, key)
        began = _since(sight, bare, self._clock())
        answer = _answer(self._application, bare)
        if not answer.is_for_everybody():
            return answer
        turn, fresh = (sight.turn, FRESH) if sight else (-1, OLD)
        page = Page(answer, began, turn, bare.get(STORIES), began, began + fresh)
        page.form(_encoding(environ))
        if sight and sight.ground:
            claim.leave(Left(answer, began, page.stories, sight.ground, page.packed()))
        return page


def _alone(_key: Asked, _patience: float) -> AbstractContextManager[Claim]:
    """Where there are no neighbors."""
    return nullcontext(Claim())


def _encoding(environ: Environ) -> str:
    accepted = environ.get("HTTP_ACCEPT_ENCODING")
    return chosen(accepted) if accepted else ""


def _since(sight: Sight | None, bare: Environ, now: float) -> float:
    """The moment that a page shows which is made `now`. Where it may be read from a replica, that
    is the look's: a replica that knows as much as the look may know no more."""
    if sight is None or not sight.position:
        return now
    bare[POSITION] = sight.position
    return sight.at


def _is_right(page: Page, sight: Sight | None, now: float) -> bool:
    """Whether the page still shows what is so, by what is known now; if so, it is good for more."""
    if now - page.made_at >= LONGEST or sight is None:
        return False
    if not sight.unchanged(page.turn, page.stories):
        return False
    page.right_at, page.fresh_until = sight.at, sight.at + FRESH
    return True


def _answer(application: Application, environ: Environ) -> Answer:
    """The application's whole answer."""
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
        started.append((status, headers))

    chunks = application(environ, start_response)
    try:
        body = b"".join(chunks)
    finally:
        if close := getattr(chunks, "close", None):
            close()
    status, headers = started[-1]
    return Answer(status, headers, body)


def _names(known: str, etag: str) -> bool:
    """Whether If-None-Match names the page; a proxy that packs anew may have weakened the tag."""
    return (
        known == etag
        or known.strip() == "*"
        or etag in (one.strip().removeprefix("W/") for one in known.split(","))
    )
