"""A form of the newsroom that is sent twice counts once.

Whoever presses a button twice, or goes back and sends the same again, would otherwise keep a note
twice or have two stories. A page gives each of its forms a token of its own, so the same person,
address and fields are the same form. Scripts wait for their answer, and send on purpose what they
send again: they are let through, as whatever comes without a token.
"""

import hmac

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from newsroom.ratelimit import Key, first_time, forget

# Longer than anybody presses twice; not so long that whoever lost the answer to a server that was
# killed could not send it again.
REMEMBERED_SECONDS = 60


def is_repeated(request: HttpRequest) -> bool:
    """Whether this form was sent before, and taken. Remembers it. One write."""
    if "csrfmiddlewaretoken" not in request.POST or "X-Fragment" in request.headers:
        return False
    key: Key = ("form", str(request.user.pk), request.get_full_path(), _digest(request))
    if not first_time(key, REMEMBERED_SECONDS):
        return True
    request.sent_form = key  # type: ignore[attr-defined]
    return False


def settle(request: HttpRequest, response: HttpResponse) -> None:
    """Forgets a form that was not taken: who was told what is wrong may send it as it is."""
    key: Key | None = getattr(request, "sent_form", None)
    if key and not 300 <= response.status_code < 400:
        forget(key)


def taken_once(request: HttpRequest) -> HttpResponse:
    """The answer to the second: back to where it was sent from, or from a form to the list."""
    messages.info(request, "That was sent twice, and counts once.")
    match = request.resolver_match
    name = (match and match.url_name) or ""
    if name.endswith("_add"):
        back = reverse(f"admin:{name.removesuffix('_add')}_changelist")
    else:
        came_from = request.headers.get("Referer", "")
        is_ours = url_has_allowed_host_and_scheme(
            came_from, {request.get_host()}, require_https=request.is_secure()
        )
        back = came_from if is_ours else reverse("admin:index")
    return HttpResponseRedirect(back, status=303)


def _digest(request: HttpRequest) -> str:
    fields = repr([(name, values) for name, values in request.POST.lists()])
    files = repr([(name, [one.size for one in given]) for name, given in request.FILES.lists()])
    secret = settings.SECRET_KEY.encode()
    return hmac.digest(secret, (fields + files).encode(errors="replace"), "sha256").hex()
