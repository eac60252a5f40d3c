"""The house rules as the newsroom words them now."""

from django.conf import settings
from django.db import models

from comments.rules import Rule


class HouseRule(models.Model):
    """One rule: its code is fixed; a change of its wording makes a new version."""

    code = models.CharField(
        max_length=10, unique=True, choices=[(r.value, r.value) for r in Rule], editable=False
    )
    title = models.CharField(max_length=60)
    text = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.title


class RuleVersion(models.Model):
    """How a rule was worded before: readers and decisions refer to it by its number."""

    rule = models.ForeignKey(HouseRule, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=60)
    text = models.CharField(max_length=300, blank=True)
    replaced_at = models.DateTimeField(auto_now_add=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(fields=["rule", "version"], name="one_wording_a_version"),
        )

    def __str__(self) -> str:
        return f"{self.title} (version {self.version})"
