"""The site's own, with the next upgrade's migrations."""

from newsroom import settings
from newsroom.settings import *  # noqa: F403

INSTALLED_APPS = [*settings.INSTALLED_APPS, "tests.faults.upgrading"]
