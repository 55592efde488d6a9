"""Mark keys as touched; call it inside the act that changes the rows, at the end of which the marks are written."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Model

from bianmin.foundation.facts.models import Closed, Gone, Mark
from bianmin.foundation.facts.vocab import Fact
from bianmin.kernel.act import keep_once


def touch(*, fact: str, keys: Iterable[tuple[str, str, date]]) -> None:
    """Mark the keys `(agency, unit path, day)` of a row as they were before a change and as they are after it."""
    for agency, unit, day in set(keys):
        keep_once(Mark, agency=agency, fact=fact, unit=unit, first=day, last=day)


def touch_range(*, fact: str, agency: str, first: date, last: date, unit: str = "") -> None:
    """Mark every day of a range, for a closure of the office or a new definition."""
    Mark.objects.create(agency=agency, fact=fact, unit=unit, first=first, last=last)


def close(*, fact: str, agency: str, until: date) -> None:
    """Count days up to `until` no more: whoever calls it has just had them counted. A later day wins."""
    row, made = Closed.objects.get_or_create(agency=agency, fact=fact, defaults={"until": until})
    if not made and row.until < until:
        row.until = until
        row.save(update_fields=["until"])


def count_gone(*, fact: Fact, row: Model) -> None:
    """Remember that one row is destroyed, under each of its dates, before it is."""
    place = {"agency": getattr(row, fact.agency), "fact": fact.name, "unit": getattr(row, fact.unit)}
    for name, column in fact.dates.items():
        day = getattr(row, column)
        if day is not None:
            found, _made = Gone.objects.get_or_create(**place, date=name, day=day)
            Gone.objects.filter(pk=found.pk).update(rows=F("rows") + 1)
