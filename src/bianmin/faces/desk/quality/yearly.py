"""An indicator year by year 歷年: a table with its parts, and a chart."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from bianmin.faces.desk.common import say
from bianmin.faces.desk.quality.parts import names_of
from bianmin.faces.desk.quality.spans import Place
from bianmin.faces.ui.charts import Drawn, drawn
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.figures import in_units, unit_alone
from bianmin.foundation.documents.charts import Chart, Series
from bianmin.quality.indicators.queries.values import breakdowns, dimension, trend
from bianmin.quality.indicators.vocab.spans import Span
from bianmin.quality.indicators.vocab.values import Figure, Value

YEARS: Final = 8
MOST_PARTS: Final = 6


@dataclass(frozen=True, slots=True)
class Year:
    """One year: its name, and what is printed under each head."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """The table and the chart; `head` names what stands in each row after the year."""

    head: tuple[str, ...]
    rows: tuple[Year, ...]
    chart: Drawn


def _spans(last: Span) -> list[Span]:
    """The years up to one, the earliest first."""
    found = [last]
    while len(found) < YEARS:
        found.append(found[-1].year_before)
    return found[::-1]


def lines(request: Request, value: Value, at: Place) -> Years | None:
    """The years up to the one that is shown, from the first in which anything was counted; None of fewer than two."""
    if not at.span.text.isdigit():
        return None
    every = trend(request.actor, value.code, agency=at.agency, unit=at.unit, spans=_spans(at.span))
    begun = next((place for place, one in enumerate(every) if one.n and one.value is not None), len(every))
    told = every[begun:]
    if not told[1:]:
        return None
    spans = [one.span for one in told]
    kept = breakdowns(request.actor, value.code, agency=at.agency, unit=at.unit, spans=spans)
    names = _heads(request, value, at, kept)
    rows = [
        Year(one.span.label, (one.printed, *(_printed(found, key) for key in names), one.change if step else "-"))
        for step, (one, found) in enumerate(zip(told, kept, strict=True))
    ]
    head = (say(request)(value.name), *names.values(), _("Change"))
    return Years(head, tuple(rows), _chart(request, value, told))


def _printed(found: dict[str, Figure], key: str) -> str:
    return found[key].printed if key in found else "-"


def _heads(request: Request, value: Value, at: Place, kept: list[dict[str, Figure]]) -> dict[str, str]:
    """The parts that get a column of their own, with their names; none where they are too many to read."""
    keys = {key for found in kept for key in found}
    if not 1 < len(keys) <= MOST_PARTS:
        return {}
    named = names_of(request, at, value.code, dimension(value.code, agency=at.agency))
    return {key: named.get(key, key) for key in [*(one for one in named if one in keys), *sorted(keys - set(named))]}


def _chart(request: Request, value: Value, told: list[Value]) -> Drawn:
    reader = say(request)
    drawing = Chart(
        title=_("%(name)s year by year") % {"name": reader(value.name)},
        labels=tuple(one.span.label for one in told),
        series=(Series(reader(value.name), tuple(one.value for one in told)),),
        unit=unit_alone(value.indicator.unit, reader),
        bars=True,
    )
    return drawn(drawing, (tuple(in_units(one.printed, reader) for one in told),))
