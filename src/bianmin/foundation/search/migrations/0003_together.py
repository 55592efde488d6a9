"""SQLite: what is taken out of the entries leaves the full-text table by itself."""

from django.db import migrations

LITE = """
    CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry
    BEGIN DELETE FROM search_text WHERE rowid = old.id; END
"""


def build(apps, editor):
    """Make the trigger."""
    if editor.connection.vendor == "sqlite":
        editor.execute(LITE)


def remove(apps, editor):
    """Take it away."""
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER search_entry_gone")


class Migration(migrations.Migration):
    dependencies = [("search", "0002_index")]
    operations = [migrations.RunPython(build, remove)]
