"""The pack kind `calendar`: closures of an office, and years of the official calendar where no CSV is at hand."""

from datetime import date
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field, Strict

from bianmin.foundation.clock.actions import set_day, set_years
from bianmin.foundation.clock.models import CalendarYear, Closure
from bianmin.foundation.clock.reckon.calendar import Year
from bianmin.foundation.clock.vocab import DayState
from bianmin.foundation.packs.models import Loaded
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
    loaded = Loaded.objects.filter(agency=agency, kind="calendar", code=code).order_by("-pk").first()
    header = {
        "kind": "calendar",
        "id": code,
        "version": loaded.version if loaded else "1",
        "agency": agency,
        "source": loaded.source if loaded else "desk",
    }
    closures = [_closure(row, header["source"]) for row in Closure.objects.filter(agency=agency).order_by("day")]
    rows = CalendarYear.objects.filter(agency=agency).order_by("year")
    years = [{"year": row.year, "exceptions": row.exceptions} for row in rows]
    if not closures and not years:
        return None
    return {key: value for key, value in {**header, "closures": closures, "years": years}.items() if value}


def _closure(row: Closure, source: str) -> dict[str, str]:
    written = {"day": row.day.isoformat(), "state": row.state, "reason": row.reason}
    return written if row.source == source else {**written, "source": row.source}


KINDS = (Kind("calendar", _("Office calendar"), 15, CalendarPack, _load, _export),)
