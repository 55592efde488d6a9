"""The ladder of reminders over many permits: `python -m bench.ladder_bench --permits 1000000` on a home thrown away.

Permits are written in bulk, their last days spread over a year: every tenth holder has applied for a renewal, every
twentieth has departed or is protected. Then three nights are run, the second of them twice. `BIANMIN_DATABASE` chooses
the database. Seconds are of the clock on the wall, `cpu s` of this process.
"""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

os.environ["BIANMIN_HOME"] = tempfile.mkdtemp(prefix="bianmin-bench-")
os.environ["BIANMIN_DEMO"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bianmin.config.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from bianmin.delivery.permits.actions.climb import climb, end
from bianmin.delivery.permits.models import Contact, Excluded, Permit
from bianmin.delivery.permits.queries.published import kind
from bianmin.faces.cli.demo.office import IMMIGRATION as NIA
from bianmin.faces.cli.demo.office import load_all
from bianmin.foundation.persons.models import Person
from bianmin.journeys.ladder import find_renewals
from bianmin.kernel.actor import system
from bianmin.kernel.rocdate import TAIPEI

AT = datetime(2026, 3, 2, 2, 0, tzinfo=TAIPEI)
YEAR = 365
NIGHT = system("reminder")
BATCH = 5000


def _holders(first: int, count: int) -> list[Person]:
    return Person.objects.bulk_create(_holder(n) for n in range(first, first + count))


def _holder(n: int) -> Person:
    return Person(
        agency=NIA, name=f"Holder {n}", id_number=f"H{n:09}", phone="0900-000-000", address="-", language="en",
        added_at=AT,
    )  # fmt: skip


def fill(permits: int) -> None:
    """Write so many permits in bulk, with their holders."""
    of = kind(NIA, "residence-card", AT.date())
    for first in range(0, permits, BATCH):
        holders = _holders(first, min(BATCH, permits - first))
        rows = Permit.objects.bulk_create(_permit(of, holder, first + n) for n, holder in enumerate(holders))
        Excluded.objects.bulk_create(
            Excluded(agency=NIA, permit=row, why="protected" if n % 40 else "departed", source="-", since=AT.date())
            for n, row in enumerate(rows)
            if n % 20 == 0
        )


def _permit(of, holder: Person, n: int) -> Permit:
    until = AT.date() - timedelta(days=1) + timedelta(days=n % YEAR)
    return Permit(
        agency=NIA, unit_path=of.unit, number=f"B{n:09}", number_key=f"B{n:09}", key=f"bench-{n:09}", kind=of.id,
        kind_version=of.version, kind_name=of.name, holder=holder, issued_at=AT, issued_on=AT.date(), issued_by="-",
        valid_from=date(2025, 1, 1), valid_until=until, way="counter", handed_on=AT.date(), ladder=of.ladder,
        renewal_on=AT.date() if n % 10 == 9 else None,
    )  # fmt: skip


def _timed(work: Callable[[], object]) -> tuple[object, float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    answer = work()
    return answer, time.perf_counter() - wall, time.process_time() - cpu


def night(at: datetime) -> Iterator[tuple[str, object, float, float]]:
    """One night's work, step by step: the step, what it answers, seconds."""
    for name, work in (("find_renewals", find_renewals), ("end", end), ("climb", climb)):
        yield (name, *_timed(lambda work=work: work(agency=NIA, by=NIGHT, at=at)))


def main() -> int:
    """Fill, run three nights, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--permits", type=int, default=1_000_000)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    load_all()
    _none, wall, _cpu = _timed(lambda: fill(options.permits))
    print(f"{connection.vendor}: {options.permits} permits written in {wall:.0f} s")
    print(f"{'night':<10}{'step':<15}{'changed':>9}{'contacts':>10}{'s':>9}{'cpu s':>9}")
    for days, name in ((0, "first"), (1, "second"), (1, "again"), (2, "third")):
        for step, changed, wall, cpu in night(AT + timedelta(days=days)):
            print(f"{name:<10}{step:<15}{changed:>9}{Contact.objects.count():>10}{wall:>9.2f}{cpu:>9.2f}", flush=True)
    shutil.rmtree(os.environ["BIANMIN_HOME"], ignore_errors=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
