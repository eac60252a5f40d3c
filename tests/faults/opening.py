"""Opens the paper for all rows: a story, people who are logged in and may post, mail that waits.

Prints what of it readers need, as JSON.
Run in the site's own environment: `python -m tests.faults.opening`.
"""

from datetime import timedelta

from tests import nodes
from tests.bench.databases import open_site

READERS = 40
# Each has so many answers, of which a mail waits to be sent.
ASKERS, ANSWERS = 3, 4


def main() -> None:
    open_site()
    from allauth.account.models import EmailAddress
    from django.conf import settings
    from django.utils import timezone

    from comments import notices
    from tests.factories import make_comment, make_story, make_user

    # Nobody logs in by password here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yesterday = timezone.now() - timedelta(days=1)
    day = timezone.localdate(yesterday)
    story = make_story("Council votes on the bridge", published_at=yesterday, day=day)
    askers = [make_user(f"Asker {number}") for number in range(ASKERS)]
    questions = [make_comment(story, asker, "Who pays for the bridge?") for asker in askers]
    for asker in askers:
        EmailAddress.objects.create(user=asker, email=asker.email, verified=True, primary=True)
    for _ in range(ANSWERS):
        for question in questions:
            notices.of_publication(make_comment(story, make_user(), "We do.", parent=question))
    people = [make_user() for _ in range(READERS)]
    told = {"question": questions[0].pk, "askers": [asker.pk for asker in askers]}
    nodes.tell(story, people, **told)


if __name__ == "__main__":
    main()
