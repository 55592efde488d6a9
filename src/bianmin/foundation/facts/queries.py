"""Read the marks."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet, Sum

from bianmin.foundation.facts.models import Closed, Gone, Mark


def waiting(*, facts: Iterable[str] = ()) -> QuerySet[Mark]:
    """Marks not yet counted, oldest first; of the named facts only, when any are named."""
    marks = Mark.objects.order_by("id")
    names = tuple(facts)
    return marks.filter(fact__in=names) if names else marks


def closed(fact: str) -> dict[str, date]:
    """Agency -> the last day of a fact that is counted no more."""
    return dict(Closed.objects.filter(fact=fact).values_list("agency", "until"))


def gone(*, fact: str, agency: str, unit: str, by: str, first: date, last: date) -> int:
    """How many rows counted by a date in a unit and below from one day to another are destroyed."""
    rows = Gone.objects.filter(agency=agency, fact=fact, unit__startswith=unit, date=by, day__range=(first, last))
    return int(rows.aggregate(total=Sum("rows"))["total"] or 0)
