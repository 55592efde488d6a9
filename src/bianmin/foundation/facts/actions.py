"""Mark keys as touched; call it inside the act that changes the rows, at the end of which the marks are written."""

from collections.abc import Iterable
from datetime import date

from bianmin.foundation.facts.models import Mark
from bianmin.kernel.act import keep_once


def touch(*, fact: str, keys: Iterable[tuple[str, str, date]]) -> None:
    """Mark the keys `(agency, unit path, day)` of a row as they were before a change and as they are after it."""
    for agency, unit, day in set(keys):
        keep_once(Mark, agency=agency, fact=fact, unit=unit, first=day, last=day)


def touch_range(*, fact: str, agency: str, first: date, last: date, unit: str = "") -> None:
    """Mark every day of a range, for a closure of the office or a new definition."""
    Mark.objects.create(agency=agency, fact=fact, unit=unit, first=first, last=last)
