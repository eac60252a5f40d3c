"""Posts comments through the site's own handler in this one process, and says which were taken.

Run in a site's environment: `python -m tests.faults.posting SESSION STORY COUNT`. The same form is
the same comment, however often this is run. Each one that was taken is a line `taken N`.
"""

import os
import sys


def main(session: str, story: str, count: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    import django
    from django.conf import settings

    django.setup()
    from django.db import connection
    from django.test import Client

    from newsroom.management import prose
    from tests.faults.ledger import MARK

    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    for number in range(int(count)):
        body = f"{' '.join(prose.sentences(number, 2))} {MARK} {number}."
        form = {"body": body, "token": f"form {number}"}
        answer = client.post(f"/stories/{story}/comments/", form, headers={"host": "127.0.0.1"})
        assert answer.status_code == 303, answer
        os.write(sys.stdout.fileno(), f"taken {number}\n".encode())
    connection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
