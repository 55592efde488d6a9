"""Many reach for the last places: `python -m bench.places_bench` on a home that is thrown away, or on BIANMIN_DATABASE.

200 applicants at once, each in a thread and a connection of its own, for 10 places. Bound: exactly 10 get one, the
other 190 a sentence, nobody an error, all within 30 seconds; receipt numbers without gap or double.
"""

import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from itertools import count
from threading import Barrier, BoundedSemaphore

HOME = tempfile.mkdtemp(prefix="bianmin-bench-")
os.environ["BIANMIN_HOME"] = HOME
os.environ["BIANMIN_DEMO"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bianmin.config.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from bianmin.delivery.cases.actions.apply import apply
from bianmin.delivery.cases.actions.places import QuotaIsFull
from bianmin.delivery.cases.vocab import Application, Particulars, Receipt
from bianmin.delivery.catalog.actions import publish
from bianmin.delivery.catalog.queries import service
from bianmin.delivery.catalog.vocab import Quota
from bianmin.faces.cli.demo.office import AGENCY, load_all
from bianmin.kernel.actor import Actor, system
from bianmin.kernel.rocdate import TAIPEI

APPLICANTS, PLACES, BOUND = 200, 10, 30.0
CONNECTIONS = 50
"""So many at once on PostgreSQL, as from a pool; the others wait for one, and their waiting counts."""
AT = datetime(2025, 3, 5, 10, 0, tzinfo=TAIPEI)
CITIZEN = Actor(key="citizen")
keys = count(1)


def offered():
    """A service of the demonstration with a quota."""
    known = service(AGENCY, "transcript", AT.date())
    changes = {"id": "quota", "version": "1", "valid_from": date(2020, 1, 1), "valid_until": None}
    said = known.offer.model_copy(update={**changes, "quota": Quota(places=PLACES, per="day")})
    publish(service=said, by=system("bench"), at=AT)
    return service(AGENCY, "quota", AT.date())


def main() -> int:
    call_command("migrate", verbosity=0)
    load_all()
    of, gate = offered(), Barrier(APPLICANTS)
    pool = BoundedSemaphore(CONNECTIONS if connection.vendor == "postgresql" else APPLICANTS)

    def one(number: int) -> tuple[object, float]:
        sent = Application(
            service=of, channel="online", answers={"kind": "current", "copies": 1, "purpose": "school"},
            form_version="1", applicant=Particulars(name=f"王{number}"), pickup=of.offer.pickup[0].code,
            key=f"key-of-the-bench-{number:06}",
        )  # fmt: skip
        gate.wait()
        begun = time.perf_counter()
        try:
            with pool:
                try:
                    return apply(application=sent, by=CITIZEN, at=AT), time.perf_counter() - begun
                finally:
                    connection.close()
        except Exception as other:  # noqa: BLE001 - every answer is counted, an error too
            return other, time.perf_counter() - begun

    with ThreadPoolExecutor(APPLICANTS) as threads:
        found = list(threads.map(one, range(APPLICANTS)))
    receipts = [answer for answer, _ in found if isinstance(answer, Receipt)]
    full = [answer for answer, _ in found if isinstance(answer, QuotaIsFull)]
    waits = sorted(seconds for _, seconds in found)
    errors = APPLICANTS - len(receipts) - len(full)
    print(f"{'database':12}{'places':>8}{'got one':>9}{'told full':>11}{'errors':>8}{'median s':>10}{'slowest s':>11}")
    print(
        f"{connection.vendor:12}{PLACES:8}{len(receipts):9}{len(full):11}{errors:8}"
        f"{waits[len(waits) // 2]:10.2f}{waits[-1]:11.2f}"
    )
    kept = len({receipt.number for receipt in receipts}) == len(receipts) == PLACES
    return 0 if kept and not errors and waits[-1] <= BOUND else 1


if __name__ == "__main__":
    try:
        code = main()
    finally:
        shutil.rmtree(HOME, ignore_errors=True)
    sys.exit(code)
