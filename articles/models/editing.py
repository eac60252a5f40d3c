"""Who has a story open in an editor's form, so that two editors know of each other."""

from django.conf import settings
from django.db import models

from articles.models.story import Story


class Editing(models.Model):
    """An editor with a story open: since when, and when the form last gave a sign of life."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "editing"
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["story", "editor"], name="one_open_form_an_editor"),
        )

    def __str__(self) -> str:
        return f"{self.editor} on {self.story}"
