"""The chains: what waits to be sealed, what was sealed last."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, QuerySet, TextField
from django.db.models.functions import Cast

from bianmin.foundation.audit.models import Line, Seal
from bianmin.foundation.audit.vocab import Content

_COLUMNS = ("id", "agency", "at", "actor", "deputising_for", "verb", "subject", "said", "purpose")


def _read(rows: QuerySet[Line]) -> list[Content]:
    """Lines as they are sealed: the JSON as text, so that not even a broken one escapes."""
    return [Content(*row) for row in rows.annotate(said=Cast("fields", TextField())).values_list(*_COLUMNS)]


def contents(*, after: int, most: int) -> list[Content]:
    """The lines numbered above `after`, in the order of their numbers."""
    return _read(Line.objects.filter(id__gt=after).order_by("id")[:most])


def contents_of(numbers: Iterable[int]) -> dict[int, Content]:
    """Number -> line."""
    return {line.id: line for line in _read(Line.objects.filter(id__in=list(numbers)))}


def last_sealed() -> int:
    """The highest number of a sealed line, 0 when none is."""
    return Seal.objects.aggregate(last=Max("line_id"))["last"] or 0


def oldest_waiting() -> datetime | None:
    """When the oldest line that waits for a seal was written; None when none waits."""
    return Line.objects.filter(id__gt=last_sealed()).order_by("id").values_list("at", flat=True).first()


def head(agency: str) -> Seal | None:
    """The last seal of an agency's chain."""
    return Seal.objects.filter(agency=agency).order_by("-position").first()
