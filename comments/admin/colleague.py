"""Who is at work in the admin."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from newsroom.accounts.models import User


def colleague(request: HttpRequest) -> User:
    """The person who is logged in; raises PermissionDenied when nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
