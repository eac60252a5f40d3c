"""What is watched for changes: every table of the site, but for those that no shared page prints.

A table that nobody thought about is watched as a whole: that costs pages, but never shows an old
one.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

APPS = frozenset({"accounts", "articles", "comments"})
# Printed for one person or for the staff, or nowhere. The public ledger is not a cached page.
UNSEEN = frozenset(
    {
        "accounts.User_groups",
        "accounts.User_user_permissions",
        "articles.Edition",
        "articles.Editing",
        "articles.HistoricalStory",
        "articles.HistoricalStory_authors",
        "articles.HistoricalStory_tags",
        "articles.Speaker_distinct_from",
        "articles.Suggestion",
        "articles.Subscriber",
        "comments.Appeal",
        "comments.Closure",
        "comments.Consent",
        "comments.Decision",
        "comments.Finding",
        "comments.Follow",
        "comments.Ignored",
        "comments.LedgerMonth",
        "comments.MailChoice",
        "comments.Notice",
        "comments.Report",
        "comments.Respect",
        "comments.Revision",
        "comments.Sanction",
        "comments.SavedReply",
        "comments.ScreeningModel",
        "comments.SecondRead",
        "comments.Shift",
        "comments.StaffNote",
        "comments.Tip",
        "comments.TipMessage",
        "comments.TipPhoto",
        "comments.Visit",
        "comments.Word",
    }
)


@dataclass(frozen=True)
class Watch:
    """One trigger. It notes the story in the column `story`, or the whole site where that is "".

    `columns` narrows an UPDATE; `when` is a condition on the old and the new row, in the SQL that
    SQLite and PostgreSQL share.
    """

    table: str
    event: str
    story: str = ""
    columns: tuple[str, ...] = ()
    when: str = ""


def watches() -> list[Watch]:
    """Every trigger that the site needs, in a fixed order."""
    found: list[Watch] = []
    for model in apps.get_models(include_auto_created=True):
        label, table = model._meta.label, model._meta.db_table
        if model._meta.app_label not in APPS or label in UNSEEN:
            continue
        special = SPECIAL.get(label)
        found += special(table, model) if special else _whole(table)
    return found


def _whole(table: str) -> list[Watch]:
    return [Watch(table, event) for event in ("INSERT", "UPDATE", "DELETE")]


def _comment(table: str, model: type[Model]) -> list[Watch]:
    """What stands in the thread concerns its story; what waits for a moderator, no reader yet."""
    hidden = {"replies", "token", "story_revision", "kept_at", "set_aside_at"}
    printed = _columns(model, hidden)
    return [
        Watch(table, "INSERT", "story_id", when="NEW.in_place"),
        Watch(table, "UPDATE", "story_id", printed, "OLD.in_place OR NEW.in_place"),
        Watch(table, "DELETE", "story_id", when="OLD.in_place"),
    ]


def _case(table: str, model: type[Model]) -> list[Watch]:
    """A reader sees of a case only that reports hid the comment."""
    return [
        Watch(table, "INSERT", "story_id", when="NEW.hidden"),
        Watch(table, "UPDATE", "story_id", ("hidden", "closed_at"), "OLD.hidden OR NEW.hidden"),
        Watch(table, "DELETE", "story_id", when="OLD.hidden"),
    ]


def _story(table: str, model: type[Model]) -> list[Watch]:
    """Every comment counts itself in its story's row, which must not move the whole site."""
    return [
        Watch(table, "INSERT"),
        Watch(table, "UPDATE", "id", ("comment_count",)),
        Watch(table, "UPDATE", "", _columns(model, {"comment_count"})),
        Watch(table, "DELETE"),
    ]


def _under_its_story(table: str, model: type[Model]) -> list[Watch]:
    """Printed under its story alone."""
    return [Watch(table, event, "story_id") for event in ("INSERT", "UPDATE", "DELETE")]


def _user(table: str, model: type[Model]) -> list[Watch]:
    """Names stand on pages of any story. A log-in saves the row too and changes none of them."""
    printed = ("name", "town", "badge")
    changed = " OR ".join(f"OLD.{column} <> NEW.{column}" for column in printed)
    return [Watch(table, "UPDATE", "", printed, changed)]


def _columns(model: type[Model], without: set[str]) -> tuple[str, ...]:
    columns = (field.column for field in model._meta.local_concrete_fields)
    return tuple(column for column in columns if column and column not in without)


SPECIAL = {
    "accounts.User": _user,
    "articles.Story": _story,
    "comments.Case": _case,
    "comments.Comment": _comment,
    "comments.Embed": _under_its_story,
    "comments.TalkHour": _under_its_story,
}
