"""A picture of a story: the upload, what is written about it, and its renditions."""

from django.core.validators import MaxValueValidator
from django.db import models

from articles.models.story import Story


class Photo(models.Model):
    """A photo or drawing. The first of a story stands at its head.

    `renditions` maps a format to its files by width, `{"avif": {"640": "photos/ab12-640.avif"}}`;
    it is empty until they are made. The focal point is in percent of width and height.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="photos")
    original = models.ImageField(
        "picture", upload_to="originals", width_field="width", height_field="height"
    )
    alt = models.CharField(
        "alternative text", max_length=300, help_text="What it shows, for those who cannot see it."
    )
    caption = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=120, blank=True, help_text="Such as “Photo: Ana Reyes”.")
    focal_x = models.PositiveSmallIntegerField(
        "focus from left, %", default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        "focus from top, %", default=50, validators=[MaxValueValidator(100)]
    )
    position = models.PositiveSmallIntegerField(default=0)
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    renditions = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.alt
