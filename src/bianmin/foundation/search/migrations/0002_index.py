"""The index: a full-text table of SQLite, a column of lexemes with an inverted index on PostgreSQL."""

from django.db import migrations

LITE = "CREATE VIRTUAL TABLE search_text USING fts5(tokens, tokenize='ascii', detail=none, columnsize=0)"
POSTGRES = (
    "ALTER TABLE search_entry ADD COLUMN tokens tsvector NOT NULL DEFAULT ''::tsvector",
    "CREATE INDEX search_entry_tokens ON search_entry USING gin (tokens)",
)


def build(apps, editor):
    """Make the index."""
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else (LITE,):
        editor.execute(statement)


def remove(apps, editor):
    """Take it away."""
    lite = editor.connection.vendor != "postgresql"
    editor.execute("DROP TABLE search_text" if lite else "ALTER TABLE search_entry DROP COLUMN tokens")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(build, remove)]
