"""The pack kind `calendar`: closures of an office, and years of the official calendar where no CSV is at hand."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, Strict

from bianmin.foundation.clock.actions import set_day, set_years
from bianmin.foundation.clock.models import CalendarYear, Closure
from bianmin.foundation.clock.reckon.calendar import Year
from bianmin.foundation.clock.vocab import DayState
from bianmin.foundation.packs.vocab import Header, Kind, Loading, Shape

Lax = Strict(strict=False)


class ClosureRow(Shape):
    """One day on which the office does otherwise than the calendar says."""

    day: date
    state: Annotated[DayState, Lax]
    reason: str = Field(min_length=1, max_length=200)
    source: str = Field(default="", max_length=200)


class YearRow(Shape):
    """One year: `exceptions` are what differs from plain weeks, `"MMDD"` -> name of the day off, or `+` for worked."""

    year: int = Field(ge=1912, le=2200)
    exceptions: dict[Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$")], str]


class CalendarPack(Header):
    """The calendar of an agency, or of all (empty `agency`: years only)."""

    kind: Literal["calendar"]
    closures: Annotated[tuple[ClosureRow, ...], Lax] = ()
    years: Annotated[tuple[YearRow, ...], Lax] = ()


def _load(document: CalendarPack, loading: Loading) -> None:
    years = {row.year: Year(row.exceptions) for row in document.years}
    set_years(agency=document.agency, years=years, source=document.source, by=loading.by, at=loading.at)
    for row in document.closures:
        set_day(
            agency=document.agency,
            day=row.day,
            state=row.state,
            reason=row.reason,
            source=row.source or document.source,
            by=loading.by,
            at=loading.at,
        )


def _export(agency: str, code: str) -> dict[str, Any] | None:
    closures = Closure.objects.filter(agency=agency).order_by("day")
    years = CalendarYear.objects.filter(agency=agency).order_by("year")
    if not closures and not years:
        return None
    return {
        "kind": "calendar",
        "id": code,
        "version": "desk",
        "agency": agency,
        "source": "desk",
        "closures": [{"day": c.day, "state": c.state, "reason": c.reason, "source": c.source} for c in closures],
        "years": [{"year": row.year, "exceptions": row.exceptions} for row in years],
    }


KINDS = (Kind("calendar", "Office calendar", 15, CalendarPack, _load, _export),)
