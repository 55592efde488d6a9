"""Parts that print figures: tables of indicators, charts by month, breakdowns."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from bianmin.foundation.documents.charts import Chart, Series, draw
from bianmin.foundation.documents.tree import Block, Column, Figure, Line, Note, Table
from bianmin.quality.indicators.queries.comparing import comparisons
from bianmin.quality.indicators.queries.values import breakdown, trend
from bianmin.quality.indicators.vocab.values import Goal
from bianmin.quality.indicators.vocab.values import Value as IndicatorValue
from bianmin.quality.reports.queries.sheet import Sheet
from bianmin.quality.reports.vocab import Breakdown, Compare, FiguresTable, MonthChart

COLUMNS: Final = (Column(3.4), *(Column(1.3, "right") for _each in range(4)), Column(1.2))
MARK: Final = "※"


def goal_words(goal: Goal | None) -> str:
    """A target as it is printed, with the mark of an invented one."""
    if goal is None:
        return "-"
    return goal.printed + (MARK if goal.demonstration else "")


def mark_note(goals: Iterable[Goal | None]) -> str:
    """What the mark of an invented target means, where one is printed."""
    if any(goal is not None and goal.demonstration for goal in goals):
        return _("{mark} Demonstration: no document sets this target.").format(mark=MARK)
    return ""


def met_words(value: IndicatorValue) -> str:
    """Whether the target was met."""
    return {None: "-", True: _("Met"), False: _("Missed")}[value.met]


def table(sheet: Sheet, part: FiguresTable) -> list[Block]:
    """Targets beside actuals and the year before; below it the cautions of the indicators that have one."""
    rows = tuple(_row(sheet, code) for code in part.indicators)
    head = (_("Indicator"), _("Target"), sheet.span.label, sheet.span.year_before.label, _("Change"), _("Result"))
    note = mark_note(sheet.value(code).goal for code in part.indicators)
    found: list[Block] = [Table(COLUMNS, head, rows, caption=part.caption, note=note)]
    return [*found, *cautions(sheet, [sheet.value(code) for code in part.indicators])]


def _row(sheet: Sheet, code: str) -> tuple[Line, ...]:
    value = sheet.value(code)
    return (
        (f"{value.name}（{code}）",),
        (goal_words(value.goal),),
        (sheet.now(code),),
        (sheet.before(code),),
        (value.change or "-",),
        (met_words(value),),
    )


def cautions(sheet: Sheet, values: list[IndicatorValue]) -> list[Block]:
    """The sentences that must stand beside a value, each with n where it is a ratio, and with the share it rests on."""
    found: dict[str, Block] = {}
    for value in values:
        if not value.indicator.caution:
            continue
        words = f"{value.name}：" + (f"n = {value.d:,}。" if value.indicator.denominator else "")
        beside = sheet.value(value.indicator.beside).name if value.indicator.beside else ""
        share = (f"{beside} ", sheet.now(value.indicator.beside), "。") if beside else ()
        found.setdefault(value.code, Note((words, *share, value.indicator.caution)))
    return list(found.values())


def _points(values: list[IndicatorValue], *, before: bool) -> tuple[Fraction | None, ...]:
    return tuple((value.before if before else value.figure).value for value in values)


def months(sheet: Sheet, part: MonthChart) -> list[Block]:
    """One line for the span, one for the year before, by month."""
    values = trend(sheet.actor, part.indicator, agency=sheet.agency, unit=sheet.unit_path, spans=sheet.span.months)
    whole = sheet.value(part.indicator)
    both = (
        Series(sheet.span.label, _points(values, before=False)),
        Series(sheet.span.year_before.label, _points(values, before=True)),
    )
    drawn = tuple(series for series in both if any(point is not None for point in series.points))
    if not drawn:
        return [_uncounted(part.caption or whole.name)]
    chart = Chart(
        title=whole.name,
        labels=tuple(f"{span.first.month}月" for span in sheet.span.months),
        series=drawn,
        unit=whole.indicator.unit,
        target=whole.goal.value if whole.goal else None,
    )
    return [Figure(draw(chart), chart.words, caption=part.caption or whole.name)]


def _uncounted(what: str) -> Note:
    return Note((f"{what}：", _("Nothing was counted in this period.")))


def parts(sheet: Sheet, part: Breakdown) -> list[Block]:
    """One indicator by channel or service: bars, and the numbers in a table."""
    found = breakdown(sheet.actor, part.indicator, agency=sheet.agency, unit=sheet.unit_path, span=sheet.span)
    shape = sheet.value(part.indicator).indicator
    named = [(part.labels.get(key, key), figure) for key, figure in found.items()]
    if not named:
        return [_uncounted(part.caption or shape.name)]
    chart = Chart(
        title=shape.name,
        labels=tuple(name for name, _figure in named),
        series=(Series(shape.name, tuple(figure.value for _name, figure in named)),),
        unit=shape.unit,
        bars=True,
    )
    columns = (Column(2), Column(1, "right"), Column(1, "right"))
    rows: tuple[tuple[Line, ...], ...] = tuple(
        ((name,), (f"{figure.n:,}",), (figure.printed,)) for name, figure in named
    )
    caption = part.caption or shape.name
    return [
        Figure(draw(chart, height=180), chart.words, caption=caption),
        Table(columns, (_("Kind"), _("Count"), shape.name), rows, caption=caption),
    ]


COMPARED: Final = (Column(2.4), Column(2), Column(1.2), Column(1.2, "right"), Column(1.4, "right"))


def _beside(own: IndicatorValue) -> Iterator[tuple[str, str, str, str]]:
    """Whose, of when, the value, and one's own difference to it; what documents printed stands to the letter."""
    for one in comparisons(own):
        yield f"{one.name}（{one.kind.label}）", one.span, one.printed, one.difference or "-"
    for said in own.indicator.printed:
        yield f"{said.whose()}（{said.source}）", said.when or "-", said.text, "-"


def compared(sheet: Sheet, part: Compare) -> list[Block]:
    """Each indicator beside its baselines, its peers, with the difference of one's own, and what documents printed.

    Below it the cautions of the indicators that have one.
    """
    rows: list[tuple[Line, ...]] = []
    for code in part.indicators:
        own = sheet.value(code)
        for place, told in enumerate(_beside(own)):
            first: Line = (f"{own.name} ", sheet.now(code)) if place == 0 else ("",)
            rows.append((first, *((word,) for word in told)))
    if not rows:
        return [Note((_("No peer and no baseline is kept for these indicators."),))]
    head = (_("Indicator and own value"), _("Whose"), _("Period"), _("Value"), _("Ours against it"))
    found: list[Block] = [Table(COMPARED, head, tuple(rows), caption=part.caption)]
    return [*found, *cautions(sheet, [sheet.value(code) for code in part.indicators])]
