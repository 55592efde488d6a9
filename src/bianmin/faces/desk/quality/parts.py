"""An indicator by service or way in: this span beside the year before, as a table and a chart."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.queries.sheets import entrances
from bianmin.delivery.catalog.vocab import Channel
from bianmin.delivery.opinions.queries.mailboxes import rules_of
from bianmin.delivery.opinions.vocab import Kind as OpinionKind
from bianmin.delivery.opinions.vocab import Source as OpinionSource
from bianmin.delivery.press.vocab import Tone
from bianmin.faces.desk.common import say
from bianmin.faces.desk.quality.spans import Place
from bianmin.faces.ui.charts import Drawn, drawn
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.figures import in_units, unit_alone
from bianmin.faces.ui.now import today
from bianmin.foundation.documents.charts import Chart, Series
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.quality.indicators.queries.values import breakdown, dimension
from bianmin.quality.indicators.vocab.definitions import IndicatorShape
from bianmin.quality.indicators.vocab.printing import difference, printed
from bianmin.quality.indicators.vocab.values import Figure, Value

MOST_DRAWN: Final = 12
OPINION_NAMES: Final = ("kind", "source", "mailbox", "reason")
NOTHING: Final = Figure(0, 0, None, "-")


def _missing(shape: IndicatorShape) -> Figure:
    """The figure of a part nothing was counted of: none of a total, no value of what is divided."""
    zero = Fraction(0)
    return Figure(0, 1, zero, printed(zero, shape.decimals, shape.unit)) if shape.formula == "total" else NOTHING


@dataclass(frozen=True, slots=True)
class Line:
    """One service or way in: its figures of the year before and now, by how much it changed, and that in percent.

    `share` is its part of the whole now, in percent; empty where parts do not add up to a whole.
    """

    name: str
    before: Figure
    now: Figure
    change: str
    growth: str
    share: str = ""


def _names(request: Request, at: Place, by: str) -> dict[str, str]:
    if by == "tone":
        return {value: str(label) for value, label in Tone.choices}
    if by == "channel":
        return {value: str(label) for value, label in Channel.choices}
    if by == "service_code":
        said = say(request)
        return {one.code: said(one.name) for one in published(at.agency, today())}
    if by in OPINION_NAMES:
        return _of_opinions(request, at.agency, by)
    if by == "via":
        return {one.code: one.name for one in entrances(at.agency).values()}
    return {}


def _of_opinions(request: Request, agency: str, by: str) -> dict[str, str]:
    rules, said = rules_of(agency), say(request)
    if by == "kind":
        return {value: str(label) for value, label in OpinionKind.choices}
    if by == "source":
        return {value: str(label) for value, label in OpinionSource.choices}
    named = () if rules is None else rules.mailboxes if by == "mailbox" else rules.reasons
    return {one.code: said(one.name) for one in named}


def _line(name: str, before: Figure, now: Figure, shape: IndicatorShape, whole: int) -> Line:
    if before.value is None or now.value is None:
        return Line(name, before, now, "", "")
    change = difference(now.value, before.value, shape.decimals, shape.unit)
    total = shape.formula == "total"
    growth = ""
    if total and before.value:
        growth = printed(Fraction(now.value - before.value) / before.value * 100, 2, "%")
    share = printed(Fraction(100 * now.n, whole), 1, "%") if total and whole else ""
    return Line(name, before, now, change, growth, share)


def lines(request: Request, value: Value, at: Place) -> list[Line]:
    """The indicator by the dimension it is kept by, the largest first; empty where it is kept by none."""
    by = dimension(value.code, agency=at.agency)
    if not by:
        return []
    now = breakdown(request.actor, value.code, agency=at.agency, unit=at.unit, span=at.span)
    before = breakdown(request.actor, value.code, agency=at.agency, unit=at.unit, span=at.span.year_before)
    names, none = _names(request, at, by), _missing(value.indicator)
    whole = sum(one.n for one in now.values())
    found = [
        _line(names.get(key, key), before.get(key, none), now.get(key, none), value.indicator, whole)
        for key in {**now, **before}
    ]
    return sorted(found, key=lambda one: (-max(one.now.n, one.before.n), one.name))


def chart(found: list[Line], value: Value, at: Place, reader: Reader) -> Drawn | None:
    """The same as bars, the year before beside now; none of one part alone."""
    shown = found[:MOST_DRAWN]
    if not shown[1:]:
        return None
    drawing = Chart(
        title=_("%(name)s by part") % {"name": reader(value.name)},
        labels=tuple(one.name for one in shown),
        series=(
            Series(at.span.year_before.label, tuple(one.before.value for one in shown)),
            Series(at.span.label, tuple(one.now.value for one in shown)),
        ),
        unit=unit_alone(value.indicator.unit, reader),
        bars=True,
    )
    before = tuple(in_units(one.before.printed, reader) for one in shown)
    return drawn(drawing, (before, tuple(in_units(one.now.printed, reader) for one in shown)))
