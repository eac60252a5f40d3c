"""From findings to one verdict. The only place that decides."""

from collections.abc import Iterable, Mapping

from comments.screening.findings import Action, Finding, Verdict


def decide(findings: Iterable[Finding], versions: Mapping[str, str]) -> Verdict:
    """The strongest action wins: reject over hold over nudge; no finding at all allows."""
    found = tuple(findings)
    if not found:
        return Verdict("allow", (), versions)
    strongest: Action = max(finding.action for finding in found)
    return Verdict(strongest.outcome, found, versions)
