"""What the site knows about its readers: the public page, one's own export, closing an account."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments.models import Closure
from comments.privacy import closing, export
from comments.privacy.facts import facts
from comments.privacy.farewell import tell
from comments.views.loading import person
from newsroom.accounts.models import User
from newsroom.ratelimit import Limit, demand

# An export reads everything that somebody ever wrote.
EXPORTS = Limit(3, 3600)
# Closing sends a mail, and can be taken back.
CLOSINGS = Limit(10, 3600)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is true of this installation."""
    return render(request, "privacy/privacy.html", {"facts": facts()})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def export_mine(request: HttpRequest) -> HttpResponse | FileResponse:
    """GET says what is in it; POST gives the archive. Raises RateLimited after three an hour."""
    reader = person(request)
    if request.method != "POST":
        return render(request, "privacy/export.html", {"parts": export.PARTS})
    demand(("export", reader.pk), EXPORTS)
    name = f"everything-{timezone.localdate():%Y-%m-%d}.zip"
    archive = export.write(reader)
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """GET asks, or says until when it can be taken back; POST with the password begins the grace.

    422 with what is wrong in the form. Raises RateLimited.
    """
    reader = person(request)
    closure = Closure.objects.filter(person=reader).first()
    if closure is not None or reader.is_staff:
        return render(request, "privacy/close.html", {"closure": closure})
    form = CloseForm(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        demand(("close", reader.pk), CLOSINGS)
        tell(closing.ask(reader, comments_go=form.cleaned_data["comments"] == "go"))
        return HttpResponseRedirect(reverse("privacy_close"), status=303)
    status = 422 if form.errors else 200
    context = {"form": form, "hours": settings.ACCOUNT_GRACE_HOURS}
    return render(request, "privacy/close.html", context, status=status)


@login_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """The person who is logged in keeps their account. Raises RateLimited."""
    demand(("keep", person(request).pk), CLOSINGS)
    if closing.take_back(person(request).pk):
        messages.success(request, "Your account stays open.")
    return HttpResponseRedirect(f"{reverse('me')}?tab=settings", status=303)


@never_cache
@require_http_methods(["GET", "POST"])
def keep_by_link(request: HttpRequest, key: str) -> HttpResponse:
    """GET asks, because mail programs follow links; POST keeps the account that the link is about.

    A link that is used up, too late or not ours is 404. Raises RateLimited.
    """
    closure = closing.asked_with(key)
    if closure is None:
        raise Http404("There is no account to keep with this link.")
    done = False
    if request.method == "POST":
        demand(("keep", closure.person_id), CLOSINGS)
        done = closing.take_back(closure.person_id)
    return render(request, "privacy/keep.html", {"done": done})


class CloseForm(forms.Form):
    """The password, and what is to become of the comments."""

    comments = forms.ChoiceField(
        label="Your comments",
        choices=(
            ("stay", f"They stay, as those of “{closing.FORMER_READER}”"),
            ("go", "They are deleted. Replies to them stay"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of your comments"},
    )
    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )

    def __init__(self, request: HttpRequest, data: Any) -> None:
        super().__init__(data)
        self._request = request

    def clean_password(self) -> str:
        """Raises RateLimited after too many wrong ones, as the log-in does."""
        password: str = self.cleaned_data["password"]
        user = self._request.user
        if not isinstance(user, User):
            raise PermissionDenied
        found = get_adapter().authenticate(self._request, email=user.email, password=password)
        if found != user:
            raise ValidationError("That is not your password. Try again or reset it")
        return password
