"""A person with an account: reader, moderator or editor."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone

from newsroom.accounts.managers import UserManager
from newsroom.accounts.names import name_key


class Badge(models.TextChoices):
    """What the newsroom vouches for beside a name. Only the admin sets it."""

    NONE = "", "None"
    REPORTER = "reporter", "Reporter"
    EDITOR = "editor", "Editor"
    STAFF = "staff", "Staff"
    OFFICE = "office", "Public office"


# Who speaks for the newsroom.
NEWSROOM = (Badge.REPORTER, Badge.EDITOR, Badge.STAFF)


class User(AbstractBaseUser, PermissionsMixin):
    """Logs in by e-mail; is known to others by a public name that is unique to the eye.

    `name_key` is the name without case, accents' variants and look-alike letters
    (see `names.name_key`); the database keeps it unique.
    """

    email = models.EmailField("email address", unique=True)
    name = models.CharField("name on comments", max_length=40)
    name_key = models.CharField(max_length=120, unique=True, editable=False)
    town = models.CharField("town or neighborhood", max_length=40, blank=True)
    badge = models.CharField(max_length=10, choices=Badge, default=Badge.NONE, blank=True)
    is_active = models.BooleanField("active", default=True)
    is_staff = models.BooleanField("may enter the admin", default=False)
    is_sample = models.BooleanField("sample person of the demo", default=False, editable=False)
    rules_read_at = models.DateTimeField("read the rules at", null=True, blank=True)
    date_joined = models.DateTimeField("joined", default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        indexes = (models.Index(fields=["badge"], name="person_by_badge"),)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.email = UserManager.normalize_email(self.email).lower()

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
