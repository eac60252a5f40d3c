"""What an eyewitness tells the newsroom beside the comment, for editors alone."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

from comments.models.comment import Comment


class TipState(models.TextChoices):
    """Whose turn it is, or what became of it."""

    OPEN = "open", "Open"
    ASKED = "asked", "Waiting for an answer"
    USED = "used", "In the story"
    CLOSED = "closed", "Closed"


class Use(models.TextChoices):
    """Whether the newsroom may print an author's words and photos, and how they are credited."""

    NO = "", "No"
    NAMED = "named", "Yes, with my name"
    UNNAMED = "unnamed", "Yes, without my name"


class Tip(models.Model):
    """Every eyewitness account and history has one. What its author allows now stands here; what
    they allowed when, in their `consents`. `touched_at` is when either side last did something.
    """

    comment = models.OneToOneField(Comment, models.CASCADE, related_name="tip")
    contact = models.CharField(max_length=200, blank=True)
    may_contact = models.BooleanField(default=False)
    may_use = models.CharField(max_length=7, choices=Use, default=Use.NO, blank=True)
    state = models.CharField(max_length=6, choices=TipState, default=TipState.OPEN)
    touched_at = models.DateTimeField(default=timezone.now)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        default_permissions = ()
        permissions = (("read_tips", "Can read what eyewitnesses tell the newsroom"),)
        indexes = (
            models.Index("state", F("touched_at").desc(), F("id").desc(), name="tip_newest"),
            models.Index(
                fields=["touched_at"], name="tip_contact", condition=~models.Q(contact="")
            ),
        )

    def __str__(self) -> str:
        return f"Tip {self.pk}"


class Consent(models.Model):
    """What an author allowed, in the words they saw. Rows are only added; the one that something
    was printed under says when, and by whom.
    """

    tip = models.ForeignKey(Tip, models.CASCADE, related_name="consents")
    may_contact = models.BooleanField()
    may_use = models.CharField(max_length=7, choices=Use, blank=True)
    wording = models.CharField(max_length=300)
    given_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.get_may_use_display()} at {self.given_at:%Y-%m-%d %H:%M}"


class TipMessage(models.Model):
    """A question of an editor's, or, where `editor` is None, what the author answers."""

    tip = models.ForeignKey(Tip, models.CASCADE, related_name="messages")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    text = models.TextField(max_length=1000)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text[:60]


class TipPhoto(models.Model):
    """A photo that only editors and its author see. `content` is a JPEG of our own making, kept
    here and not among the files, so that no web server can serve it and it goes when the row goes.
    """

    tip = models.ForeignKey(Tip, models.CASCADE, related_name="photos")
    content = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField("what it shows", max_length=300)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()
        ordering = ("id",)

    def __str__(self) -> str:
        return self.alt
