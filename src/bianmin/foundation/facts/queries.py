"""Read the marks."""

from collections.abc import Iterable

from django.db.models import QuerySet

from bianmin.foundation.facts.models import Mark


def waiting(*, facts: Iterable[str] = ()) -> QuerySet[Mark]:
    """Marks not yet counted, oldest first; of the named facts only, when any are named."""
    marks = Mark.objects.order_by("id")
    names = tuple(facts)
    return marks.filter(fact__in=names) if names else marks
