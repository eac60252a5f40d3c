"""What only the newsroom knows: people, notes, decisions. Never in an export unless asked for."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import BinaryField, Model

from articles.models import Edition, Story, Subscriber, Suggestion
from comments import models as talk
from newsroom.accounts.models import User
from newsroom.management.moving.public_rows import Row, in_batches

PRIVATE: dict[str, type[Model]] = {
    "people": User,
    "closures": talk.Closure,
    "embeds": talk.Embed,
    "revisions": talk.Revision,
    "findings": talk.Finding,
    "reports": talk.Report,
    "cases": talk.Case,
    "decisions": talk.Decision,
    "appeals": talk.Appeal,
    "screening_models": talk.ScreeningModel,
    "second_reads": talk.SecondRead,
    "sanctions": talk.Sanction,
    "staff_notes": talk.StaffNote,
    "rule_versions": talk.RuleVersion,
    "ledger_months": talk.LedgerMonth,
    "ledger_week": talk.LedgerWeek,
    "saved_replies": talk.SavedReply,
    "words": talk.Word,
    "respects": talk.Respect,
    "ignored": talk.Ignored,
    "follows": talk.Follow,
    "notices": talk.Notice,
    "mail_choices": talk.MailChoice,
    "suggestions": Suggestion,
    "subscribers": Subscriber,
    "editions": Edition,
    "tips": talk.Tip,
    "consents": talk.Consent,
    "tip_messages": talk.TipMessage,
    "tip_photos": talk.TipPhoto,
    "story_versions": Story.history.model,
}
# Of use to nobody but this installation, and to a thief.
SECRETS = frozenset({"password", "stranger_key", "text_key", "name_key"})


def private_rows(name: str) -> Iterator[Row]:
    """Every column of the table but its secrets and files; people with their groups."""
    model = PRIVATE[name]
    columns = [f for f in model._meta.concrete_fields if not isinstance(f, BinaryField)]
    fields = [f.attname for f in columns if f.attname not in SECRETS]
    rows = model._base_manager.only(*fields)
    for one in in_batches(rows.prefetch_related("groups") if model is User else rows):
        row = {field.removesuffix("_id"): getattr(one, field) for field in fields}
        if isinstance(one, User):
            row["groups"] = sorted(group.name for group in one.groups.all())
        yield row
