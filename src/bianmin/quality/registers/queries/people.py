"""How much each colleague has entered into a register."""

from datetime import date

from django.db.models import Count

from bianmin.quality.registers.models import Entry


def entered_by(agency: str, code: str, first: date, last: date) -> dict[str, int]:
    """How many entries of a register each person made from one day to another, those closed since too, by key."""
    rows = Entry.objects.filter(agency=agency, register=code, entered_on__range=(first, last))
    return dict(rows.values_list("entered_by").annotate(Count("pk")))
