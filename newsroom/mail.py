"""What all automatic mail has in common: a template of subject and text, and the headers."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

# What template tags that printed nothing leave behind.
_GAP = re.compile(r"\n{3,}")
# Not to be answered by a machine (RFC 3834).
AUTOMATIC = {"Auto-Submitted": "auto-generated"}


def worded(template: str, context: dict[str, Any]) -> tuple[str, str]:
    """Subject and text of a mail: the first line of the template is the subject."""
    text = render_to_string(
        template, {"SITE_NAME": settings.SITE_NAME, "site": settings.SITE_URL, **context}
    )
    subject, _, body = text.strip().partition("\n")
    return one_line(subject), _GAP.sub("\n\n", body).strip() + "\n"


def one_line(text: str) -> str:
    """What may stand in a header: without line breaks."""
    return " ".join(text.split())


def host() -> str:
    """The site's name in the net, as Message-ID and List-ID end in it."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def subscribed(identity: str, off: str) -> dict[str, str]:
    """Headers of mail that somebody asked for and can stop by one click at `off` (RFC 8058).

    `identity` makes the Message-ID: a mail that is sent again is known to be the same one.
    """
    return {
        "Message-ID": f"<{identity}@{host()}>",
        "List-Unsubscribe": f"<{off}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        **AUTOMATIC,
    }
