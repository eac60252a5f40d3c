"""The morning edition in the admin: how it went out, a preview, a test, and who gets it."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.mail import get_connection
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from articles.models import Edition, Subscriber
from articles.navigation import in_navigation
from articles.newsletter import hours, letters
from articles.newsletter.letters import Letter
from articles.newsletter.policy import policy
from articles.newsletter.sending import Outcome, hand_over
from newsroom.ratelimit import Limit, demand

TESTS = Limit(20, 3600)
# The number of no subscriber: links in a test lead to nobody's choices.
NOBODY = 0


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What only the site itself writes."""

    actions = None
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "handed", "accepted", "refused", "in_doubt")
    list_display_links = None
    ordering = ("-day",)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("preview/", view(self.preview), name="articles_edition_preview"),
            path("letter/", view(self.letter), name="articles_edition_letter"),
            path("test/", view(self.test), name="articles_edition_test"),
        ]
        return [*own, *super().get_urls()]

    def preview(self, request: HttpRequest) -> HttpResponse:
        """The letter as it would go out now: subject, plain part, a link to the other."""
        self._refuse_others(request)
        section = _section(request)
        letter = _letter(section)
        context = {
            **self.admin_site.each_context(request),
            "title": "The next morning edition",
            "opts": self.opts,
            "mail": letter and letter.to(_email(request), NOBODY),
            "section": section,
            "sections": in_navigation(),
        }
        return TemplateResponse(request, "admin/articles/edition/preview.html", context)

    def letter(self, request: HttpRequest) -> HttpResponse:
        """The HTML part by itself, under a policy that lets its own styles in and nothing else."""
        self._refuse_others(request)
        letter = _letter(_section(request))
        if letter is None:
            raise Http404("There is no story for a letter.")
        response = HttpResponse(letter.html_for(NOBODY))
        response["Content-Security-Policy"] = policy(letter.html)
        return response

    def test(self, request: HttpRequest) -> HttpResponse:
        """POST mails the letter to whoever asks, marked as a test."""
        self._refuse_others(request)
        if request.method != "POST":
            return HttpResponse(status=405, headers={"Allow": "POST"})
        section, email = _section(request), _email(request)
        letter = _letter(section)
        demand(("newsletter test", email), TESTS)
        if letter is None:
            messages.error(request, "There is no story for a letter.")
        elif _is_taken(letter, email):
            messages.success(request, f"A test is on its way to {email}.")
        else:
            messages.error(request, "The mail server did not take the test. Try again later.")
        back = reverse("admin:articles_edition_preview")
        return HttpResponseRedirect(f"{back}?section={section}", status=303)

    def _refuse_others(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied


@admin.register(Subscriber)
class SubscriberAdmin(ReadOnlyAdmin):
    """To find somebody who asks about their letter, and to take them off the list."""

    list_display = ("email", "hour_in_words", "next_at", "paused_at", "handed_at")
    search_fields = ("email__istartswith",)
    ordering = ("email",)
    fields = (
        "email", "hour_in_words", "sections", "asked_at", "confirmed_at", "next_at", "handed_at",
        "failures", "paused_at",
    )  # fmt: skip

    @admin.display(description="hour")
    def hour_in_words(self, subscriber: Subscriber) -> str:
        return hours.in_words(subscriber.hour)


def _section(request: HttpRequest) -> str:
    """The slug of the section that is asked for; "" for the whole paper and for what is none."""
    asked = request.POST.get("section", "") or request.GET.get("section", "")
    return asked if asked in {section.slug for section in in_navigation()} else ""


def _letter(section: str) -> Letter | None:
    return letters.write(timezone.localdate(), (section,) if section else ())


def _email(request: HttpRequest) -> str:
    """Of the person at work; raises PermissionDenied where nobody is logged in."""
    email = getattr(request.user, "email", "")
    if not email:
        raise PermissionDenied
    return str(email)


def _is_taken(letter: Letter, email: str) -> bool:
    mail = letter.to(email, NOBODY)
    mail.subject = f"[Test] {mail.subject}"
    # A test is another mail each time, so it has a Message-ID of its own.
    del mail.extra_headers["Message-ID"]
    try:
        return hand_over(get_connection(), mail) is Outcome.ACCEPTED
    except OSError:
        return False
