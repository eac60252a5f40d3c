"""People in the admin. Only administrators come here; nobody's password is shown or set."""

from typing import Any

# Loaded first, so that what they register can be replaced below.
import allauth.account.admin
import allauth.mfa.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from newsroom.accounts import names
from newsroom.accounts.forms import TAKEN
from newsroom.accounts.models import User

POWERS = ("is_active", "is_staff", "is_superuser", "groups")


class _AdministratorsOnly:
    """Shows and allows nothing to anybody but superusers, whatever permissions they hold."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._allows(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._allows(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._allows(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._allows(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People sign up and set up their own second step; nothing here is made by hand."""
        return False

    def _allows(self, request: HttpRequest) -> bool:
        user = request.user
        return user.is_active and user.is_authenticated and user.is_superuser


class PersonForm(forms.ModelForm[User]):
    """A person's name is as unique here as on the sign-up page; staff names are allowed."""

    class Meta:
        model = User
        fields = ("name", "town", "badge", *POWERS)

    def clean_name(self) -> str:
        name = names.tidy(self.cleaned_data["name"])
        if not names.is_plain(name) or not names.name_key(name):
            raise ValidationError("Use letters, digits, spaces, periods, hyphens and apostrophes")
        others = User.objects.exclude(pk=self.instance.pk)
        if others.filter(name_key=names.name_key(name)).exists():
            raise ValidationError(TAKEN.format(name=name))
        return name


@admin.register(User)
class PersonAdmin(_AdministratorsOnly, admin.ModelAdmin[User]):
    """Find somebody; give a badge or a role; close an account, which ends its sessions at once."""

    form = PersonForm
    list_display = (
        "name",
        "email",
        "town",
        "badge",
        "roles",
        "is_staff",
        "is_active",
        "date_joined",
    )
    list_filter = ("is_active", "is_staff", "badge", "groups")
    search_fields = ("name", "email", "town")
    ordering = ("-id",)
    readonly_fields = ("email", "date_joined", "last_login", "rules_read_at")
    filter_horizontal = ("groups",)
    fieldsets = (
        (None, {"fields": ("email", "name", "town", "badge")}),
        ("What they may do", {"fields": ("is_active", "is_staff", "groups", "is_superuser")}),
        ("When", {"fields": ("date_joined", "last_login", "rules_read_at")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Nobody raises, lowers or locks out themselves."""
        own = POWERS if obj is not None and obj.pk == request.user.pk else ()
        return (*self.readonly_fields, *own)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return self._allows(request) and (obj is None or obj.pk != request.user.pk)

    @admin.display(description="Roles")
    def roles(self, person: User) -> str:
        return ", ".join(group.name for group in person.groups.all())


class SecondFactorAdmin(_AdministratorsOnly, admin.ModelAdmin[Authenticator]):
    """To take away a lost phone, so that its owner can set up another. Secrets are not shown."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__name", "user__email")
    fields = readonly_fields = ("user", "type", "created_at", "last_used_at")


class EmailAddressAdmin(_AdministratorsOnly, admin.ModelAdmin[EmailAddress]):
    """Which addresses are confirmed. People change theirs themselves."""

    list_display = ("email", "user", "primary", "verified")
    list_filter = ("verified",)
    list_select_related = ("user",)
    search_fields = ("email", "user__name")
    fields = readonly_fields = ("user", "email", "primary", "verified")


# Roles are decided in `roles`, so groups are not edited by hand.
admin.site.unregister((Group, EmailAddress, Authenticator))
admin.site.register(Authenticator, SecondFactorAdmin)
admin.site.register(EmailAddress, EmailAddressAdmin)
