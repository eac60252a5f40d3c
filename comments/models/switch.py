"""One switch for the discussion of the whole site."""

from django.db import models

from articles.models import Discussion


class SiteSwitch(models.Model):
    """The only row says whether comments are open, premoderated or closed everywhere, and whether
    the model of the desk's decisions may hold them (see `learning.in_use`)."""

    state = models.CharField(max_length=12, choices=Discussion, default=Discussion.OPEN)
    why = models.CharField(
        "what readers are told", max_length=200, blank=True, help_text="Shown when it is closed."
    )
    model_holds = models.BooleanField("the desk’s own model may hold comments", default=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "switch for all discussions"
        verbose_name_plural = "switch for all discussions"
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="only_one_switch"),)

    def __str__(self) -> str:
        return self.get_state_display()
