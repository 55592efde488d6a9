"""Failed tries of all that is opened by a number stand in one place."""

from typing import Any

from django.db import migrations


def hand_over(apps: Any, _schema: Any) -> None:
    """Keep the failures: numbers that open with their code only stay so."""
    attempt = apps.get_model("tries", "Attempt")
    rows = apps.get_model("permits", "Attempt").objects.values("agency", "number_hash", "address_hash", "at", "locks")
    attempt.objects.bulk_create([attempt(**one) for one in rows], batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("permits", "0005_checked"), ("tries", "0001_initial")]

    operations = [
        migrations.RunPython(hand_over, migrations.RunPython.noop),
        migrations.DeleteModel(name="Attempt"),
    ]
