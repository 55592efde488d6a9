"""Quarters as they are reviewed, and what of them everybody reads."""

from datetime import date
from typing import Final

from bianmin.quality.checks.models import Review
from bianmin.quality.checks.vocab.cards import ReviewCard
from bianmin.quality.indicators.vocab.spans import Span, span

FIRST_YEAR: Final = 1911
MONTHS: Final = 3


def quarter_of(on: date) -> Span:
    """The quarter a day lies in."""
    return span(f"{on.year - FIRST_YEAR}-Q{(on.month - 1) // MONTHS + 1}")


def before(quarter: Span) -> Span:
    """The quarter before one."""
    year, _dash, part = quarter.text.partition("-Q")
    return span(f"{year}-Q{int(part) - 1}") if part != "1" else span(f"{int(year) - 1}-Q4")


def quarters(on: date, count: int = 8) -> list[Span]:
    """The quarter of a day and those before it, the newest first."""
    found = [quarter_of(on)]
    while len(found) < count:
        found.append(before(found[-1]))
    return found


def _card(row: Review) -> ReviewCard:
    return ReviewCard(row.agency, span(row.quarter), row.conclusion, row.minutes, row.made_on, row.published_on)


def reviews(agency: str, *, published: bool = False) -> dict[str, ReviewCard]:
    """The reviews of an agency by quarter, the newest first; only those everybody reads where `published`."""
    rows = Review.objects.filter(agency=agency)
    rows = rows.filter(published_on__isnull=False) if published else rows
    cards = [_card(row) for row in rows]
    return {one.quarter.text: one for one in sorted(cards, key=lambda one: one.quarter.first, reverse=True)}


def review(agency: str, quarter: Span) -> ReviewCard | None:
    """The review of a quarter; None where nothing was concluded yet."""
    row = Review.objects.filter(agency=agency, quarter=quarter.text).first()
    return _card(row) if row else None
