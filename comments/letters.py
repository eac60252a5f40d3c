"""Notices worded as mail. The words are in `templates/comments/mail/`."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.text import Truncator

from comments import mail_choices, questions
from comments.models import Comment, Ignored, Notice, Status, Topic
from comments.text import tidy
from newsroom.mail import subscribed, worded

NEWEST_SHOWN = 5
CHARACTERS_SHOWN = 300


def write(notice: Notice, address: str) -> EmailMessage | None:
    """The mail, or None where there is nothing left to tell.

    What was removed or withdrawn meanwhile is not quoted. Needs `mailing.LOADED` loaded; two
    queries for a followed story, else none.
    """
    comment = notice.comment
    context: dict[str, Any] = {
        "notice": notice,
        "excerpt": excerpt(comment) if comment else "",
    }
    quoted = notice.topic in (Topic.REPLY, Topic.EMBED)
    if quoted and (comment is None or comment.status != Status.PUBLISHED):
        return None
    if notice.topic == Topic.FOLLOW:
        context["comments"] = new_comments(notice)
        if not context["comments"]:
            return None
    if notice.topic == Topic.QUESTION:
        context["questions"] = asked_of(notice)
        if not context["questions"]:
            return None
    off = settings.SITE_URL + reverse(
        "mail_off", args=[mail_choices.off_key(notice.person_id, notice.topic)]
    )
    subject, body = worded(f"comments/mail/{notice.topic}.txt", {**context, "off": off})
    headers = subscribed(f"notice-{notice.pk}", off)
    return EmailMessage(subject, body, to=[address], headers=headers)


def new_comments(notice: Notice) -> Sequence[dict[str, Any]]:
    """The newest comments that the notice is about and that its person wants to read."""
    muted = Ignored.objects.filter(reader=notice.person_id).values("person")
    found = Comment.objects.published().filter(story=notice.story_id, pk__gte=notice.comment_id)
    found = found.exclude(author=notice.person_id).exclude(author__in=muted)
    newest = found.select_related("author").order_by("-pk")[:NEWEST_SHOWN]
    return [{"comment": comment, "excerpt": excerpt(comment)} for comment in newest]


def asked_of(notice: Notice) -> Sequence[dict[str, Any]]:
    """The newest questions that wait for the notice's person. At most three queries."""
    waiting = questions.waiting_for(notice.person).select_related("author", "story")
    newest = waiting.defer("story__body").order_by("-pk")[:NEWEST_SHOWN]
    return [{"comment": comment, "excerpt": excerpt(comment)} for comment in newest]


def excerpt(comment: Comment) -> str:
    """The beginning of a comment as plain text on one line."""
    return Truncator(" ".join(tidy(comment.body).split())).chars(CHARACTERS_SHOWN)
