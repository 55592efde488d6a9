"""Charts as SVG: one engine for pages and paper, drawn from plain numbers; each comes with its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from bianmin.foundation.documents.press.client import PRESS
from bianmin.foundation.documents.writers import fonts

INK: Final = "#1d2433"
COLOURS: Final = ("#0b5c7a", "#8a5a00", "#0b6e4f", "#5b6676")
DASHES: Final = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2])
KEPT: Final = 64
WIDE, SLIM, WIDE_FROM = 12, 7, "\u2e80"
"""Pixels of a sign of a label: from this one on they are square, as Chinese ones."""
ROOM: Final = 300
"""Pixels that a label may take at the side."""
FONT: Final = "Noto Sans TC, Noto Sans CJK TC, Noto Sans, sans-serif"


@dataclass(frozen=True, slots=True)
class Series:
    """One line or group of bars: its name, and its points in the order of the chart's labels (None: no value)."""

    name: str
    points: tuple[Fraction | int | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: labels along the bottom, one or more series, the unit, and a target as a level line.

    Bars whose labels would not find room side by side lie, the labels at the side.
    `ranges`: two series, from where to where each label reaches; drawn lying, the labels at the side.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    target: Fraction | None = None
    bars: bool = False
    ranges: bool = False

    @property
    def words(self) -> str:
        """The text alternative: every series with its lowest, highest and last value; of ranges each."""
        if self.ranges:
            return " ".join(_ranged(self))
        return " ".join(_told(self, series) for series in self.series)


def _told(chart: Chart, series: Series) -> str:
    known = [(label, point) for label, point in zip(chart.labels, series.points, strict=True) if point is not None]
    if not known:
        return f"{series.name}: -"
    low, high, last = min(known, key=_second), max(known, key=_second), known[-1]
    marks = dict.fromkeys([low, high, last])
    return f"{series.name}: " + ", ".join(f"{label} {_number(point)}{chart.unit}" for label, point in marks) + "."


def _reach(chart: Chart) -> list[tuple[str, Fraction | int, Fraction | int]]:
    """Each label with where it begins and ends; one without a number is left out."""
    return [
        (label, low, high)
        for label, low, high in zip(chart.labels, chart.series[0].points, chart.series[1].points, strict=True)
        if low is not None and high is not None
    ]


def _ranged(chart: Chart) -> list[str]:
    def told(low: Fraction | int, high: Fraction | int) -> str:
        return _number(low) if low == high else f"{_number(low)}–{_number(high)}"

    return [f"{label}: {told(low, high)}{chart.unit}." for label, low, high in _reach(chart)]


def _second(pair: tuple[str, Fraction | int]) -> Fraction | int:
    return pair[1]


def _number(point: Fraction | int) -> str:
    return f"{float(point):,.1f}".removesuffix(".0")


def _rows(chart: Chart) -> list[dict[str, Any]]:
    return [
        {"at": label, "series": series.name, "value": float(point)}
        for series in chart.series
        for label, point in zip(chart.labels, series.points, strict=True)
        if point is not None
    ]


def width_of(text: str) -> int:
    """About how many pixels a label takes."""
    return sum(WIDE if sign >= WIDE_FROM else SLIM for sign in text)


def _beside(chart: Chart, width: int) -> int:
    """How wide the labels of lying bars are; 0 where bars stand, each label finding its place along the bottom."""
    widest = max(map(width_of, chart.labels), default=0)
    return min(widest, ROOM) if chart.bars and widest * len(chart.labels) > width else 0


def _whole(chart: Chart) -> dict[str, Any]:
    """Of whole numbers no half ones are marked."""
    points = [point for series in chart.series for point in series.points if point is not None]
    return {"tickMinStep": 1} if all(point == int(point) for point in points) else {}


def _marks(chart: Chart, *, lying: bool) -> dict[str, Any]:
    names = [series.name for series in chart.series]
    scale = {"domain": names, "range": list(COLOURS[: len(names)])}
    legend = None if len(names) == 1 else {"title": None, "orient": "top", "labelLimit": ROOM}
    said = {"title": None, "labelLimit": ROOM} if lying else {"title": None, "labelAngle": 0}
    where, how_much = ("y", "x") if lying else ("x", "y")
    encoding: dict[str, Any] = {
        where: {"field": "at", "type": "ordinal", "sort": list(chart.labels), "axis": said},
        how_much: {
            "field": "value", "type": "quantitative",
            "axis": {"title": chart.unit or None, **_whole(chart)}, "scale": {"zero": chart.bars},
        },
        "color": {"field": "series", "type": "nominal", "scale": scale, "legend": legend},
    }  # fmt: skip
    if chart.bars:
        encoding[f"{where}Offset"] = {"field": "series", "sort": names}
        return {"mark": {"type": "bar"}, "encoding": encoding}
    dashes = {"domain": names, "range": [list(dash) for dash in DASHES[: len(names)]]}
    encoding["strokeDash"] = {"field": "series", "scale": dashes, "legend": legend}
    return {"mark": {"type": "line", "point": True, "strokeWidth": 2}, "encoding": encoding}


def _range_marks(chart: Chart) -> list[dict[str, Any]]:
    """A lying bar from beginning to end of each label, closed by an upright stroke at both."""
    rows = [{"at": label, "low": float(low), "high": float(high)} for label, low, high in _reach(chart)]
    side = {"field": "at", "type": "ordinal", "sort": list(chart.labels), "axis": {"title": None, "labelLimit": ROOM}}
    along = {"type": "quantitative", "axis": {"title": chart.unit or None, "tickCount": 6}, "scale": {"zero": True}}
    bar = {"x": {"field": "low", **along}, "x2": {"field": "high"}, "y": side}
    ends = [{"x": {"field": name, **along}, "y": side} for name in ("low", "high")]
    stroke = {"type": "tick", "color": COLOURS[0], "thickness": 3, "size": 16}
    return [
        {"data": {"values": rows}, "mark": {"type": "bar", "color": COLOURS[0], "size": 12}, "encoding": bar},
        *({"data": {"values": rows}, "mark": stroke, "encoding": end} for end in ends),
    ]


def _level(chart: Chart, *, lying: bool) -> list[dict[str, Any]]:
    if chart.target is None:
        return []
    rule = {"type": "rule", "color": "#a4262c", "strokeWidth": 1.5, "strokeDash": [4, 4]}
    return [{"mark": rule, "encoding": {"x" if lying else "y": {"datum": float(chart.target)}}}]


def specification(chart: Chart, *, width: int, height: int) -> dict[str, Any]:
    """The chart in Vega-Lite's grammar; lying bars are as high as they are many."""
    beside = _beside(chart, width)
    lying = beside > 0
    return {
        "width": width - beside,
        "height": len(chart.labels) * (10 + 14 * len(chart.series)) if lying else height,
        "background": "transparent",
        "title": {"text": chart.title, "anchor": "start"},
        "data": {"values": _rows(chart)},
        "layer": _range_marks(chart) if chart.ranges else [_marks(chart, lying=lying), *_level(chart, lying=lying)],
        "config": {
            "font": FONT,
            "axis": {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "gridColor": "#c9d1da"},
            "title": {"color": INK, "fontSize": 14},
            "legend": {"labelColor": INK, "labelFontSize": 12},
            "view": {"stroke": None},
        },
    }


@lru_cache(maxsize=KEPT)
def draw(chart: Chart, *, width: int = 640, height: int = 240) -> str:
    """The chart as SVG text; the last ones are kept, since a page is looked at more than once.

    Raises:
        NotPrinted: the engine gives no answer.
    """
    drawing = specification(chart, width=width, height=height)
    return PRESS.ask("chart", specification=drawing, folders=fonts.DRAWERS).decode()


def bars(title: str, pairs: Sequence[tuple[str, Fraction | int]], *, unit: str = "", name: str = "") -> Chart:
    """A chart of single bars from pairs of label and number."""
    return Chart(
        title,
        tuple(label for label, _point in pairs),
        (Series(name or title, tuple(point for _label, point in pairs)),),
        unit=unit,
        bars=True,
    )
