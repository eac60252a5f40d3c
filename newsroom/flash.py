"""Where a message waits for the next page, such as “Your comment is posted.”"""

from django.conf import settings
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class Cookies(CookieStorage):
    """A signed cookie, for which Django has no setting but those of the session's."""

    cookie_name = settings.MESSAGES_COOKIE_NAME


class Messages(FallbackStorage):
    """In the cookie; what does not fit there in the session."""

    storage_classes: tuple[type[BaseStorage], ...] = (Cookies, SessionStorage)
