"""The table in which wrong codes of the second step are counted, for all processes together."""

from django.core.management import call_command
from django.db import migrations


def make(apps, editor):
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_absence")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
