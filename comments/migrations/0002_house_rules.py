"""The seven rules, in the words of the page that this product grew from."""

from django.db import migrations

from comments.rules import HOUSE_RULES


def write_rules(apps, schema_editor):
    """Adds the rules that are not there yet; keeps a newsroom's own wording."""
    house_rule = apps.get_model("comments", "HouseRule")
    for position, rule in enumerate(HOUSE_RULES, start=1):
        house_rule.objects.get_or_create(
            code=rule.code.value,
            defaults={"title": rule.title, "text": rule.text, "position": position},
        )


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_discussion")]
    operations = [migrations.RunPython(write_rules, migrations.RunPython.noop)]
