"""What the site tells a person: on `/me/` at once, by mail a little later."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models import Story, Suggestion
from comments.models.comment import Comment
from comments.models.decision import Decision
from comments.models.tip import TipMessage


class Topic(models.TextChoices):
    """What a notice is about; each can be turned off for mail."""

    REPLY = "reply", "Replies to me"
    DECISION = "decision", "Decisions on my comments"
    REPORT = "report", "Outcomes of my reports"
    FOLLOW = "follow", "Stories I follow"
    QUESTION = "question", "Readers’ questions to me"
    CORRECTION = "correct", "Corrections I suggested"
    TIP = "tip", "What editors ask about my accounts, and print of them"
    EMBED = "embed", "My comments in stories"


class Notice(models.Model):
    """One thing to tell one person. `mail_at` is when it may be mailed, None when it is not to be;
    `tries` counts how often a mail of it was begun.

    The text is worded on display from the comment and the decision, so that it is always the
    rule's own wording.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    topic = models.CharField(max_length=8, choices=Topic)
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="+")
    story = models.ForeignKey(Story, models.CASCADE, null=True, related_name="+")
    decision = models.ForeignKey(Decision, models.CASCADE, null=True, related_name="+")
    suggestion = models.ForeignKey(Suggestion, models.CASCADE, null=True, related_name="+")
    message = models.ForeignKey(TipMessage, models.CASCADE, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mail_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["person", "-id"], name="notice_by_person"),
            models.Index(
                fields=["mail_at"],
                name="notice_to_mail",
                condition=models.Q(mail_at__isnull=False, mailed_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_topic_display()} for {self.person_id}"


class MailChoice(models.Model):
    """Mail that a person has turned off. No row means that they get it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_off")
    topic = models.CharField(max_length=8, choices=Topic)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "topic"], name="turned_off_once"),)

    def __str__(self) -> str:
        return f"{self.person_id} gets no mail on {self.topic}"
