"""Which mail a person wants, and the links in it that turn a topic off without a log-in."""

from collections.abc import Collection

from django.core import signing
from django.db import transaction

from comments import questions
from comments.models import MailChoice, Topic
from newsroom.accounts.models import User

_SALT = "mail turned off"


def off_key(person: int, topic: str) -> str:
    """What the link in a mail carries: whom it is about and which topic, signed.

    It never expires, because a mail may be years old when somebody has enough of them.
    """
    return signing.dumps([person, topic], salt=_SALT)


def read_off_key(key: str) -> tuple[int, Topic]:
    """The person's id and the topic; raises `signing.BadSignature` for what we did not write."""
    person, topic = signing.loads(key, salt=_SALT)
    return int(person), Topic(topic)


def turn_off(person: int, topic: Topic) -> None:
    """No more mail on the topic; again changes nothing, nor does somebody who is gone."""
    if User.objects.filter(pk=person).exists():
        MailChoice.objects.get_or_create(person_id=person, topic=topic)


def offered(person: User) -> list[Topic]:
    """The topics that the person may get mail on. At most three queries."""
    asked = questions.takes_part(person)
    return [topic for topic in Topic if asked or topic is not Topic.QUESTION]


def turned_off(person: User) -> set[str]:
    """The topics that the person gets no mail on. One query."""
    return set(MailChoice.objects.filter(person=person).values_list("topic", flat=True))


@transaction.atomic
def choose(person: User, wanted: Collection[str], offered: Collection[Topic]) -> None:
    """Of the topics that were offered, mail on these and on no other."""
    MailChoice.objects.filter(person=person, topic__in=offered).delete()
    unwanted = [topic for topic in offered if topic.value not in wanted]
    MailChoice.objects.bulk_create(MailChoice(person=person, topic=topic) for topic in unwanted)
