"""Mark keys as touched; call it inside the transaction that changes the rows."""

from collections.abc import Iterable
from datetime import date

from bianmin.foundation.facts.models import Mark


def touch(*, fact: str, keys: Iterable[tuple[str, str, date]]) -> None:
    """Mark the keys `(agency, unit path, day)` of a row as they were before a change and as they are after it."""
    Mark.objects.bulk_create(
        Mark(agency=agency, fact=fact, unit=unit, first=day, last=day) for agency, unit, day in set(keys)
    )


def touch_range(*, fact: str, agency: str, first: date, last: date, unit: str = "") -> None:
    """Mark every day of a range, for a closure of the office or a new definition."""
    Mark.objects.create(agency=agency, fact=fact, unit=unit, first=first, last=last)
