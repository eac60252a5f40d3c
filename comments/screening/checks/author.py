"""The author's record: newcomers and people with recent removals are read before they are shown."""

from comments.rules import Rule
from comments.screening.findings import Action, Finding
from comments.screening.reading import Reading

NAME = "author"
VERSION = "1"
# This share of what was decided on in the last seven days was removed.
REMOVED_SHARE = 0.3


def check(reading: Reading) -> list[Finding]:
    """At most one hold; nothing for staff and where the author is not known."""
    author = reading.draft.author
    if author is None or author.staff:
        return []
    if author.premoderated:
        reason = "premoderated"
    elif author.published < reading.draft.first_comments:
        reason = "new"
    elif 0 < author.removed_recently >= REMOVED_SHARE * author.decided_recently:
        reason = "removed-recently"
    else:
        return []
    return [Finding(NAME, Rule.OTHER, Action.HOLD, (), reason, VERSION)]
