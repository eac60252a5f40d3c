"""Comments by the hour, counted from those that are here."""

from datetime import UTC
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count
from django.db.models.functions import TruncHour

BATCH = 5000


def count(apps: Any, schema_editor: Any) -> None:
    # `move_to` migrates another database than the site's own.
    here = schema_editor.connection.alias
    comments = apps.get_model("comments", "Comment").objects.using(here).filter(status="published")
    talk_hours = apps.get_model("comments", "TalkHour").objects.using(here)
    hours = comments.order_by().values("story", hour=TruncHour("posted_at", tzinfo=UTC))
    counted = hours.annotate(comments=Count("pk")).values_list("story", "hour", "comments")
    rows = (
        talk_hours.model(story_id=story, hour=hour, comments=number)
        for story, hour, number in counted.iterator(BATCH)
    )
    talk_hours.bulk_create(rows, BATCH)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_updates"),
        ("comments", "0014_suggestions"),
    ]

    operations = [
        migrations.CreateModel(
            name="TalkHour",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hour", models.DateTimeField(db_index=True)),
                ("comments", models.PositiveIntegerField(default=0)),
                (
                    "story",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("story", "hour"), name="talk_of_a_story")
                ],
            },
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
