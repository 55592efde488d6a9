"""Figures: `python -m bench.refresh_bench [--home FOLDER] [--copies 49]` times a refresh and a dashboard by history.

Ten thousand cases change, as the actions mark them; the refresh recounts what was touched. A dashboard reads all
indicators for two years from cells. Both are measured with the history that is there, and again with a long one: a
refresh may take 1.5 times as long, a dashboard 100 ms.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

options = argparse.ArgumentParser(description=__doc__)
options.add_argument("--home", type=Path)
options.add_argument("--copies", type=int, default=0)
asked = options.parse_args() if __name__ == "__main__" else options.parse_args([])
HOME = asked.home or Path(tempfile.mkdtemp(prefix="bianmin-bench-"))
os.environ["BIANMIN_HOME"] = str(HOME)
os.environ["BIANMIN_DEMO"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bianmin.config.settings")

import django

django.setup()

from django.apps import apps
from django.db import connection

from bench.history import lengthen
from bianmin.faces.cli.demo.office import AGENCY
from bianmin.faces.ui.now import now
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.act import act
from bianmin.kernel.actor import system
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import span

CHANGED = 10_000
FACT = "cases.case"
YEARS = ("113", "114")
READER = system("bench")


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def change(cases: list[object]) -> None:
    """Mark cases as an action that changes them does, each in an act of its own."""
    for case in cases:
        with act():
            touch(fact=FACT, keys=FACTS.facts[FACT].keys(case))


def dashboard() -> None:
    """All indicators of two years."""
    for year in YEARS:
        values(READER, agency=AGENCY, span=span(year))


def measure() -> tuple[float, float]:
    """Seconds of a refresh after the changes, and of a dashboard."""
    cases = apps.get_model(FACT).objects
    first = refresh(at=now())
    changed = list(cases.filter(received_on__gte="2024-01-01").order_by("-received_on")[:CHANGED])
    change(changed)
    marks = apps.get_model("facts.Mark").objects.count()
    again = timed(lambda: refresh(at=now()))
    cold, *warm = (timed(dashboard) for _ in range(5))
    looking = min(warm)
    print(
        f"{cases.count():>9,} cases, {connection.vendor}: {len(changed):,} changed, {marks:,} marks, refreshed in "
        f"{again:.2f} s; dashboard of two years {cold * 1000:.0f} ms, "
        f"then {looking * 1000:.0f} ms (at most 100)   [{first.cells:,} cells before]",
        flush=True,
    )
    return again, looking


def main() -> int:
    if asked.home is None:
        subprocess.run([sys.executable, "-m", "bianmin.faces.cli.main", "demo", "--no-serve"], check=True)
    before, _looking = measure()
    if asked.copies:
        lengthen(asked.copies)
        after, _looking = measure()
        print(f"a refresh takes {after / before:.2f} times as long (at most 1.5)")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    finally:
        if asked.home is None:
            shutil.rmtree(HOME, ignore_errors=True)
