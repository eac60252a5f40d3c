"""The edition written as a letter: once for all who chose the same, then addressed to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from secrets import token_hex

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from articles.newsletter import keys
from articles.newsletter.contents import Contents, gather
from newsroom.mail import host, subscribed, worded


@dataclass(frozen=True)
class Letter:
    """What is alike in the letters of many. `mark` stands where each one's own key will be."""

    contents: Contents
    day: date
    subject: str
    text: str
    html: str
    mark: str

    def to(self, email: str, number: int) -> EmailMultiAlternatives:
        """The mail for one subscriber; its Message-ID is the edition's and theirs, every time."""
        key = keys.key_of(number)
        identity = f"edition-{self.day:%Y-%m-%d}-{number}"
        headers = {
            **subscribed(identity, keys.off_link(key)),
            "List-ID": f"Morning edition <edition.{host()}>",
        }
        text = self.text.replace(self.mark, key)
        mail = EmailMultiAlternatives(self.subject, text, to=[email], headers=headers)
        mail.attach_alternative(self.html_for(number), "text/html")
        return mail

    def html_for(self, number: int) -> str:
        """The HTML part with this subscriber's links."""
        return self.html.replace(self.mark, keys.key_of(number))


def write(day: date, sections: Sequence[str] = ()) -> Letter | None:
    """The day's letter of these sections, of the whole paper where none are named; None where
    there is no story in them. It is made of what readers see now. At most five queries."""
    contents = gather(sections)
    if contents.lead is None:
        return None
    # Nobody who writes a story or a comment can know it, so nothing but our links is replaced.
    mark = token_hex(16)
    context = {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_PLACE": settings.SITE_PLACE,
        "contents": contents,
        "today": day,
        "choices": keys.choices_link(mark),
        "off": keys.off_link(mark),
        "contact": settings.CONTACT_EMAIL,
        "site": settings.SITE_URL,
    }
    subject, text = worded("articles/newsletter/mail/edition.txt", context)
    html = render_to_string("articles/newsletter/mail/edition.html", context)
    return Letter(contents, day, subject, text, html, mark)
