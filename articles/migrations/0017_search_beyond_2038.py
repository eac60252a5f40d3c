from django.db import migrations

from articles.search import index


def widen(apps, schema_editor):
    index.widen(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_embeds"),
    ]

    operations = [
        migrations.RunPython(widen, migrations.RunPython.noop),
    ]
