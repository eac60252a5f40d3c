"""The morning edition's own pages: signing up, confirming, choosing, unsubscribing."""

from django.core.signing import BadSignature, SignatureExpired
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.newsletter import hours, keys, subscribing
from articles.newsletter.forms import ChoicesForm, SubscribeForm
from newsroom.ratelimit import Limit, address_key, demand

SIGN_UPS = Limit(10, 3600)
CHANGES = Limit(30, 3600)
GET_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_POST)
def newsletter(request: HttpRequest) -> HttpResponse:
    """GET shows the form; POST mails a link, 303, whether or not the address is known.

    422 with what is wrong; 503 with the form as it was where the mail server fails. Raises
    RateLimited.
    """
    is_post, status = request.method == "POST", 200
    own = {"email": getattr(request.user, "email", "")}
    form = SubscribeForm(request.POST if is_post else None, initial=own)
    if is_post and form.is_valid():
        demand(("newsletter sign-up", address_key(request)), SIGN_UPS)
        try:
            subscribing.ask(form.cleaned_data["email"], form.choices())
        except OSError:
            form.add_error(None, "Our mail does not go out at the moment. Try again in an hour")
            status = 503
        else:
            return HttpResponseRedirect(reverse("newsletter_sent"), status=303)
    elif is_post:
        status = 422
    return render(request, "articles/newsletter/subscribe.html", {"form": form}, status=status)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What comes next: the same for every address."""
    return render(request, "articles/newsletter/sent.html")


@never_cache
@require_http_methods(GET_POST)
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """GET asks, because mail programs follow links; POST puts the address on the list.

    410 where the link is too old or its sign-up was taken back; 404 for what is not ours. Raises
    RateLimited.
    """
    try:
        number = keys.confirmed_by(key)
    except SignatureExpired:
        return render(request, "articles/newsletter/expired.html", status=410)
    except (BadSignature, ValueError, TypeError) as error:
        raise Http404("There is no such link.") from error
    if request.method != "POST":
        return render(request, "articles/newsletter/confirm.html")
    demand(("newsletter confirmed", number), CHANGES)
    subscriber = subscribing.confirm(number)
    if subscriber is None:
        return render(request, "articles/newsletter/expired.html", status=410)
    own = keys.key_of(subscriber.pk)
    context = {"subscriber": subscriber, "hour": hours.in_words(subscriber.hour), "key": own}
    return render(request, "articles/newsletter/confirmed.html", context)


@never_cache
@require_http_methods(GET_POST)
def choices(request: HttpRequest, key: str) -> HttpResponse:
    """Hour and sections of whoever's letter the link was in: 303, or 422 with what is wrong."""
    number = _number(key)
    subscriber = subscribing.receives(number)
    if subscriber is None:
        return render(request, "articles/newsletter/expired.html", status=410)
    form = ChoicesForm.of(subscriber, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        demand(("newsletter choices", number), CHANGES)
        subscribing.choose(number, form.choices())
        return HttpResponseRedirect(f"{request.path}?saved", status=303)
    context = {"form": form, "subscriber": subscriber, "key": key, "saved": "saved" in request.GET}
    status = 422 if form.errors else 200
    return render(request, "articles/newsletter/choices.html", context, status=status)


@never_cache
@csrf_exempt  # the signed key is the authority; mail programs post it too (RFC 8058)
@require_http_methods(GET_POST)
def off(request: HttpRequest, key: str) -> HttpResponse:
    """GET asks; POST takes the address off the list and forgets it, also when it is done again.

    Raises RateLimited, for one link and not for where it was posted from: a mail provider posts for
    all its readers.
    """
    number = _number(key)
    done = request.method == "POST"
    if done:
        demand(("newsletter off", number), CHANGES)
        subscribing.leave(number)
    context = {"key": key, "done": done}
    return render(request, "articles/newsletter/off.html", context)


def _number(key: str) -> int:
    """The subscriber whom a link is about; raises Http404 for what is not ours."""
    try:
        return keys.subscriber_of(key)
    except (BadSignature, ValueError, TypeError) as error:
        raise Http404("There is no such link.") from error
