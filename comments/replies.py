"""Saved replies: the moderators' ready words to an author, filled in with what they are about."""

from comments.house import rule as house_rule
from comments.models import Comment, SavedReply
from newsroom.memo import for_a_second

# What `saved` of a form may say besides the id of a reply.
USUAL, NONE = "usual", "none"


@for_a_second
def saved_replies() -> tuple[SavedReply, ...]:
    """All of them, by rule. At most one query a second."""
    return tuple(SavedReply.objects.all())


def usual(rule: str, is_repeat: bool) -> SavedReply | None:
    """The reply for a rule and a record: for a repeat the one for repeats, if there is one."""
    fitting = [reply for reply in saved_replies() if reply.rule == rule]
    exact = [reply for reply in fitting if reply.is_repeat == is_repeat]
    return next(iter(exact or fitting), None)


def words(saved: str, typed: str, comment: Comment, rule: str, is_repeat: bool) -> str:
    """What the author is told: what was typed, else the chosen saved reply, else nothing.

    In: `saved` is a reply's id, `USUAL` or `NONE`. Needs `comment.story` loaded.
    """
    if typed.strip():
        return fill(typed.strip(), comment, rule)
    if saved == NONE:
        return ""
    chosen = next((reply for reply in saved_replies() if str(reply.pk) == saved), None)
    reply = chosen or usual(rule, is_repeat)
    return fill(reply.text, comment, rule) if reply else ""


def fill(text: str, comment: Comment, rule: str) -> str:
    """The text with {rule} and {story} put in, and {name} left; other braces stay as they are."""
    named = house_rule(rule)
    values = {
        "{rule}": named.title.rstrip(".") if named else "Something else",
        "{story}": comment.story.headline,
    }
    for slot, value in values.items():
        text = text.replace(slot, value)
    return text


def named(text: str, comment: Comment) -> str:
    """The text as the author reads it: with the name that the comment bears now for {name}."""
    return text.replace("{name}", comment.name)
