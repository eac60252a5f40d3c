"""The mail to somebody who asked to have their account closed, with the way back."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from comments.models import Closure
from comments.privacy.closing import keep_key
from newsroom.mail import AUTOMATIC, worded

log = logging.getLogger(__name__)


def tell(closure: Closure) -> None:
    """Sends it after the transaction. A mail server that fails stops nobody from leaving: the way
    back is on the person's own page as well."""
    link = settings.SITE_URL + reverse("privacy_keep_by_link", args=[keep_key(closure)])
    subject, body = worded("privacy/mail/closing.txt", {"closure": closure, "link": link})
    mail = EmailMessage(subject, body, to=[closure.person.email], headers=AUTOMATIC)
    transaction.on_commit(lambda: _send(mail))


def _send(mail: EmailMessage) -> None:
    try:
        mail.send()
    except OSError:
        log.warning("The mail server fails, so somebody who leaves was not written to.")
