"""Errors told to Sentry, or to a service that speaks its protocol, where SENTRY_DSN names one.

What leaves the site is where in the code it failed, on which page, and under which request id:
never a form, a header, a cookie, an address of a reader, the value of a variable or an account.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from newsroom.logs import request_id, without_secrets

_OF_A_REQUEST = ("method", "url")


def start(dsn: str) -> None:
    """Tells errors to `dsn` from now on. Raises ImproperlyConfigured without its package."""
    try:
        import sentry_sdk
    except ImportError as error:
        raise ImproperlyConfigured(
            "SENTRY_DSN is set, but sentry-sdk is not installed: run `make install`."
        ) from error
    sentry_sdk.init(
        dsn,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        # Programs that knock at every door with a name of their own are no error of the site's.
        ignore_errors=["DisallowedHost"],
        before_send=_fit_to_leave,
    )


def _fit_to_leave(event: Any, hint: Any) -> Any:
    request = event.get("request", {})
    event["request"] = {name: request[name] for name in _OF_A_REQUEST if name in request}
    event.pop("user", None)
    event.setdefault("tags", {})["request_id"] = request_id.get()
    return _clean(event)


def _clean(value: Any) -> Any:
    """The same with every text in it as the log would show it."""
    if isinstance(value, str):
        return without_secrets(value)
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list | tuple) else value
