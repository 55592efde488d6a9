"""Figures: ten thousand cases change, as the actions mark them, and a refresh recounts what was touched; a dashboard
reads ten indicators, and then all, for two years from cells.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connection

from bench.load import timed
from bianmin.faces.cli.demo.office import AGENCY
from bianmin.faces.ui.now import now
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.act import act
from bianmin.kernel.actor import system
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.indicators.queries.values import values_over
from bianmin.quality.indicators.vocab.spans import span

CHANGED = 10_000
FACT = "cases.case"
YEARS = ("113", "114")
TEN = ("IN-01", "IN-03", "IN-04", "IN-22", "IN-23", "IN-24", "IN-67", "IN-68", "IN-72", "IN-101")
"""The indicators of the first loop; an agency has a hundred more by now."""
READER = system("bench")


@dataclass(frozen=True)
class Figures:
    """Seconds of a refresh, and of a dashboard."""

    refreshed: float
    looked: float


def change(cases: list[object]) -> None:
    """Mark cases as an action that changes them does, each in an act of its own."""
    for case in cases:
        with act():
            touch(fact=FACT, keys=FACTS.facts[FACT].keys(case))


def dashboard(codes: tuple[str, ...] = ()) -> None:
    """Indicators of two years: those named, or all."""
    values_over(READER, codes, agency=AGENCY, spans=map(span, YEARS))


def measure() -> Figures:
    """A refresh after the changes, and the quickest of some dashboards."""
    cases = apps.get_model(FACT).objects
    first = refresh(at=now())
    changed = list(cases.filter(received_on__gte="2024-01-01").order_by("-received_on")[:CHANGED])
    change(changed)
    marks = apps.get_model("facts.Mark").objects.count()
    again = timed(lambda: refresh(at=now()))
    cold, *warm = (timed(lambda: dashboard(TEN)) for _ in range(5))
    looking, all_of_them = min(warm), min(timed(dashboard) for _ in range(5))
    print(
        f"{cases.count():>9,} cases, {connection.vendor}: {len(changed):,} changed, {marks:,} marks, refreshed in "
        f"{again:.2f} s; dashboard of two years {cold * 1000:.0f} ms, then {looking * 1000:.0f} ms, of all "
        f"indicators {all_of_them * 1000:.0f} ms   [{first.cells:,} cells before]",
        flush=True,
    )
    return Figures(again, looking)
