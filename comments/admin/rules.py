"""The house rules and the saved replies, in the newsroom's words."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from comments.admin.colleague import colleague
from comments.models import HouseRule, RuleVersion, SavedReply


class VersionInline(admin.StackedInline):  # type: ignore[type-arg]
    """How the rule was worded before."""

    model = RuleVersion
    fields = readonly_fields = ("version", "title", "text", "replaced_at", "replaced_by")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("comments.change_houserule")


@admin.register(HouseRule)
class HouseRuleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Seven rules with fixed codes: their words and order change, and every wording is kept."""

    list_display = ("title", "text", "code", "version", "changed_at")
    fields = ("code", "title", "text", "position", "version")
    readonly_fields = ("code", "version")
    inlines = (VersionInline,)
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: HouseRule, form: Any, change: bool) -> None:
        """A new wording is a new version; decisions keep the words they were taken under."""
        before = HouseRule.objects.select_for_update().get(pk=obj.pk)
        if (before.title, before.text) != (obj.title, obj.text):
            RuleVersion.objects.create(
                rule=before,
                version=before.version,
                title=before.title,
                text=before.text,
                replaced_by=colleague(request),
            )
            obj.version = before.version + 1
        super().save_model(request, obj, form, change)


@admin.register(SavedReply)
class SavedReplyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("title", "rule", "is_repeat", "text")
    list_filter = ("rule", "is_repeat")
    show_facets = admin.ShowFacets.NEVER
