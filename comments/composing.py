"""The form in which a comment is written: empty, kept from before the log-in, or sent back."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from articles.models import Story
from comments.models import READERS_KINDS, Comment, Kind, Sanction
from comments.screening import Verdict
from comments.waiting import desk_hours

_KEPT = "unposted comment"


@dataclass
class Composer:
    """What the form shows. `problem` is one sentence about the text; `verdict` sent it back;
    `sanction` keeps its author from posting now; `is_staffed` says whether a moderator is at the
    desk, None where nobody has looked; `revision` is the version of the story that its author has
    before them.
    """

    story: Story
    parent: Comment | None = None
    editing: Comment | None = None
    body: str = ""
    kind: str = Kind.COMMENT
    token: str = field(default_factory=lambda: token_urlsafe(16))
    problem: str = ""
    verdict: Verdict | None = None
    wait_minutes: int = 0
    sanction: Sanction | None = None
    is_staffed: bool | None = None
    revision: int = 0

    def __post_init__(self) -> None:
        self.revision = self.revision or self.story.revision

    @property
    def suffix(self) -> str:
        """Tells the fields of one form from another's where a page holds several."""
        about = self.editing or self.parent
        return f"-{about.pk}" if about else ""

    @property
    def is_nudge(self) -> bool:
        return self.verdict is not None and self.verdict.action == "nudge"

    @property
    def marks(self) -> list[str]:
        """The words that the verdict points at; none where naming them would teach or repeat."""
        if self.verdict is None:
            return []
        spans = (s for found in self.verdict.findings if found.disclose for s in found.spans)
        return list(dict.fromkeys(self.body[start:end] for start, end in spans))

    @property
    def hours(self) -> str:
        """What the form says of who reads along. At most one query a second."""
        return desk_hours(self.is_staffed)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(kind.value, str(kind.label)) for kind in READERS_KINDS]


def keep(
    session: SessionBase, story: Story, parent: Comment | None, fields: dict[str, Any]
) -> None:
    """Keeps what somebody typed whose log-in had ended, for when they are back."""
    session[_KEPT] = {
        "story": story.pk,
        "parent": parent.pk if parent else None,
        "body": str(fields.get("body", ""))[:4000],
        "kind": str(fields.get("kind", ""))[:10],
    }


def fresh(session: SessionBase, story: Story, parent: Comment | None = None) -> Composer:
    """An empty form, or, once, one with what was kept for this very place before the log-in."""
    composer = Composer(story, parent)
    found = session.get(_KEPT)
    here = (story.pk, parent.pk if parent else None)
    if found and (found["story"], found["parent"]) == here:
        composer.body, composer.kind = found["body"], found["kind"]
        del session[_KEPT]
    return composer
