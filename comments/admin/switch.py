"""The switch for all discussions: one row, one form."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from comments.models import SiteSwitch


@admin.register(SiteSwitch)
class SiteSwitchAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    fields = ("state", "why")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list of one row is its form."""
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        switch, _made = SiteSwitch.objects.get_or_create(pk=1)
        address = reverse("admin:comments_siteswitch_change", args=[switch.pk])
        return HttpResponseRedirect(address)
