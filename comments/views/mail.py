"""Turning mail off by the link in it, without a log-in."""

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import mail_choices
from newsroom.ratelimit import Limit, demand

CHANGES = Limit(30, 3600)


@never_cache
@csrf_exempt  # the signed key is the authority; mail programs post it too (RFC 8058)
@require_http_methods(["GET", "POST"])
def off(request: HttpRequest, key: str) -> HttpResponse:
    """GET asks; POST turns the topic off. A link that is not ours is 404. Raises RateLimited."""
    try:
        person, topic = mail_choices.read_off_key(key)
    except (BadSignature, ValueError, TypeError) as error:
        raise Http404("There is no such link.") from error
    done = request.method == "POST"
    if done:
        demand(("mail off", person), CHANGES)
        mail_choices.turn_off(person, topic)
    return render(request, "comments/mail_off.html", {"topic": topic, "done": done})
