"""Where a session is kept, and who it belongs to: asked at every request of somebody logged in."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import BigIntegerField, CharField, DateTimeField
from django.utils import timezone

from newsroom.accounts.models import User
from newsroom.prepared import Prepared, Slot

_running = Prepared(
    lambda: Session.objects.filter(
        session_key=Slot("key", CharField()), expire_date__gt=Slot("now", DateTimeField())
    ).values_list("session_data")
)
_person = Prepared(lambda: User.objects.filter(pk=Slot("pk", BigIntegerField())))


class SessionStore(db.SessionStore):
    """Django's, in the database, with a prepared query."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        found = _running.rows(key=self.session_key, now=timezone.now())
        if not found:
            self._session_key = None
            return {}
        stored: dict[str, Any] = self.decode(found[0][0])
        return stored


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, with a prepared query."""

    def get_user(self, user_id: int) -> User | None:
        found = _person(pk=user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None
