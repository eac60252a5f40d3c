"""What a check says (a finding) and what all of them together lead to (a verdict)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

from comments.rules import Rule

Outcome = Literal["allow", "nudge", "hold", "reject"]
Span = tuple[int, int]


class Action(IntEnum):
    """What a finding asks for, weakest first."""

    NUDGE = 1
    HOLD = 2
    REJECT = 3

    @property
    def outcome(self) -> Outcome:
        """The verdict's word for this action."""
        return _OUTCOMES[self]


_OUTCOMES: dict[Action, Outcome] = {
    Action.NUDGE: "nudge",
    Action.HOLD: "hold",
    Action.REJECT: "reject",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One check's remark on a draft.

    `spans` are half-open ranges in the original text, none where the remark is about the whole.
    `reason` is a short machine code; templates word it. `disclose` is False where naming the
    trigger would teach how to get round it, or repeat a slur.
    """

    check: str
    rule: Rule
    action: Action
    spans: tuple[Span, ...] = ()
    reason: str = ""
    version: str = "1"
    disclose: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for a draft, the findings that led to it, and the versions of all that judged."""

    action: Outcome
    findings: tuple[Finding, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def rule(self) -> Rule | None:
        """The rule of the deciding finding: the first of the strongest. None for a clean draft."""
        if not self.findings:
            return None
        return max(self.findings, key=lambda finding: finding.action).rule
