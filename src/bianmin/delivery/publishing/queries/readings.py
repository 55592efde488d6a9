"""What is read most 人氣排行, and what helped."""

from datetime import date, timedelta
from typing import Final

from django.db.models import Sum

from bianmin.delivery.publishing.models import Edition, Reading
from bianmin.delivery.publishing.queries.articles import published
from bianmin.delivery.publishing.vocab import Kind

LATELY: Final = timedelta(days=30)


def most_read(agency: str, on: date, *kinds: Kind, most: int = 5) -> list[tuple[Edition, int]]:
    """What is on the site and was read most in the 30 days up to one, with how often; the newer before the older."""
    rows = Reading.objects.filter(agency=agency, day__gt=on - LATELY, day__lte=on, kind__in=kinds)
    counted = dict(rows.order_by().values_list("code").annotate(n=Sum("reads")).filter(n__gt=0))
    found = published(agency, on, *kinds).filter(code__in=counted).defer("body") if counted else ()
    return [(row, counted[row.code]) for row in sorted(found, key=lambda row: -counted[row.code])[:most]]


def not_helped(agency: str, first: date, last: date) -> list[tuple[str, str, int]]:
    """Code and title of what is on the site and did not help somebody between two days, with how many said so."""
    rows = Reading.objects.filter(agency=agency, day__range=(first, last), unhelped__gt=0).order_by()
    counted = dict(rows.values_list("code").annotate(n=Sum("unhelped")))
    found = published(agency, last).filter(code__in=counted).values_list("code", "title") if counted else ()
    return sorted(((code, title, counted[code]) for code, title in found), key=lambda one: (-one[2], one[0]))
