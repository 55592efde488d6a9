"""What entries are about and the day they happened, in columns of their own; those of before are filled in."""

import json
from datetime import date

from django.db import migrations, models


def fill(apps, _schema):
    """The day of each entry whose register says by which question it happened."""
    published, entries = apps.get_model("registers", "Published"), apps.get_model("registers", "Entry")
    asked = {row.code: json.loads(row.text).get("happened", "") for row in published.objects.order_by("id")}
    for code, question in asked.items():
        for row in entries.objects.filter(register=code).iterator() if question else ():
            said = row.answers.get(question)
            if said:
                row.happened_on = date.fromisoformat(str(said))
                row.save(update_fields=["happened_on"])


class Migration(migrations.Migration):

    dependencies = [
        ('registers', '0003_outcome'),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='about',
            field=models.CharField(blank=True, max_length=60, default=''),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='entry',
            name='happened_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['agency', 'register', 'about', 'happened_on'], name='registers_entry_about'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
