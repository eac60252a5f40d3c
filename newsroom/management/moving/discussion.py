"""The remarks of an old thread to comments under a story, each in its place and once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import islice

from django.conf import settings
from django.utils import timezone

from articles.models import Story
from articles.moving import Remark, Skipped, Told
from articles.moving.words import one_line
from comments import submission
from comments.models import Comment
from comments.text import as_shown
from newsroom.accounts import names
from newsroom.management.moving.order import Order
from newsroom.management.moving.report import Outcome

# Comments that are looked up, and brought in, at once.
_BATCH = 200
# Readers here write at most 2,000 characters; what was printed elsewhere keeps five times that.
_LONGEST = 10_000


@dataclass
class Bringing:
    """One thread on its way under a story. Must run in a transaction."""

    story: Story
    thread: str
    order: Order
    outcome: Outcome
    _known: dict[str, Comment] = field(default_factory=dict)
    _run: list[submission.Brought] = field(default_factory=list)
    _in_run: set[str] = field(default_factory=set)

    def bring(self, told: Iterator[Told]) -> None:
        """Brings in what is not here yet. In: remarks in their order, each after its host."""
        while batch := list(islice(told, _BATCH)):
            tokens = {self._token(one.remark.key) for one in batch}
            tokens |= {self._token(one.host) for one in batch if one.host}
            self._known = _known(tokens)
            for one in batch:
                self._take(one)
            self._flush()

    def is_here(self, key: str) -> bool:
        """Whether the remark came in an earlier run. One query."""
        return bool(_known({self._token(key)}))

    def _take(self, told: Told) -> None:
        remark, token = told.remark, self._token(told.remark.key)
        if token in self._known:
            self.outcome.counts["comments_already_here"] += 1
            return
        if not remark.body:
            self.outcome.skipped.append(Skipped("comment", remark.key, "it says nothing"))
            return
        host = self._token(told.host) if told.host else ""
        if host in self._in_run:
            self._flush()
        if remark.parent and not told.host:
            self.outcome.counts["answers_without_their_comment"] += 1
        self._in_run.add(token)
        self._run.append(
            submission.Brought(
                body=self._body(remark),
                posted_at=_moment(remark.posted_at, self.story),
                name=self._name(remark.name),
                parent=self._known.get(host),
                token=token,
            )
        )

    def _flush(self) -> None:
        """Stores the run: comments none of which answers another of it."""
        for comment in submission.bring_in(self.story, self._run):
            self._known[comment.token or ""] = comment
            self.outcome.counts["comments"] += 1
        self._run.clear()
        self._in_run.clear()

    def _token(self, key: str) -> str:
        return self.order.digest(self.thread, key)[:43]

    def _body(self, remark: Remark) -> str:
        if len(remark.body) <= _LONGEST:
            return remark.body
        self.outcome.warnings.append((remark.key, "This comment was cut"))
        return f"{remark.body[: _LONGEST - 2]} …"

    def _name(self, written: str) -> str:
        name = _plain_name(written)
        if _poses(name):
            self.outcome.counts["names_withheld"] += 1
            return ""
        return name


def _known(tokens: Iterable[str]) -> dict[str, Comment]:
    """The comments with these tokens, without their text. One query, by the index on tokens."""
    found = Comment.objects.filter(author=None, token__in=tokens).defer("body")
    return {comment.token or "": comment for comment in found}


def _moment(at: datetime | None, story: Story) -> datetime:
    """When it was posted: the story's time where nothing is known, and never the future."""
    if at is not None and timezone.is_naive(at):
        at = timezone.make_aware(at)
    return min(at or story.published_at or story.created_at, timezone.now())


@lru_cache(maxsize=4096)
def _plain_name(written: str) -> str:
    return names.tidy(as_shown(one_line(written, names.LONGEST)))


@lru_cache(maxsize=4096)
def _poses(name: str) -> bool:
    """Whether the name passes for the newsroom, which an old site may have allowed."""
    return bool(name) and names.is_reserved(name, settings.SITE_NAME)
