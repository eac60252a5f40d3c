"""What the machine thought of a comment, kept beside it: findings, and its decision to hold."""

from comments import cases
from comments.house import rule, wording
from comments.models import Act, Comment, Decision, Finding, Status
from comments.screening import Verdict


def keep(comment: Comment, verdict: Verdict) -> None:
    """Stores the findings with the versions of all that judged. At most one query."""
    Finding.objects.bulk_create(
        Finding(
            comment=comment,
            check_name=found.check,
            rule=found.rule,
            action=found.action.outcome,
            reason=found.reason,
            spans=[list(span) for span in found.spans],
            versions={**verdict.versions, "check": found.version},
        )
        for found in verdict.findings
    )


def hide(comment: Comment, code: str) -> Decision:
    """Records that readers' reports, most of them under this rule, hid it. At most one query."""
    named = rule(code)
    return Decision.objects.create(
        comment=comment,
        act=Act.HOLD,
        status_before=Status.PUBLISHED,
        status_after=Status.HELD,
        rule=code,
        rule_version=named.version if named else 0,
        rule_wording=wording(code),
        reason="reports",
    )


def hold(comment: Comment, verdict: Verdict, before: str) -> None:
    """Records that the machine held it, with the rule as it is worded now, and opens a case.

    At most two queries, and one a second for the rules.
    """
    code = verdict.rule or ""
    named = rule(code)
    reason = verdict.findings[0].reason if verdict.findings else "premoderated"
    Decision.objects.create(
        comment=comment,
        act=Act.HOLD,
        status_before=before,
        status_after=Status.HELD,
        rule=code,
        rule_version=named.version if named else 0,
        rule_wording=wording(code),
        reason=reason,
        screening={
            "action": verdict.action,
            "versions": dict(verdict.versions),
            "findings": [f"{found.check}: {found.reason}" for found in verdict.findings],
        },
    )
    cases.open_case(comment, rule=code, reason=reason, held=True, score=len(verdict.findings))
