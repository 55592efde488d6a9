"""How long `bianmin due` takes from the shell, and how fast due dates are reckoned: `python -m bench.due_bench`."""

import statistics
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from bianmin.foundation.clock.reckon.calendar import built_in
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Period

RUNS = 20
COMMAND = str(Path(sys.executable).parent / "bianmin")


def started() -> float:
    """Seconds of one `bianmin due 2024-02-07 3wd --json` as its own process."""
    begun = time.perf_counter()
    subprocess.run([COMMAND, "due", "2024-02-07", "3wd", "--json"], check=True, capture_output=True)
    return time.perf_counter() - begun


def reckoned(period: str, count: int = 2000) -> float:
    """Seconds of one reckoning, the mean over many days."""
    days = [date(2024, 1, 1) + timedelta(days=number % 1000) for number in range(count)]
    begun = time.perf_counter()
    for day in days:
        due(Limit(day, Period.parse(period), built_in()))
    return (time.perf_counter() - begun) / count


def main() -> None:
    runs = sorted(started() for _ in range(RUNS))
    print(f"bianmin due, {RUNS} starts: median {statistics.median(runs):.3f} s, slowest {runs[-1]:.3f} s (bound 0.3 s)")
    for period in ("6wd", "30d", "2m"):
        print(f"one due date, {period}: {reckoned(period) * 1e6:.0f} us")


if __name__ == "__main__":
    main()
