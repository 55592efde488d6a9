"""Money in figures: collected, outstanding, paid in time; counted as it comes equals counted anew."""

import random
from datetime import timedelta

import pytest

from bianmin.delivery.payments.actions.plans import ask_plan, decide_plan, find_missed
from bianmin.delivery.payments.actions.receipts import answer_void, ask_void, pay
from bianmin.delivery.payments.actions.wishes import answer_refund, answer_waiver, ask_refund, ask_waiver
from bianmin.delivery.payments.models import Bill, Plan, Receipt
from bianmin.delivery.payments.vocab.plans import Wish
from bianmin.kernel.errors import Refused
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.models import Cell
from bianmin.quality.indicators.queries.values import value
from bianmin.quality.indicators.vocab.spans import span
from tests.factories.house import load_house
from tests.factories.payments import HOUSE, billed, owing, published, schedule, terms
from tests.people import AGENCY, COUNTER, NOON, People


@pytest.fixture
def office(people: People) -> People:
    """The office with its measures and terms."""
    load_house("indicators")
    published(schedule(), terms())
    return people


def printed(people: People, code: str) -> str:
    refresh(at=NOON)
    return value(people.actor("chief"), code, agency=AGENCY, unit=f"/{AGENCY}/", span=span("114")).printed


def test_what_was_collected_and_what_is_left_is_counted_by_the_dollar(office: People):
    by, chief = office.actor("officer"), office.actor("chief")
    receipt = pay(number=billed(by, copies=10).number, window=COUNTER, tendered=150, by=by, at=NOON)
    billed(by, copies=4)
    key = ask_refund(number=receipt.number, amount=50, reason="多收", by=by, at=NOON)
    answer_refund(refund=key, agree=True, by=chief, at=NOON)
    assert (printed(office, "PAY-01"), printed(office, "PAY-02")) == ("100元", "60元")
    assert printed(office, "PAY-03") == "71.4%"


def test_a_part_counts_as_in_time_or_late_when_it_has_ended(office: People):
    by = office.actor("officer")
    bill = owing(by, 30_000)
    plan = ask_plan(number=bill.number, wish=Wish(3, 0, "hardship"), by=by, at=NOON)
    decide_plan(number=plan.number, grant=True, reasons="可", by=by, at=NOON)
    assert printed(office, "PAY-04") == "無案件"
    pay(number=bill.number, window=COUNTER, tendered=10_000, parts=1, by=by, at=NOON)
    assert printed(office, "PAY-04") == "100.0%"
    find_missed(agency=AGENCY, by=HOUSE, at=NOON + timedelta(days=60))
    assert printed(office, "PAY-04") == "50.0%"


def act(chance: random.Random, people: People) -> None:
    by, chief, other = (people.actor(name) for name in ("officer", "chief", "elsewhere"))
    at = NOON + timedelta(days=chance.randrange(0, 200))
    bill, receipt = (chance.choice(list(rows.objects.order_by("id")) or [None]) for rows in (Bill, Receipt))
    what = chance.randrange(8)
    if what < 2 or bill is None:
        owing(by, chance.randrange(1, 90_000))
    elif what == 2:
        pay(number=bill.number, window=COUNTER, tendered=90_000, by=by, at=at)
    elif what == 3:
        pay(number=bill.number, window=COUNTER, tendered=90_000, parts=1, by=by, at=at)
    elif what == 4:
        plan = ask_plan(number=bill.number, wish=Wish(chance.randrange(2, 7), 0, "hardship"), by=by, at=at)
        decide_plan(number=plan.number, grant=chance.random() < 0.8, reasons="可", by=by, at=at)
    elif what == 5 and receipt:
        ask_void(number=receipt.number, reason="錯", by=by, at=at)
        answer_void(number=receipt.number, agree=True, by=other, at=at)
    elif what == 6 and receipt:
        key = ask_refund(number=receipt.number, amount=chance.randrange(1, 90_000), reason="多收", by=by, at=at)
        answer_refund(refund=key, agree=True, by=chief, at=at)
    elif what == 7:
        find_missed(agency=AGENCY, by=HOUSE, at=at)
        key = ask_waiver(number=bill.number, code="half", reason="證明", by=by, at=at)
        answer_waiver(waiver=key, agree=True, by=chief, at=at)


def cells() -> list[tuple]:
    found = Cell.objects.filter(measure__startswith="payments.")
    return sorted(found.values_list("agency", "measure", "unit_path", "day", "key", "bin", "n"))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_counted_as_it_comes_equals_what_is_counted_anew(office: People, seed: int):
    chance = random.Random(seed)
    for number in range(120):
        try:
            act(chance, office)
        except Refused:
            continue
        if number % 5 == 0:
            refresh(at=NOON)
    refresh(at=NOON)
    counted = cells()
    rebuild(at=NOON)
    assert cells() == counted
    assert len(counted) > 8
    assert Plan.objects.exclude(state="asked").exists()
