"""What each act costs: `python -m bench.acts_bench` prints statements and CPU time on a home that is thrown away.

Each journey runs in a transaction of its own, as from a page; a case of the demonstration runs with its day. CPU time
is this process's own, so that it compares even while others use the machine.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count

os.environ["BIANMIN_HOME"] = tempfile.mkdtemp(prefix="bianmin-bench-")
os.environ["BIANMIN_DEMO"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bianmin.config.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from bianmin.delivery.cases.actions.decide import release
from bianmin.delivery.cases.vocab import Application, Defect, Particulars, Receipt
from bianmin.delivery.catalog.queries import service
from bianmin.faces.cli.demo.office import AGENCY, actor, hire, load_all
from bianmin.faces.cli.demo.stories import stories
from bianmin.faces.cli.demo.verb import SEED, working_days
from bianmin.faces.cli.demo.years import CITIZEN, live
from bianmin.journeys.apply import apply, serve_at_counter
from bianmin.journeys.decide import decide
from bianmin.journeys.rate import rate
from bianmin.journeys.supplement import request_supplement, supplement
from bianmin.kernel.rocdate import TAIPEI

TIMES = 40
CASES = 1200
AT = datetime(2024, 3, 5, 10, 0, tzinfo=TAIPEI)
SOMEBODY = Particulars(
    name="陳阿美", id_number="A223456781", birth_on=date(1956, 3, 9), phone="089-381200", email="amei@example.org"
)
keys = count(1)


@dataclass
class Cost:
    """What something cost: statements and savepoints sent, seconds of CPU."""

    statements: int = 0
    savepoints: int = 0
    seconds: float = 0.0

    def __call__(self, execute, sql, params, many, context):
        self.statements += 1
        self.savepoints += "SAVEPOINT" in sql
        return execute(sql, params, many, context)


def cost(work: Callable[[], object]) -> tuple[Cost, object]:
    """What a piece of work costs, and what it gives."""
    found = Cost()
    with connection.execute_wrapper(found):
        begun = time.process_time()
        result = work()
        found.seconds = time.process_time() - begun
    return found, result


def show(name: str, costs: list[Cost], per: int = 1) -> None:
    """One line of the table; milliseconds are the median of the runs."""
    times = len(costs) * per
    middle = sorted(found.seconds for found in costs)[len(costs) // 2] / per
    statements, savepoints = (sum(getattr(found, word) for found in costs) for word in ("statements", "savepoints"))
    print(f"{name:24}{statements / times:12.1f}{savepoints / times:12.1f}{middle * 1000:12.2f}")


def application(channel: str) -> Application:
    offered = service(AGENCY, "transcript", AT.date())
    return Application(
        service=offered, channel=channel, answers={"copies": 1}, form_version="1", applicant=SOMEBODY,
        pickup=offered.offer.pickup[0].code, key=f"bench-of-the-acts-{next(keys):06}",
    )  # fmt: skip


def ways() -> Iterator[tuple[str, Cost]]:
    """Two matters, one online with papers asked for and one at the counter, each act with its cost."""
    lin, later = replace(actor("lin", AT), as_of=AT), AT + timedelta(hours=1)
    sent, at_counter = application("online"), application("counter")
    found, receipt = cost(lambda: apply(application=sent, by=CITIZEN, at=AT))
    assert isinstance(receipt, Receipt)
    number = receipt.number
    yield "apply online", found
    defects = (Defect("請補送利害關係證明文件。"),)
    yield (
        "ask for papers",
        cost(lambda: request_supplement(number=number, defects=defects, printed=False, by=lin, at=later))[0],
    )
    yield "supplement", cost(lambda: supplement(number=number, by=lin, at=later))[0]
    yield "decide", cost(lambda: decide(number=number, outcome="granted", printed=False, by=lin, at=later))[0]
    found, served = cost(
        lambda: serve_at_counter(application=at_counter, outcome="granted", proof="id_card", by=lin, at=AT)
    )
    yield "serve at counter", found
    holder = replace(CITIZEN, holds=frozenset({served[0].subject}))
    yield "rate", cost(lambda: rate(number=served[0].number, level=5, by=holder, at=later))[0]


def released() -> Cost:
    """Handing over what was applied for at the counter and decided later."""
    lin = actor("lin", AT)
    receipt = apply(application=application("counter"), proof="id_card", by=lin, at=AT)
    decide(number=receipt.number, outcome="granted", printed=False, by=lin, at=AT)
    return cost(lambda: release(number=receipt.number, by=lin, at=AT + timedelta(hours=2)))[0]


def demonstration() -> tuple[Cost, int]:
    """The demonstration's mix of matters over two years, fewer a day."""
    days = working_days(date(2024, 1, 1), date(2024, 3, 31))
    told = list(stories(days, count=CASES, seed=SEED))
    found, _office = cost(lambda: live(told, days, seed=SEED, progress=lambda _done: None))
    return found, len(told)


def main() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    load_all()
    hire("a long password of the bench")
    costs: dict[str, list[Cost]] = {}
    for _ in range(TIMES):
        for name, found in ways():
            costs.setdefault(name, []).append(found)
        costs.setdefault("release", []).append(released())
    print(f"{'act':24}{'statements':>12}{'savepoints':>12}{'CPU ms':>12}")
    for name, found in costs.items():
        show(name, found)
    whole, cases = demonstration()
    show(f"demo case ({cases})", [whole], cases)


if __name__ == "__main__":
    try:
        main()
    finally:
        sys.stdout.flush()
        shutil.rmtree(os.environ["BIANMIN_HOME"], ignore_errors=True)
