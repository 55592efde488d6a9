"""An indicator by service or way in: this span beside the year before, as a table and a chart."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.queries.sheets import entrances
from bianmin.delivery.catalog.vocab import Channel
from bianmin.delivery.opinions.queries.mailboxes import rules_of
from bianmin.delivery.opinions.vocab import Kind as OpinionKind
from bianmin.delivery.opinions.vocab import Source as OpinionSource
from bianmin.delivery.press.vocab import Tone
from bianmin.delivery.ratings.vocab import Level
from bianmin.faces.desk.common import say
from bianmin.faces.desk.quality.spans import Place
from bianmin.faces.ui.charts import Drawn, drawn
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.figures import in_units, unit_alone
from bianmin.faces.ui.now import today
from bianmin.foundation.documents.charts import Chart, Series
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel.errors import NotFound
from bianmin.quality.indicators.queries.values import breakdowns, dimension, measured
from bianmin.quality.indicators.vocab.definitions import IndicatorShape, MeasureShape
from bianmin.quality.indicators.vocab.printing import difference, printed
from bianmin.quality.indicators.vocab.values import Figure, Value
from bianmin.quality.registers.queries.published import asked_form, fields, register

MOST_DRAWN: Final = 12
ORDERED: Final = ("level",)
"""By these the parts stand in their own order, none left out."""
CHOICES: Final[dict[str, list[tuple[Any, Any]]]] = {
    "level": Level.choices[::-1],
    "tone": Tone.choices,
    "channel": Channel.choices,
}
OPINION_NAMES: Final = ("kind", "source", "mailbox", "reason")
REGISTER_FACTS: Final = ("registers.entry", "registers.amount")
NOTHING: Final = Figure(0, 0, None, "-")


def _missing(shape: IndicatorShape) -> Figure:
    """The figure of a part nothing was counted of: none of a total, no value of what is divided."""
    zero = Fraction(0)
    return Figure(0, 1, zero, printed(zero, shape.decimals, shape.unit)) if shape.formula == "total" else NOTHING


@dataclass(frozen=True, slots=True)
class Line:
    """One service or way in: its figures of the year before and now, by how much it changed, and that in percent.

    `share` is its part of the whole now, in percent, `share_before` that of then, `points` the change between the two;
    empty where parts do not add up to a whole.
    """

    name: str
    before: Figure
    now: Figure
    change: str
    growth: str
    share: str = ""
    share_before: str = ""
    points: str = ""


def names_of(request: Request, at: Place, code: str, by: str) -> dict[str, str]:
    """The names of the parts an indicator is kept by, by the values of its dimension."""
    measure = measured(code, agency=at.agency)
    if measure is not None and measure.fact in REGISTER_FACTS:
        return _of_register(request, at.agency, measure, by)
    if by in CHOICES:
        return {str(value): str(label) for value, label in CHOICES[by]}
    if by == "service_code":
        said = say(request)
        return {one.code: said(one.name) for one in published(at.agency, today())}
    if by == "via":
        return {one.code: one.name for one in entrances(at.agency).values()}
    return _of_opinions(request, at.agency, by) if by in OPINION_NAMES else {}


def _of_register(request: Request, agency: str, measure: MeasureShape, by: str) -> dict[str, str]:
    """The answers to a question of the register that a measure counts, in its order."""
    tests = measure.where.tests if measure.where else []
    code, said = next((str(test.value) for test in tests if test.field == "register"), ""), say(request)
    try:
        asked = fields(asked_form(register(agency, code), today()))
    except NotFound:
        return {}
    return {option.value: said(option.label) for one in asked if one.code == by for option in one.options}


def _of_opinions(request: Request, agency: str, by: str) -> dict[str, str]:
    rules, said = rules_of(agency), say(request)
    if by == "kind":
        return {value: str(label) for value, label in OpinionKind.choices}
    if by == "source":
        return {value: str(label) for value, label in OpinionSource.choices}
    named = () if rules is None else rules.mailboxes if by == "mailbox" else rules.reasons
    return {one.code: said(one.name) for one in named}


def _line(name: str, before: Figure, now: Figure, shape: IndicatorShape, whole: tuple[int, int]) -> Line:
    """One part; `whole` is how many all parts are together, then and now."""
    if before.value is None or now.value is None:
        return Line(name, before, now, "", "")
    change = difference(now.value, before.value, shape.decimals, shape.unit)
    total = shape.formula == "total"
    growth = ""
    if total and before.value:
        growth = printed(Fraction(now.value - before.value) / before.value * 100, 2, "%")
    then, here = (
        Fraction(100 * one.n, of) if total and of else None for one, of in zip((before, now), whole, strict=True)
    )
    share, share_before = ("" if one is None else printed(one, 2, "%") for one in (here, then))
    points = "" if then is None or here is None else difference(here, then, 2, "%")
    return Line(name, before, now, change, growth, share, share_before, points)


def lines(request: Request, value: Value, at: Place) -> list[Line]:
    """The indicator by the dimension it is kept by, the largest first, lamps and the like in their order.

    Empty where it is kept by none.
    """
    by = dimension(value.code, agency=at.agency)
    if not by:
        return []
    spans = (at.span, at.earlier)
    now, before = breakdowns(request.actor, value.code, agency=at.agency, unit=at.unit, spans=spans)
    names, none = names_of(request, at, value.code, by), _missing(value.indicator)
    whole = sum(one.n for one in before.values()), sum(one.n for one in now.values())
    found = [
        _line(names.get(key, key), before.get(key, none), now.get(key, none), value.indicator, whole)
        for key in ([*names] if by in ORDERED and (now or before) else {**now, **before})
    ]
    if by in ORDERED:
        return found
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
            Series(at.earlier.label, tuple(one.before.value for one in shown)),
            Series(at.span.label, tuple(one.now.value for one in shown)),
        ),
        unit=unit_alone(value.indicator.unit, reader),
        bars=True,
    )
    before = tuple(in_units(one.before.printed, reader) for one in shown)
    return drawn(drawing, (before, tuple(in_units(one.now.printed, reader) for one in shown)))
