"""Copies: the same text again, however it is spaced or capitalized."""

from hashlib import sha256

from django.db.models import QuerySet

from comments.models import Case


def key(text: str) -> str:
    """What copies of a text have in common."""
    return sha256(" ".join(text.casefold().split()).encode(errors="replace")).hexdigest()[:32]


def open_copies(case: Case) -> QuerySet[Case]:
    """The open cases with the same text, this one among them, oldest first."""
    same = Case.objects.filter(closed_at=None, is_escalated=False, text_key=case.text_key)
    return same.exclude(text_key="").order_by("id")
