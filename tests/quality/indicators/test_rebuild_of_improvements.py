"""Incremental equals rebuild of flows and stocks that come and go by correction, on every database."""

import hashlib
import random
from datetime import timedelta

from bianmin.foundation.facts.models import Mark
from bianmin.quality.improvements.actions import begin, finish, send_back, verify
from bianmin.quality.improvements.models import Improvement
from bianmin.quality.improvements.vocab import Source, State, Work
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.models import Cell
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import span
from tests.people import AGENCY, COUNTER, NOON, RECORDS, ROOT

EXPECTED = "6b2cdc42abc4556007dc254156ac08c8167260297931316cae4a381a9bce7e9d"


def cells() -> list[tuple]:
    return sorted(Cell.objects.values_list("agency", "measure", "unit_path", "day", "key", "bin", "n"))


def act(chance: random.Random, people, number: int) -> None:
    at = NOON + timedelta(days=chance.randrange(-500, 300))
    choice = chance.random()
    open_rows = Improvement.objects.filter(state=State.OPEN).order_by("id")
    done_rows = Improvement.objects.filter(state=State.DONE).order_by("id")
    if choice < 0.45 or not open_rows.exists():
        begin(
            unit_path=chance.choice([COUNTER, RECORDS, ROOT]), source_kind=chance.choice(list(Source)),
            source_ref=str(number), work=Work("c", "m", "staff:0", chance.choice(["3wd", "20wd", "2m"]), "b"),
            by=people.actor("research"), at=at,
        )  # fmt: skip
    elif choice < 0.75 or not done_rows.exists():
        row = open_rows[chance.randrange(open_rows.count())]
        finish(agency=AGENCY, number=row.number, result="r", by=people.actor("research"), at=at)
    else:
        row = done_rows[chance.randrange(done_rows.count())]
        if chance.random() < 0.3:
            send_back(agency=AGENCY, number=row.number, reason="no", by=people.actor("chief"), at=at)
        else:
            verify(agency=AGENCY, number=row.number, by=people.actor("chief"), at=at)


def test_incremental_equals_rebuild_and_both_databases_give_the_same(definitions):
    chance, told = random.Random(20260101), []
    for number in range(600):
        act(chance, definitions, number)
        if number % 7 == 0:
            refresh(at=NOON)
        if number % 100 == 99:
            refresh(at=NOON)
            counted = cells()
            rebuild(at=NOON)
            assert cells() == counted
            for unit in (ROOT, COUNTER):
                for text in ("113", "114", "114-Q1"):
                    found = values(definitions.actor("research"), agency=AGENCY, unit=unit, span=span(text))
                    told += [(one.ref, one.n, one.d, str(one.value)) for one in found]
    assert not Mark.objects.exists()
    assert len(counted) > 500
    assert hashlib.sha256(repr(told).encode()).hexdigest() == EXPECTED
