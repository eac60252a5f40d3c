"""A person's wish that their account be closed, until that is done."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Closure(models.Model):
    """Asked for at `asked_at`, done at `due_at` unless it is taken back. `comments_go` says that
    the person's comments are deleted, too; else they stay as a former reader's.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="closure")
    comments_go = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.person_id} leaves at {self.due_at:%Y-%m-%d %H:%M}"
