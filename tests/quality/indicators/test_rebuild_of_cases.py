"""Incremental equals rebuild after every 100 of 2,000 random actions on cases, and both databases give the same."""

import hashlib
import random
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

import bianmin
from bianmin.delivery.cases.actions.decide import decide, release, withdraw
from bianmin.delivery.cases.actions.extend import extend
from bianmin.delivery.cases.actions.marks import acknowledge, mark_overdue, note_overdue_told
from bianmin.delivery.cases.actions.review import record_proof, take
from bianmin.delivery.cases.actions.supplement import request_supplement
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import Defect, Receipt
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.foundation.facts.models import Mark
from bianmin.foundation.packs.actions import load_packs
from bianmin.journeys.rate import rate
from bianmin.kernel.actor import Actor, system
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.models import Cell
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import span
from tests.factories.delivery import HOUSE, applied, holder, service
from tests.people import AGENCY, COUNTER, NOON, RECORDS, ROOT, People

EXPECTED = "28fc2b8a39310d229a58e86d13c1fcfeeb46c036e0b101809fb7f2618e64372e"
PACKS = Path(bianmin.__file__).parent / "packs" / "indicators"


@dataclass
class World:
    """The office under test: its services, its cases, the clock and the dice."""

    chance: random.Random
    services: list[ServiceCard]
    officer: Actor
    head: Actor
    now: datetime = NOON - timedelta(days=400)
    receipts: list[Receipt] = field(default_factory=list)

    @property
    def chief(self) -> Actor:
        return replace(self.head, as_of=self.now)

    def step(self) -> None:
        self.now += timedelta(hours=self.chance.randrange(9))
        if self.chance.random() < 0.35 or not self.receipts:
            of = self.chance.choice(self.services)
            channel = self.chance.choice(of.offer.channels)
            self.receipts.append(applied(of, at=self.now, channel=channel, by=replace(self.officer, as_of=self.now)))
            return
        with suppress(Refused):
            self.act(self.chance.choice(self.receipts[-150:]))

    def act(self, one: Receipt) -> None:
        by, at, dice = self.chief, self.now, self.chance.randrange(12)
        if dice < 4:
            decide(number=one.number, outcome="granted", by=by, at=at)
        elif dice < 6:
            rate(number=one.number, level=self.chance.randrange(1, 6), by=holder(one), at=at)
        else:
            rest = [self.release, self.take, self.ask, self.tell, self.withdraw, self.renew]
            rest[dice - 6](one)

    def release(self, one: Receipt) -> None:
        with suppress(Refused):
            record_proof(number=one.number, kind="id_card", by=self.chief, at=self.now)
        release(number=one.number, by=self.chief, at=self.now)

    def take(self, one: Receipt) -> None:
        take(number=one.number, by=self.chief, at=self.now)
        extend(number=one.number, reason="案情繁複", by=self.chief, at=self.now)

    def ask(self, one: Receipt) -> None:
        words = {"defects": [Defect("缺")], "why_again": "再缺"}
        request_supplement(number=one.number, by=self.chief, at=self.now, **words)

    def tell(self, one: Receipt) -> None:
        mark_overdue(agency=AGENCY, by=HOUSE, at=self.now)
        note_overdue_told(number=one.number, by=HOUSE, at=self.now)
        acknowledge(number=one.number, by=holder(one), at=self.now)

    def withdraw(self, one: Receipt) -> None:
        withdraw(number=one.number, by=holder(one), at=self.now)

    def renew(self, _one: Receipt) -> None:
        """A new version of a service from this day, with or without its procedure in force."""
        old = self.chance.choice(self.services)
        day = local_day(self.now)
        said = {**old.offer.model_dump(), "version": f"{day}", "valid_from": day}
        said["sop_in_force"] = self.chance.random() < 0.5
        self.services[self.services.index(old)] = service(**said)


def cells() -> list[tuple]:
    return sorted(Cell.objects.values_list("agency", "measure", "unit_path", "day", "key", "bin", "n"))


def told(people: People) -> list[tuple]:
    """The values that something was counted for: those of other domains come and go with their packs."""
    actor = people.actor("research")
    found = [
        value
        for unit in (ROOT, COUNTER, RECORDS)
        for text in ("113", "114", "114-Q1", "114-02")
        for value in values(actor, agency=AGENCY, unit=unit, span=span(text))
    ]
    return [(value.ref, value.n, value.d, str(value.value)) for value in found if value.n]


@pytest.mark.row("IN-04", "IN-23", "IN-24", "IN-67", "IN-68", "IN-72")
def test_incremental_equals_rebuild_and_every_database_gives_the_same(people):
    load_packs(files=[(path.name, path.read_bytes()) for path in sorted(PACKS.glob("*.yaml"))], by=system("t"), at=NOON)
    start = date(2020, 1, 1)
    services = [
        service(valid_from=start), service(id="walk-in", channels=["counter"], unit=RECORDS, valid_from=start),
        service(id="slow", unit=RECORDS, statutory_limit="3wd", service_norm="1d", valid_from=start),
    ]  # fmt: skip
    world, lines = World(random.Random(20260101), services, people.actor("officer"), people.actor("chief")), []
    for number in range(2000):
        world.step()
        if number % 29 == 0:
            refresh(at=NOON)
        if number % 100 == 99:
            refresh(at=NOON)
            counted = cells()
            rebuild(at=NOON)
            assert cells() == counted
        if number % 500 == 499:
            lines += told(people)
    assert not Mark.objects.exists()
    assert Case.objects.exclude(state="received").count() > 150
    assert hashlib.sha256(repr(lines).encode()).hexdigest() == EXPECTED
