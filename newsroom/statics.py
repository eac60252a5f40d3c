"""Collecting style sheets, scripts and type under hashed names, only when one of them changed."""

from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

MARK = ".collected"


def digest() -> str:
    """Of the names and contents of all that would be collected, and of the way it is stored."""
    made = blake2b(repr(settings.STORAGES["staticfiles"]).encode(), digest_size=16)
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            made.update(name.encode())
            with storage.open(name) as file:
                made.update(file.read())
    return made.hexdigest()


def collect_when_changed() -> bool:
    """Collects into STATIC_ROOT unless what lies there was made from the same; True if it did.

    The mark is written last, so that a collection that was broken off is done again.
    """
    mark = Path(settings.STATIC_ROOT) / MARK
    now = digest()
    if mark.exists() and mark.read_text(encoding="ascii") == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(now, encoding="ascii")
    return True
