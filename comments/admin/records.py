"""What was decided, and what stands against people: to be read here, and never edited."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString

from comments.models import Decision, Sanction

COUNTED = 10_000


class FewPages(Paginator[Any]):
    """Counts no further than anybody turns pages: a large table costs what a small one does."""

    @cached_property
    def count(self) -> int:
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        return rows[:COUNTED].count()


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Moderators read it; nobody adds, changes or deletes, whatever permissions they have."""

    actions = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = FewPages
    list_per_page = 50

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("comments.moderate")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Decision)
class DecisionAdmin(ReadOnly):
    list_display = ("decided_at", "moderator", "act", "rule", "comment", "undoes")
    list_filter = ("act", "rule")
    list_select_related = ("moderator", "comment", "undoes")
    ordering = ("-id",)
    fields = (
        "decided_at",
        "moderator",
        "act",
        "comment",
        "status_before",
        "status_after",
        "rule",
        "rule_version",
        "rule_wording",
        "reason",
        "screening",
        "undoes",
    )


@admin.register(Sanction)
class SanctionAdmin(ReadOnly):
    list_display = ("person", "measure", "rule", "until", "by", "made_at", "lifted_at", "drawer")
    list_filter = ("measure",)
    list_select_related = ("person", "by")
    search_fields = ("person__name", "person__email")
    fields = (
        "person",
        "measure",
        "rule",
        "reason",
        "by",
        "made_at",
        "until",
        "acknowledged_at",
        "lifted_at",
        "lifted_by",
        "drawer",
    )

    @admin.display(description="lift")
    def drawer(self, sanction: Sanction) -> SafeString:
        """The person's page on the desk, where a measure is lifted."""
        address = reverse("admin:desk_person", args=[sanction.person_id])
        return format_html('<a href="{}">{}</a>', address, f"Page of {sanction.person.name}")
