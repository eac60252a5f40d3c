"""Opens the paper for all rows: a story, people who are logged in and may post, mail that waits.

Prints what of it readers need, as JSON.
Run in the site's own environment: `python -m tests.faults.opening`.
"""

import json
import os
import sys
from datetime import timedelta

READERS = 40
# Each has so many answers, of which a mail waits to be sent.
ASKERS, ANSWERS = 3, 4


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    import django
    from django.conf import settings

    # Nobody logs in by password here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.setup()
    from allauth.account.models import EmailAddress
    from django.test import Client
    from django.utils import timezone

    from comments import notices
    from tests.factories import make_comment, make_story, make_user

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
    elsewhere, sessions = make_story("Elsewhere"), []
    for _ in range(READERS):
        person = make_user()
        for _ in range(2):
            make_comment(elsewhere, person)
        client = Client()
        client.force_login(person)
        sessions.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    told = {
        "story": story.pk,
        "path": story.get_absolute_url(),
        "question": questions[0].pk,
        "askers": [asker.pk for asker in askers],
        "sessions": sessions,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
