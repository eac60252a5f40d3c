"""When people talked: comments by the hour."""

from django.db import models

from articles.models import Story


class TalkHour(models.Model):
    """How many comments that readers can see were posted under a story within an hour.

    `hour` is its beginning; in UTC, so that it is one hour whatever the clocks do. Kept by
    `placing.count`.
    """

    # Found by "talk_of_a_story".
    story = models.ForeignKey(Story, models.CASCADE, related_name="+", db_index=False)
    hour = models.DateTimeField(db_index=True)
    comments = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["story", "hour"], name="talk_of_a_story"),)
        default_permissions = ()

    def __str__(self) -> str:
        return f"story {self.story_id}, {self.hour:%Y-%m-%d %H} h"
