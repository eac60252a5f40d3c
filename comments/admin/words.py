"""The word list, with a box to try what it makes of a text."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from comments.admin.colleague import colleague
from comments.cards import Piece, pieces
from comments.models import Word
from comments.screening import Draft, Verdict, review
from comments.wordlist import in_force

LONGEST_TRY = 2000


@admin.register(Word)
class WordAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("term", "handling", "rule", "note", "by", "changed_at")
    list_filter = ("handling", "rule")
    list_select_related = ("by",)
    search_fields = ("term", "note")
    show_facets = admin.ShowFacets.NEVER
    change_list_template = "admin/comments/word/change_list.html"

    def save_model(self, request: HttpRequest, obj: Word, form: Any, change: bool) -> None:
        obj.by = colleague(request)
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.try_it)
        return [path("try/", view, name="comments_word_try"), *super().get_urls()]

    def try_it(self, request: HttpRequest) -> HttpResponse:
        """What the screening makes of a text with the list as it is now. Nothing is stored."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        text = request.POST.get("text", "")[:LONGEST_TRY]
        verdict = _judged(text) if text.strip() else None
        context = {
            **self.admin_site.each_context(request),
            "title": "Try the word list",
            "opts": self.opts,
            "text": text,
            "verdict": verdict,
            "pieces": _pieces(text, verdict),
        }
        return TemplateResponse(request, "admin/comments/word/try.html", context)


def _judged(text: str) -> Verdict:
    return review(
        Draft(
            text=text,
            words=in_force(),
            trusted_domains=frozenset(settings.COMMENTS_TRUSTED_DOMAINS),
            score_threshold=settings.SCREENING_SCORE_THRESHOLD,
            score_min_length=settings.SCREENING_SCORE_MIN_LENGTH,
        )
    )


def _pieces(text: str, verdict: Verdict | None) -> list[Piece]:
    return (
        pieces(text, (span for found in verdict.findings for span in found.spans))
        if verdict
        else []
    )
