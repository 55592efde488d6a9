"""PostgreSQL looks anew at what there is after a thousand changes.

By itself it waits until a tenth of the rows changed. With a million closed cases it would then believe for months that
hardly one is open, and choose how to read the desk's lists by that.
"""

from django.db import migrations


def choose(apps, editor):
    """Say after how many changes."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "ALTER TABLE cases_case SET (autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 1000)"
        )


def leave(apps, editor):
    """As the server has it for all tables."""
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE cases_case RESET (autovacuum_analyze_scale_factor, autovacuum_analyze_threshold)")


class Migration(migrations.Migration):
    dependencies = [("cases", "0032_interviews_counted")]
    operations = [migrations.RunPython(choose, leave)]
