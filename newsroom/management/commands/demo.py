"""`manage.py demo`: a site that one can look at: tables, the sample edition, sample people."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from newsroom.accounts.models import User
from newsroom.accounts.people import make_sample_people
from newsroom.management import edition, talk

PASSWORD = "keep-it-clean-2019"  # noqa: S105 - of the sample people, printed on purpose


REFUSAL = (
    "This site has staff of its own, so no sample people and stories are added: "
    "everybody knows the sample password. Use an empty database for a demo."
)


class Command(BaseCommand):
    help = "Prepares the database and loads the sample edition and the sample people. Repeatable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--password", default=PASSWORD, help="of all the sample people")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        if _is_a_real_site():
            self.stdout.write(REFUSAL)
            return
        people = make_sample_people(options["password"])
        for remark in edition.load():
            self.stderr.write(remark)
        talk.load()
        self.stdout.write(f"{settings.SITE_NAME} is at {settings.SITE_URL}/")
        self.stdout.write(f"The newsroom is at {settings.SITE_URL}/admin/")
        self.stdout.write(f"\nSample log-ins, all with the password {options['password']}:")
        for person in people:
            self.stdout.write(f"  {person.email:32} {person.name}")


def _is_a_real_site() -> bool:
    """Whether sample people, whose password everybody knows, would join real staff."""
    real = User.objects.filter(is_staff=True, is_sample=False)
    return not settings.DEBUG and real.exists()
