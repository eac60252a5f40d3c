"""Who may do what: three roles, kept as groups so that the admin shows them.

A role's permissions in an app are given when that app has been migrated. Which they are is decided
here, not in the admin: every migration sets them again.
"""

from collections.abc import Iterable

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet

EDITOR = "Editor"
MODERATOR = "Moderator"
SENIOR_MODERATOR = "Senior moderator"

MODERATE = "moderate"
PICK = "pick"
READ_TIPS = "read_tips"
# Models that say how the discussion is moderated; a senior moderator may change them.
SETTINGS_OF_THE_DISCUSSION = ("houserule", "word", "savedreply", "sanction", "screeningmodel")


def _editor(of_the_app: QuerySet[Permission]) -> Iterable[Permission]:
    """Everything with stories."""
    return of_the_app


def _picker(of_the_app: QuerySet[Permission]) -> Iterable[Permission]:
    """Picks, the cases that moderators hand over, and what eyewitnesses tell the newsroom."""
    return of_the_app.filter(codename__in=(PICK, READ_TIPS))


def _moderator(of_the_app: QuerySet[Permission]) -> Iterable[Permission]:
    """Cases on the desk."""
    return of_the_app.filter(codename=MODERATE)


def _senior_moderator(of_the_app: QuerySet[Permission]) -> Iterable[Permission]:
    """Cases on the desk, and the rules and words they are decided by."""
    return of_the_app.filter(codename=MODERATE) | of_the_app.filter(
        content_type__model__in=SETTINGS_OF_THE_DISCUSSION
    )


ROLES = {
    "articles": {EDITOR: _editor},
    "comments": {EDITOR: _picker, MODERATOR: _moderator, SENIOR_MODERATOR: _senior_moderator},
}


def keep_roles(sender: AppConfig, using: str = "default", **_: object) -> None:
    """After an app's migration: its permissions, then the roles that hold them.

    Django makes permissions in a handler of the same signal, which may come later than this one.
    """
    create_permissions(sender, using=using, verbosity=0)
    for name in ROLES[sender.label]:
        group, _made = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(_granted(name, using))


def _granted(role: str, using: str) -> list[Permission]:
    """What the role may do in every app, as far as the apps have been migrated."""
    return [
        permission
        for app, roles in ROLES.items()
        if role in roles
        for permission in roles[role](
            Permission.objects.using(using).filter(content_type__app_label=app)
        )
    ]
