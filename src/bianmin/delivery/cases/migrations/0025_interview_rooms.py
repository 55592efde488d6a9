"""Rooms of interviews are taken among the seats of appointments; those fixed before take theirs for an hour."""

from datetime import timedelta
from typing import Any

from django.db import migrations


def take_rooms(apps: Any, _editor: Any) -> None:
    """Let each interview that is fixed have its room."""
    seat = apps.get_model("appointments", "Seat")
    for row in apps.get_model("cases", "Interview").objects.filter(state="planned").order_by("id"):
        begins = row.at - timedelta(minutes=row.at.minute % 5, seconds=row.at.second, microseconds=row.at.microsecond)
        place = {"agency": row.agency, "site": f"{row.place}/{row.room}", "number": 1}
        for step in range(12):
            start = begins + step * timedelta(minutes=5)
            seat.objects.get_or_create(**place, start=start, defaults={"taken_by": f"interview:{row.case_id}"})


class Migration(migrations.Migration):
    """One place for slots."""

    dependencies = [("cases", "0024_parts"), ("appointments", "0002_rooms")]
    operations = [
        migrations.RemoveConstraint(model_name="interview", name="cases_interview_room"),
        migrations.RunPython(take_rooms, migrations.RunPython.noop, elidable=True),
    ]
