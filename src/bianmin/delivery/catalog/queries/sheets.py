"""Read the sheets beside the services; all of them are public."""

from datetime import date
from functools import partial
from typing import TypeVar

from bianmin.delivery.catalog.models import Sheet
from bianmin.delivery.catalog.vocab import Calculator, Eligibility, Entrance, Entrances, Flow, Principles, Shelves
from bianmin.foundation.packs.vocab import Header
from bianmin.kernel.errors import NotFound
from bianmin.kernel.lasting import lasting

Shaped = TypeVar("Shaped", bound=Header)


def sheets(agency: str, kind: str, shape: type[Shaped]) -> dict[str, Shaped]:
    """The newest version of every sheet of a kind, by code; not to be changed."""
    return lasting(Sheet, (agency, kind), partial(_read, agency, kind, shape))


def _read(agency: str, kind: str, shape: type[Shaped]) -> dict[str, Shaped]:
    rows = {row.code: row for row in Sheet.objects.filter(agency=agency, kind=kind).order_by("code", "id")}
    return {code: shape.model_validate_json(row.text) for code, row in rows.items()}


def sheet(agency: str, kind: str, code: str, shape: type[Shaped]) -> Shaped:
    """The newest version of one sheet.

    Raises:
        NotFound: there is none.
    """
    found = sheets(agency, kind, shape).get(code)
    if found is None:
        raise NotFound
    return found


def shelves(agency: str) -> Shelves | None:
    """The shelves of an agency's catalogue, if it has set any up."""
    return next(iter(sheets(agency, "shelves", Shelves).values()), None)


def entrances(agency: str) -> dict[str, Entrance]:
    """The portals of others that lead to an agency's services, by code."""
    found = next(iter(sheets(agency, "entrances", Entrances).values()), None)
    return {one.code: one for one in found.entrances} if found else {}


def flows(agency: str) -> list[Flow]:
    """The flow tables of an agency."""
    return list(sheets(agency, "flow", Flow).values())


def flow(agency: str, code: str) -> Flow:
    """One flow table; refused with NotFound when there is none."""
    return sheet(agency, "flow", code, Flow)


def eligibility(agency: str, code: str) -> Eligibility:
    """One self-check; refused with NotFound when there is none."""
    return sheet(agency, "eligibility", code, Eligibility)


def calculator(agency: str, code: str) -> Calculator:
    """One calculator of periods; refused with NotFound when there is none."""
    return sheet(agency, "calculator", code, Calculator)


def principles(agency: str, code: str, on: date) -> Principles:
    """The principles of review in force on a day; refused with NotFound when there are none as yet."""
    known = lasting(Sheet, (agency, "principles", code), partial(_principles, agency, code))
    found = next((one for one in reversed(known) if one.valid_from <= on), None)
    if found is None:
        raise NotFound
    return found


def _principles(agency: str, code: str) -> list[Principles]:
    rows = Sheet.objects.filter(agency=agency, kind="principles", code=code).order_by("id")
    return sorted((Principles.model_validate_json(row.text) for row in rows), key=lambda one: one.valid_from)
