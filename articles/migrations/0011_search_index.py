from django.db import migrations

from articles.search import index


def install(apps, schema_editor):
    index.install(schema_editor.connection)


def remove(apps, schema_editor):
    index.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_editing"),
    ]

    operations = [
        migrations.RunPython(install, remove),
    ]
