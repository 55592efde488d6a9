"""How long an applicant waited for an interview is kept with it, to be counted."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Reckon it for the interviews there are."""
    for row in apps.get_model("cases", "Interview").objects.select_related("case").iterator(chunk_size=500):
        row.waited, row.unit_path = (row.on - row.case.received_on).days, row.case.unit_path
        row.save(update_fields=["waited", "unit_path"])


class Migration(migrations.Migration):
    """Two columns, filled."""

    dependencies = [("cases", "0031_recordings")]

    operations = [
        migrations.AddField("interview", "waited", models.IntegerField(default=0)),
        migrations.AddField("interview", "unit_path", models.CharField(default="", max_length=200)),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
