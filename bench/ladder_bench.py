"""The ladder of reminders over many permits: `python -m bench.ladder_bench --permits 1000000` on a home thrown away.

Permits are written by one statement, their last days spread over a year: every tenth holder has applied for a renewal,
every twentieth has departed or is protected. Then three nights are run, the second of them twice. `BIANMIN_DATABASE`
chooses the database. Seconds are of the clock on the wall, `cpu s` of this process.
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
from django.db import connection, models

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
NEXT = "SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"


def fill(permits: int) -> None:
    """Write so many permits with their holders: one of each, and by one statement a table the others like it."""
    of, postgres = kind(NIA, "residence-card", AT.date()), connection.vendor == "postgresql"
    holder = Person.objects.create(
        agency=NIA, name="Holder", id_number="H000000000", phone="0900-000-000", address="-", language="en", added_at=AT
    )  # fmt: skip
    first = Permit.objects.create(
        agency=NIA, unit_path=of.unit, number="B000000000", number_key="B000000000", key="bench-0", kind=of.id,
        kind_version=of.version, kind_name=of.name, holder=holder, issued_at=AT, issued_on=AT.date(), issued_by="-",
        valid_from=date(2025, 1, 1), valid_until=AT.date() - timedelta(days=1), way="counter", handed_on=AT.date(),
        ladder=of.ladder,
    )  # fmt: skip
    apart = Excluded.objects.create(agency=NIA, permit=first, why="departed", source="-", since=AT.date())
    until = f"t.valid_until + n.i % {YEAR}" if postgres else f"date(t.valid_until, (n.i % {YEAR}) || ' days')"
    number = "'{}' || substr(CAST(1000000000 + n.i AS TEXT), 2)"
    multiply(holder, permits, id_number=number.format("H"))
    multiply(
        first, permits, number=number.format("B"), number_key=number.format("B"), key="'bench-' || n.i",
        holder_id=f"{holder.pk} + n.i", valid_until=until,
        renewal_on="CASE WHEN n.i % 10 = 9 THEN t.issued_on END",
    )  # fmt: skip
    why = "CASE WHEN n.i % 2 = 0 THEN 'departed' ELSE 'protected' END"
    multiply(apart, permits // 20, permit_id=f"{first.pk} + 20 * n.i", why=why)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def multiply(row: models.Model, count: int, **others: str) -> None:
    """Write so many rows like one, each with its own key; `others` are columns that differ, in SQL of its number."""
    table, quote = row._meta.db_table, connection.ops.quote_name
    said = {"id": f"{row.pk} + n.i", **others}
    columns = [field.column for field in row._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(map(quote, columns))}) "
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count - 1}) "
            f"SELECT {', '.join(said.get(column, f't.{quote(column)}') for column in columns)} "
            f"FROM {table} t, n WHERE t.id = {row.pk}"
        )
        if connection.vendor == "postgresql":
            cursor.execute(NEXT.format(table=table))


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
