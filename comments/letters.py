"""Notices worded as mail. The words are in `templates/comments/mail/`."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator

from comments import mail_choices
from comments.models import Comment, Ignored, Notice, Status, Topic
from comments.text import tidy

NEWEST_SHOWN = 5
CHARACTERS_SHOWN = 300
# What template tags that printed nothing leave behind.
_GAP = re.compile(r"\n{3,}")


def write(notice: Notice, address: str) -> EmailMessage | None:
    """The mail, or None where there is nothing left to tell.

    What was removed or withdrawn meanwhile is not quoted. Needs `mailing.LOADED` loaded; two
    queries for a followed story, else none.
    """
    comment = notice.comment
    context: dict[str, Any] = {
        "notice": notice,
        "SITE_NAME": settings.SITE_NAME,
        "site": settings.SITE_URL,
        "excerpt": excerpt(comment) if comment else "",
    }
    if notice.topic == Topic.REPLY and (comment is None or comment.status != Status.PUBLISHED):
        return None
    if notice.topic == Topic.FOLLOW:
        context["comments"] = new_comments(notice)
        if not context["comments"]:
            return None
    off = settings.SITE_URL + reverse(
        "mail_off", args=[mail_choices.off_key(notice.person_id, notice.topic)]
    )
    # The first line of the text is the subject.
    text = render_to_string(f"comments/mail/{notice.topic}.txt", {**context, "off": off})
    subject, _, body = text.strip().partition("\n")
    body = _GAP.sub("\n\n", body).strip() + "\n"
    return _letter(notice, address, " ".join(subject.split()), body, off)


def new_comments(notice: Notice) -> Sequence[dict[str, Any]]:
    """The newest comments that the notice is about and that its person wants to read."""
    muted = Ignored.objects.filter(reader=notice.person_id).values("person")
    found = Comment.objects.published().filter(story=notice.story_id, pk__gte=notice.comment_id)
    found = found.exclude(author=notice.person_id).exclude(author__in=muted)
    newest = found.select_related("author").order_by("-pk")[:NEWEST_SHOWN]
    return [{"comment": comment, "excerpt": excerpt(comment)} for comment in newest]


def excerpt(comment: Comment) -> str:
    """The beginning of a comment as plain text on one line."""
    return Truncator(" ".join(tidy(comment.body).split())).chars(CHARACTERS_SHOWN)


def _letter(notice: Notice, address: str, subject: str, body: str, off: str) -> EmailMessage:
    """With the headers of one-click unsubscribing (RFC 8058) and of automatic mail (RFC 3834).

    The Message-ID is the notice's own: a mail that is sent again is known to be the same one.
    """
    host = urlsplit(settings.SITE_URL).hostname
    headers = {
        "Message-ID": f"<notice-{notice.pk}@{host}>",
        "List-Unsubscribe": f"<{off}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(subject, body, to=[address], headers=headers)
