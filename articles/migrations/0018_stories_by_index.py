from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_search_beyond_2038")]

    operations = [
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                models.F("saved_at").desc(), models.F("id").desc(), name="story_saved"
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                models.F("section"),
                models.F("comment_count").desc(),
                models.F("published_at").desc(),
                name="story_section_discussed",
                condition=models.Q(status="published"),
            ),
        ),
    ]
