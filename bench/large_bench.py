"""Pages and figures by history: `python -m bench.large_bench [--home FOLDER] [--copies 49]`.

Prints a table with the history that is there, then each bound beside what was measured; the exit code is 1 when one is
missed. With --copies the history is then lengthened and all is measured again. Pages are compared with limits of the
same minutes (`bench.pages`), and what takes longer with the long history with how much longer the limit took. With
--home an installation that is there is measured (and written to!); without, a demonstration of two years is made.
BIANMIN_DATABASE chooses the database.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

options = argparse.ArgumentParser(description=__doc__)
options.add_argument("--home", type=Path)
options.add_argument("--copies", type=int, default=0)
asked = options.parse_args()
HOME = asked.home or Path(tempfile.mkdtemp(prefix="bianmin-bench-"))
os.environ["BIANMIN_HOME"] = str(HOME)
os.environ["BIANMIN_DEMO"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bianmin.config.settings")

import django

django.setup()

from django.db import connections

from bench import figures, pages
from bench.figures import Figures
from bench.history import lengthen
from bench.pages import Row
from bianmin.foundation.packs.actions import reissue

SLOWER = {"service page": 4, "status query": 4, "application, sent": 4, "rating": 3}
"""At most so many times slower than the limit."""
LONGER = ("status query", "desk list", "search, two signs", "application, sent", "decision")
"""What may take `MORE` times as long with the long history, and the machine's own pace beside."""
MORE = 1.5
LOOKED = 0.1
"""Seconds of a dashboard."""


class Bounds:
    """Prints each bound beside what was measured, and remembers whether one was missed."""

    missed = 0

    def show(self, what: str, measured: float, most: float) -> None:
        kept = measured <= most
        self.missed += not kept
        print(f"{what}: {measured:.2f} (at most {most}){'' if kept else ' - MISSED'}", flush=True)


def measured(bounds: Bounds) -> tuple[dict[str, Row], Figures]:
    """One size."""
    rows, counted = pages.measure(), figures.measure()
    for name, most in SLOWER.items():
        bounds.show(f"{name}, times slower than its limit", rows[name].slower, most)
    bounds.show("dashboard of two years, seconds", counted.looked, LOOKED)
    return rows, counted


def compare(bounds: Bounds, short: tuple[dict[str, Row], Figures], long: tuple[dict[str, Row], Figures]) -> None:
    """What the long history costs."""
    for name in LONGER:
        before, after = short[0][name], long[0][name]
        pace = after.limit.median / before.limit.median
        longer = after.load.median / before.load.median
        told = f"{longer:.2f} times as long, {after.load.cpu / before.load.cpu:.2f} by CPU, its limit {pace:.2f} times"
        bounds.show(f"{name} with the long history: {told}; without the machine's share", longer / pace, MORE)
    bounds.show("refresh with the long history, times as long", long[1].refreshed / short[1].refreshed, MORE)


def main() -> int:
    """Measure; whether a bound was missed."""
    if asked.home is None:
        subprocess.run([sys.executable, "-m", "bianmin.faces.cli.main", "demo", "--no-serve"], check=True)
    reissue(object)
    bounds = Bounds()
    short = measured(bounds)
    if asked.copies:
        begun = time.perf_counter()
        count = lengthen(asked.copies)
        print(f"\n{count:,} cases written in {time.perf_counter() - begun:.0f} s")
        compare(bounds, short, measured(bounds))
    connections.close_all()
    return min(bounds.missed, 1)


if __name__ == "__main__":
    try:
        sys.exit(main())
    finally:
        if asked.home is None:
            shutil.rmtree(HOME, ignore_errors=True)
