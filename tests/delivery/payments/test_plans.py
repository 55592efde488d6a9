"""Instalments: divided exactly, due by the clock, decided by the officer in charge, missed, lapsed, paid early."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.delivery.payments.actions.plans import (
    AlreadyDecided,
    FirstIsOutside,
    GroundIsUnknown,
    NoInstalments,
    PartsAreTooSmall,
    PlanIsThere,
    TooManyParts,
    ask_plan,
    check,
    decide_plan,
    find_missed,
)
from bianmin.delivery.payments.actions.receipts import NotInParts, answer_void, ask_void, pay
from bianmin.delivery.payments.actions.steps import ReasonIsMissing
from bianmin.delivery.payments.models import Bill, Instalment, Plan
from bianmin.delivery.payments.queries.plans import missed, plans_of
from bianmin.delivery.payments.vocab.plans import Wish, divide
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from tests.factories.payments import HOUSE, owing, published, terms
from tests.people import AGENCY, COUNTER, NOON, People

HARD = "hardship"


@given(owed=st.integers(1, 10**9), count=st.integers(1, 120), end=st.sampled_from(["first", "last"]), data=st.data())
def test_parts_add_up_exactly_and_differ_by_less_than_their_number(owed, count, end, data):
    first = data.draw(st.integers(0, owed - 1))
    sums = divide(owed, count, first=first, remainder=end)
    assert (sum(sums), len(sums)) == (owed, count)
    others = sums[1:] if first and count > 1 else sums
    assert max(others) - min(others) < count
    if first and count > 1:
        assert sums[0] == first


def test_the_remainder_stands_where_the_terms_say():
    assert divide(100, 3) == [33, 33, 34]
    assert divide(100, 3, remainder="first") == [34, 33, 33]
    assert divide(100, 3, first=50) == [50, 25, 25]
    assert divide(101, 3, first=50) == [50, 25, 26]


@pytest.mark.parametrize(
    ("owed", "wish", "refusal"),
    [
        (300_001, Wish(2, ground=HARD), NoInstalments),
        (30_000, Wish(7, ground=HARD), TooManyParts),
        (30_000, Wish(1, ground=HARD), TooManyParts),
        (30_000, Wish(3, ground="none"), GroundIsUnknown),
        (30_000, Wish(3, first=2_999, ground=HARD), FirstIsOutside),
        (30_000, Wish(3, first=30_000, ground=HARD), FirstIsOutside),
        (4_000, Wish(5, ground=HARD), PartsAreTooSmall),
    ],
)
def test_the_decision_table_says_what_is_possible(owed, wish, refusal):
    with pytest.raises(refusal):
        check(terms(first_percent=10, least=1000), owed, wish)


@given(owed=st.integers(1, 400_000), count=st.integers(0, 30), first=st.integers(0, 400_000))
def test_what_the_terms_allow_adds_up_and_keeps_every_least(owed, count, first):
    try:
        sums = check(terms(first_percent=5, least=500), owed, Wish(count, first, HARD))
    except Refused:
        return
    assert (sum(sums), len(sums)) == (owed, count)
    assert min(sums) >= 500
    assert sums[0] * 100 >= owed * 5


@pytest.fixture
def plan(people: People) -> Plan:
    """A fine of 30,000 asked by telephone to be paid in three parts, and allowed on 5 March 2025."""
    published()
    by = people.actor("officer")
    asked = ask_plan(number=owing(by, 30_000).number, wish=Wish(3, 0, HARD, "失業", "phone"), by=by, at=NOON)
    return decide_plan(number=asked.number, grant=True, reasons="確有困難", by=by, at=NOON)


def parts() -> list[tuple[int, date]]:
    return [(part.amount, part.due_on) for part in Instalment.objects.order_by("place")]


def test_an_allowed_plan_has_its_days_by_the_clock(plan: Plan):
    assert plan.number.startswith("TTBN-P114-0000001")
    assert (plan.state, plan.channel) == ("running", "phone")
    assert parts() == [(10_000, date(2025, 3, 12)), (10_000, date(2025, 4, 14)), (10_000, date(2025, 5, 12))]


def test_a_wish_waits_once_and_is_decided_once_with_reasons(people: People):
    published()
    by, wish = people.actor("officer"), Wish(3, ground=HARD)
    bill = owing(by, 30_000)
    asked = ask_plan(number=bill.number, wish=wish, by=by, at=NOON)
    with pytest.raises(PlanIsThere):
        ask_plan(number=bill.number, wish=wish, by=by, at=NOON)
    with pytest.raises(NotAllowed):
        decide_plan(number=asked.number, grant=True, reasons="可", by=people.actor("elsewhere"), at=NOON)
    with pytest.raises(ReasonIsMissing):
        decide_plan(number=asked.number, grant=False, reasons="", by=by, at=NOON)
    decide_plan(number=asked.number, grant=False, reasons="有資力", by=people.actor("chief"), at=NOON)
    with pytest.raises(AlreadyDecided):
        decide_plan(number=asked.number, grant=True, reasons="可", by=by, at=NOON)
    assert Instalment.objects.count() == 0
    assert ask_plan(number=bill.number, wish=wish, by=by, at=NOON).state == "asked"


def test_a_citizen_asks_for_the_own_bill_only(people: People):
    published()
    bill = owing(people.actor("officer"), 30_000)
    payer = Actor(key="person:x", holds=frozenset({f"persons.person:{bill.payer_id}"}))
    with pytest.raises(NotFound):
        ask_plan(number=bill.number, wish=Wish(3, ground=HARD), by=Actor(key="public"), at=NOON)
    wish = Wish(3, ground=HARD, channel="online")
    assert ask_plan(number=bill.number, wish=wish, by=payer, at=NOON).asked_by == "person:x"


def test_parts_are_paid_at_the_counter_of_any_office_one_or_several_at_once(people: People, plan: Plan):
    number = plan.bill.number
    first = pay(number=number, window=COUNTER, tendered=10_000, parts=1, by=people.actor("elsewhere"), at=NOON)
    assert (first.amount, Bill.objects.get().outstanding) == (10_000, 20_000)
    with pytest.raises(NotInParts):
        pay(number=number, window=COUNTER, tendered=99_000, parts=3, by=people.actor("officer"), at=NOON)
    early = pay(number=number, window=COUNTER, tendered=20_000, parts=2, by=people.actor("officer"), at=NOON)
    card = plans_of(people.actor("officer"), number)[0]
    assert (card.state, Bill.objects.get().state) == ("finished", "paid")
    assert [part.receipt for part in card.parts] == [first.number, early.number, early.number]
    assert [part.on_time for part in card.parts] == [True, True, True]


def test_the_whole_rest_can_be_paid_early(people: People, plan: Plan):
    receipt = pay(number=plan.bill.number, window=COUNTER, tendered=30_000, by=people.actor("officer"), at=NOON)
    assert (receipt.amount, Plan.objects.get().state) == (30_000, "finished")


def test_a_missed_part_lets_the_plan_lapse_by_the_terms_and_is_found_once(people: People, plan: Plan):
    by, late = people.actor("officer"), NOON + timedelta(days=8)
    assert find_missed(agency=AGENCY, by=HOUSE, at=NOON + timedelta(days=7)) == []
    found = find_missed(agency=AGENCY, by=HOUSE, at=late)
    assert [(one.part.place, one.lapsed) for one in found] == [(1, True)]
    assert find_missed(agency=AGENCY, by=HOUSE, at=late) == []
    assert (Plan.objects.get().state, Plan.objects.get().lapsed_on) == ("lapsed", date(2025, 3, 13))
    assert [part.place for _plan, part in missed(by, agency=AGENCY)] == [1]
    with pytest.raises(NotInParts):
        pay(number=plan.bill.number, window=COUNTER, tendered=10_000, parts=1, by=by, at=late)
    whole = pay(number=plan.bill.number, window=COUNTER, tendered=30_000, by=by, at=late)
    assert (whole.amount, Bill.objects.get().state) == (30_000, "paid")


def test_terms_may_allow_grace_and_several_missed_parts(people: People):
    published(terms(grace="3d", lapse_after=2))
    by = people.actor("officer")
    bill = owing(by, 30_000)
    asked = ask_plan(number=bill.number, wish=Wish(3, 0, HARD), by=by, at=NOON)
    decide_plan(number=asked.number, grant=True, reasons="可", by=by, at=NOON)
    at = NOON + timedelta(days=12)
    assert find_missed(agency=AGENCY, by=HOUSE, at=at) == []
    assert [one.lapsed for one in find_missed(agency=AGENCY, by=HOUSE, at=at + timedelta(days=1))] == [False]
    pay(number=bill.number, window=COUNTER, tendered=10_000, parts=1, by=by, at=at + timedelta(days=2))
    assert (Instalment.objects.get(place=1).on_time, Plan.objects.get().state) == (False, "running")
    assert [one.lapsed for one in find_missed(agency=AGENCY, by=HOUSE, at=NOON + timedelta(days=60))] == [True]


def test_a_void_receipt_opens_its_parts_again(people: People, plan: Plan):
    by = people.actor("officer")
    receipt = pay(number=plan.bill.number, window=COUNTER, tendered=30_000, by=by, at=NOON)
    ask_void(number=receipt.number, reason="未收現", by=by, at=NOON)
    answer_void(number=receipt.number, agree=True, by=people.actor("chief"), at=NOON)
    assert (Plan.objects.get().state, Bill.objects.get().outstanding) == ("running", 30_000)
    assert Instalment.objects.filter(paid_on__isnull=True).count() == 3
