"""The replies that a new desk begins with: what broke the rule, and what would have been fine."""

from django.db import migrations

REPLIES = (
    (
        "Language, first time",
        "clean",
        False,
        "We removed your comment on “{story}” for its language. The same point in words you would "
        "use at a town meeting is welcome.",
    ),
    (
        "Language, again",
        "clean",
        True,
        "We have asked before, {name}: your comment on “{story}” was removed for its language. "
        "Being angry is fine here; say what you are angry about and leave the obscenity out.",
    ),
    (
        "Capital letters",
        "caps",
        False,
        "We removed your comment on “{story}” because nearly all of it was in capital letters. "
        "Post the same words in ordinary letters and they will stay.",
    ),
    (
        "Threat, first warning",
        "threat",
        False,
        "We removed your comment on “{story}” because it reads as a threat against a person. You "
        "are welcome to argue, as hard as you like, with what that person said or did.",
    ),
    (
        "Threat, again",
        "threat",
        True,
        "This is the second comment of yours that reads as a threat, and we take that seriously. "
        "Criticism of what somebody does in office was always fine and still is.",
    ),
    (
        "Stated as fact without a source",
        "truth",
        False,
        "We removed your comment on “{story}” because it states as a fact about somebody what we "
        "know to be untrue. A question, or a claim with its source, would have been fine.",
    ),
    (
        "Personal insult",
        "nice",
        False,
        "We removed your comment on “{story}” because it runs a person or a group down for who "
        "they are. Disagreeing with what they say or do would have been fine.",
    ),
    (
        "Personal insult, again",
        "nice",
        True,
        "Your comment on “{story}” runs people down for who they are, and it is not the first. "
        "The argument you made without that part would have been fine.",
    ),
    (
        "Advertising or off the subject",
        "other",
        False,
        "We removed your comment on “{story}” because it advertises something or is about "
        "something else. A comment about the story itself, or a tip to the newsroom, would have "
        "been fine.",
    ),
)


def add(apps, schema_editor):
    SavedReply = apps.get_model("comments", "SavedReply")
    if not SavedReply.objects.exists():
        SavedReply.objects.bulk_create(
            SavedReply(title=title, rule=rule, is_repeat=is_repeat, text=text)
            for title, rule, is_repeat, text in REPLIES
        )


class Migration(migrations.Migration):
    dependencies = [("comments", "0007_decisions_stay")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
