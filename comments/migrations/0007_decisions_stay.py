"""Triggers that refuse to change or delete a decision, whatever program asks.

SQLite drops triggers with the table when a later migration rebuilds it: one that alters Decision
there must end with this operation again.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER comments_decision_unchanged BEFORE UPDATE ON comments_decision
    BEGIN SELECT RAISE(ABORT, 'A decision is never changed: add another.'); END
    """,
    """
    CREATE TRIGGER comments_decision_undeleted BEFORE DELETE ON comments_decision
    BEGIN SELECT RAISE(ABORT, 'A decision is never deleted: add another.'); END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER comments_decision_unchanged",
    "DROP TRIGGER comments_decision_undeleted",
]
POSTGRES = [
    """
    CREATE FUNCTION comments_decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'A decision is never changed or deleted: add another.'
            USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER comments_decision_stays BEFORE UPDATE OR DELETE ON comments_decision
    FOR EACH ROW EXECUTE FUNCTION comments_decision_stays()
    """,
]
POSTGRES_BACK = [
    "DROP TRIGGER comments_decision_stays ON comments_decision",
    "DROP FUNCTION comments_decision_stays()",
]


def keep(apps, schema_editor):
    _run(schema_editor, POSTGRES if _is_postgres(schema_editor) else SQLITE)


def let_go(apps, schema_editor):
    _run(schema_editor, POSTGRES_BACK if _is_postgres(schema_editor) else SQLITE_BACK)


def _is_postgres(schema_editor):
    return schema_editor.connection.vendor == "postgresql"


def _run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("comments", "0006_desk_work")]
    operations = [migrations.RunPython(keep, let_go)]
