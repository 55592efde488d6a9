"""A case that belonged to another is of its family: two relations become one."""

from typing import Any

from django.db import migrations


def join(apps: Any, _schema: Any) -> None:
    """Let each case that belonged to another be of that one's family."""
    cases = apps.get_model("cases", "Case").objects
    for case in cases.exclude(linked_to="").iterator(chunk_size=500):
        head = cases.filter(agency=case.agency, number=case.linked_to).first()
        family = (head.family if head else "") or case.family or case.linked_to
        cases.filter(agency=case.agency, number__in=(case.number, case.linked_to), family="").update(family=family)


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_second_unit")]

    operations = [
        migrations.RunPython(join, migrations.RunPython.noop),
        migrations.RemoveField(model_name="case", name="linked_to"),
    ]
