from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0020_town_talk")]

    operations = [
        migrations.RemoveIndex(model_name="case", name="case_closed"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("closed_at").desc(),
                name="case_closed",
                condition=models.Q(closed_at__isnull=False),
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("section"),
                models.F("urgency").desc(),
                models.F("id"),
                name="case_of_section",
                condition=models.Q(closed_at=None),
            ),
        ),
    ]
