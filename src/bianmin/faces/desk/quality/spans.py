"""Which span of time and which unit a page of figures shows: both stay in the address."""

from dataclasses import dataclass
from datetime import date

from bianmin.faces.desk.common import agency_of, language
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.now import today
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import FOUNDED
from bianmin.quality.indicators.queries.values import root_of
from bianmin.quality.indicators.vocab.spans import Span, span


def roc_year(day: date) -> int:
    """The year of the Republic of a day."""
    return day.year - FOUNDED + 1


@dataclass(frozen=True, slots=True)
class Place:
    """What a page of figures is about: agency, unit (its path) and span; `wrong` says why a span was not read.

    `elsewhere`: the agency is one below the reader's own, which the address then names. `beside`: the span that parts
    are compared with, where it is not the same a year before.
    """

    agency: str
    unit: str
    span: Span
    given: bool
    wrong: str = ""
    elsewhere: bool = False
    beside: Span | None = None

    @property
    def earlier(self) -> Span:
        """What parts are compared with."""
        return self.beside or self.span.year_before

    @property
    def query(self) -> str:
        """The same as part of an address."""
        unit = "" if self.unit == root_of(self.agency) else f"&unit={self.unit}"
        agency = f"&agency={self.agency}" if self.elsewhere else ""
        return f"?span={self.span.text}{unit}{agency}"


def place(request: Request) -> Place:
    """The place in the address; this year and the whole agency when it says nothing.

    Raises:
        NotAllowed: the agency is not the reader's, nor below the reader's.
    """
    agency, text, wrong = agency_of(request), request.GET.get("span", "").strip(), ""
    over, other = span(str(roc_year(today()))), request.GET.get("beside", "").strip()
    beside = None
    try:
        over = span(text) if text else over
        beside = span(other) if other else None
    except Refused as refusal:
        wrong = str(refusal)
    wanted = request.GET.get("unit", "")
    known = set(units_of(agency).values_list("path", flat=True)) if wanted else set()
    unit = wanted if wanted in known else root_of(agency)
    return Place(agency, unit, over, bool(text and not wrong), wrong, agency != request.actor.agency, beside)


def units(at: Place) -> list[tuple[str, str]]:
    """The units to choose among: path, and name in the reader's language."""
    return [(unit.path, unit.names.get(language(), unit.name)) for unit in units_of(at.agency)]


def years(of: Span) -> list[str]:
    """Years to choose among: this one and the two before, and the one that is shown."""
    now = roc_year(today())
    return sorted({str(now), str(now - 1), str(now - 2), of.text}, reverse=True)
