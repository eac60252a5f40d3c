"""What an upgrade may do to the comments while the old code goes on."""

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


def of_comments(operation: Operation) -> Operation:
    """The same, for the app whose table it is."""
    for name in ("state_forwards", "database_forwards", "database_backwards"):
        method = getattr(operation, name)
        setattr(operation, name, lambda app, *rest, _do=method: _do("comments", *rest))
    return operation


class Migration(migrations.Migration):
    dependencies = [("comments", "__latest__")]
    operations = [
        of_comments(operation)
        for operation in (
            migrations.AddField("comment", "later", models.IntegerField(null=True)),
            migrations.AlterField("comment", "name", models.CharField(max_length=60, blank=True)),
            migrations.AddIndex("comment", models.Index(fields=["later"], name="comment_later")),
        )
    ]
