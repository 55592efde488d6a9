"""Bills, receipts, voids, waivers, refunds and tills: sums always agree, and two people sign."""

from datetime import date, timedelta

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianmin.delivery.payments.actions.bills import (
    FineIsOutside,
    MoneyWasTaken,
    NotForThisAge,
    NothingToBill,
    QuantityIsOutside,
    bill_fees,
    bill_fine,
    cancel,
)
from bianmin.delivery.payments.actions.receipts import (
    CannotBeVoided,
    MethodIsUnknown,
    NothingIsOwed,
    SecondPersonNeeded,
    TooLittle,
    TooMuch,
    WindowIsUnknown,
    answer_void,
    ask_void,
    pay,
)
from bianmin.delivery.payments.actions.steps import ReasonIsMissing, SomebodyWasFirst
from bianmin.delivery.payments.actions.terms import BeginTooEarly, TermsArePublished, publish
from bianmin.delivery.payments.actions.tills import (
    CounterCannotSign,
    CountIsMissing,
    DayIsClosed,
    ExplanationIsMissing,
    NotToBeSigned,
    count,
    reopen,
    sign,
)
from bianmin.delivery.payments.actions.wishes import (
    AlreadyAnswered,
    AlreadyAsked,
    RefundIsOutside,
    RuleIsUnknown,
    answer_refund,
    answer_waiver,
    ask_refund,
    ask_waiver,
)
from bianmin.delivery.payments.models import Bill, Line, Receipt, Refund, Till, Waiver
from bianmin.delivery.payments.queries.bills import bill_card, bills, receipts_on
from bianmin.delivery.payments.queries.terms import fees_of
from bianmin.foundation.audit.models import Line as JournalLine
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.receipts import check_digit
from tests.factories.payments import HOUSE, billed, matter, owing, published, schedule, standard
from tests.people import AGENCY, COUNTER, NOON, RECORDS, People


def test_a_bill_says_what_how_many_at_what_price_and_on_what_basis(people: People):
    by = people.actor("officer")
    wanted = {"copy": 3, "urgent": 1}
    bill = bill_fees(matter=matter(), schedule=schedule(), wanted=wanted, by=by, at=NOON)
    lines = [(row.name, row.quantity, row.unit_price, row.amount, row.basis) for row in bill.lines.order_by("id")]
    assert lines == [("謄本", 3, 15, 45, "規費法第7條"), ("速件", 1, 50, 50, "規費法第7條")]
    assert (bill.total, bill.state, bill.demonstration) == (95, "open", True)
    assert bill.number == "TTBN-B114-00000010"
    assert check_digit(bill.number) == "0"


@pytest.mark.parametrize(
    ("wanted", "age", "refusal"),
    [({}, None, NothingToBill), ({"copy": 100}, None, QuantityIsOutside), ({"senior": 1}, 64, NotForThisAge)],
)
def test_what_cannot_be_billed_is_refused_at_its_box(people: People, wanted, age, refusal):
    with pytest.raises(refusal):
        bill_fees(matter=matter(), schedule=schedule(), wanted=wanted, age=age, by=people.actor("officer"), at=NOON)
    assert (Bill.objects.count(), Line.objects.count()) == (0, 0)


def test_a_price_for_the_old_is_for_the_old(people: People):
    by = people.actor("officer")
    bill = bill_fees(matter=matter(), schedule=schedule(), wanted={"senior": 2}, age=65, by=by, at=NOON)
    assert bill.total == 20


def test_a_fine_lies_within_its_standard(people: People):
    by, of = people.actor("officer"), standard()
    assert [of.suggested(times) for times in (1, 2, 3, 9)] == [20_000, 20_000, 50_000, 50_000]
    bill = bill_fine(matter=matter(), standard=of, times=3, amount=50_000, by=by, at=NOON)
    assert (bill.total, bill.kind) == (150_000, "fine")
    for amount in (19_999, 100_001):
        with pytest.raises(FineIsOutside):
            bill_fine(matter=matter(), standard=of, times=1, amount=amount, by=by, at=NOON)


def test_cash_is_taken_change_reckoned_and_a_receipt_given(people: People):
    by = people.actor("officer")
    receipt = pay(number=billed(by).number, window=COUNTER, tendered=100, by=by, at=NOON)
    assert (receipt.amount, receipt.tendered, receipt.change, receipt.method) == (30, 100, 70, "cash")
    assert receipt.number == "TTBN-R114-00000016"
    card = bill_card(by, receipt.bill.number)
    assert (card.state, card.outstanding, card.payer) == ("paid", 0, "陳○美")
    assert Till.objects.get().cash == 30


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"tendered": 29}, TooLittle),
        ({"tendered": 500_000}, TooMuch),
        ({"tendered": 30, "method": "online"}, MethodIsUnknown),
        ({"tendered": 30, "window": "/376550000A/"}, WindowIsUnknown),
    ],
)
def test_money_that_does_not_fit_is_refused_and_nothing_is_kept(people: People, how, refusal):
    by = people.actor("officer")
    bill = billed(by)
    with pytest.raises(refusal):
        pay(**{"number": bill.number, "window": COUNTER, "by": by, "at": NOON, **how})
    assert (Receipt.objects.count(), Till.objects.count(), Bill.objects.get().paid) == (0, 0, 0)


def test_a_bill_is_paid_once(people: People):
    by = people.actor("officer")
    bill = billed(by)
    pay(number=bill.number, window=COUNTER, tendered=30, by=by, at=NOON)
    with pytest.raises(NothingIsOwed):
        pay(number=bill.number, window=COUNTER, tendered=30, by=by, at=NOON)


def test_money_is_taken_in_any_office_of_the_agency_and_in_no_other(people: People):
    bill = billed(people.actor("officer"))
    with pytest.raises(NotFound):
        pay(number=bill.number, window=COUNTER, tendered=30, by=people.actor("outsider"), at=NOON)
    with pytest.raises(NotAllowed):
        pay(number=bill.number, window=COUNTER, tendered=30, by=people.actor("auditor"), at=NOON)
    receipt = pay(number=bill.number, window=RECORDS, tendered=30, by=people.actor("elsewhere"), at=NOON)
    assert receipt.unit_path == RECORDS


def test_a_void_needs_a_second_person_and_keeps_the_number(people: People):
    by, other = people.actor("officer"), people.actor("elsewhere")
    receipt = pay(number=billed(by).number, window=COUNTER, tendered=30, by=by, at=NOON)
    with pytest.raises(ReasonIsMissing):
        ask_void(number=receipt.number, reason=" ", by=by, at=NOON)
    ask_void(number=receipt.number, reason="金額打錯", by=by, at=NOON)
    with pytest.raises(SecondPersonNeeded):
        answer_void(number=receipt.number, agree=True, by=by, at=NOON)
    answer_void(number=receipt.number, agree=True, by=other, at=NOON)
    with pytest.raises(CannotBeVoided):
        answer_void(number=receipt.number, agree=True, by=other, at=NOON)
    kept = Receipt.objects.get()
    assert (kept.state, kept.void_reason, kept.void_asked_by, kept.voided_by) == ("void", "金額打錯", by.key, other.key)
    assert (Bill.objects.get().state, Bill.objects.get().paid, Till.objects.get().cash) == ("open", 0, 0)
    again = pay(number=receipt.bill.number, window=COUNTER, tendered=30, by=by, at=NOON)
    assert (receipt.number, again.number) == ("TTBN-R114-00000016", "TTBN-R114-00000027")


def test_a_void_that_is_not_agreed_leaves_the_receipt_standing(people: People):
    by = people.actor("officer")
    receipt = pay(number=billed(by).number, window=COUNTER, tendered=30, by=by, at=NOON)
    ask_void(number=receipt.number, reason="看錯", by=by, at=NOON)
    answer_void(number=receipt.number, agree=False, by=people.actor("chief"), at=NOON)
    assert (Receipt.objects.get().state, Bill.objects.get().state) == ("valid", "paid")


def test_a_waiver_is_asked_by_one_and_approved_by_the_chief(people: People):
    by, chief = people.actor("officer"), people.actor("chief")
    published(schedule())
    bill = billed(by, copies=3)
    with pytest.raises(RuleIsUnknown):
        ask_waiver(number=bill.number, code="none", reason="低收入戶證明", by=by, at=NOON)
    key = ask_waiver(number=bill.number, code="half", reason="中低收入戶證明", by=by, at=NOON)
    with pytest.raises(AlreadyAsked):
        ask_waiver(number=bill.number, code="half", reason="再一次", by=by, at=NOON)
    with pytest.raises(SecondPersonNeeded):
        answer_waiver(waiver=key, agree=True, by=by, at=NOON)
    answer_waiver(waiver=key, agree=True, by=chief, at=NOON)
    with pytest.raises(AlreadyAnswered):
        answer_waiver(waiver=key, agree=True, by=chief, at=NOON)
    card = bill_card(by, bill.number)
    assert (card.total, card.waived, card.outstanding, card.state) == (45, 23, 22, "open")


def test_a_whole_waiver_settles_the_bill_and_a_refusal_needs_its_reason(people: People):
    by, chief = people.actor("officer"), people.actor("chief")
    published(schedule())
    bill = billed(by)
    refused = ask_waiver(number=bill.number, code="low-income", reason="證明", by=by, at=NOON)
    with pytest.raises(ReasonIsMissing):
        answer_waiver(waiver=refused, agree=False, by=chief, at=NOON)
    answer_waiver(waiver=refused, agree=False, answer="證明過期", by=chief, at=NOON)
    key = ask_waiver(number=bill.number, code="low-income", reason="新證明", by=by, at=NOON)
    answer_waiver(waiver=key, agree=True, by=chief, at=NOON)
    assert (Bill.objects.get().state, Bill.objects.get().waived) == ("waived", 30)
    assert [row.state for row in Waiver.objects.order_by("id")] == ["refused", "approved"]


def test_a_refund_is_approved_by_the_chief_and_comes_out_of_the_till(people: People):
    by, chief = people.actor("officer"), people.actor("chief")
    receipt = pay(number=billed(by).number, window=COUNTER, tendered=30, by=by, at=NOON)
    with pytest.raises(RefundIsOutside):
        ask_refund(number=receipt.number, amount=31, reason="多收", by=by, at=NOON)
    key = ask_refund(number=receipt.number, amount=15, reason="多收一張", by=by, at=NOON)
    answer_refund(refund=key, agree=True, by=chief, at=NOON + timedelta(days=1))
    assert [(till.day, till.cash) for till in Till.objects.order_by("day")] == [
        (date(2025, 3, 5), 30),
        (date(2025, 3, 6), -15),
    ]
    assert (Bill.objects.get().state, Bill.objects.get().refunded, Refund.objects.get().state) == (
        "paid",
        15,
        "approved",
    )
    with pytest.raises(CannotBeVoided):
        ask_void(number=receipt.number, reason="作廢", by=by, at=NOON)


def test_the_day_of_a_window_is_counted_by_one_and_signed_by_another(people: People):
    by, other = people.actor("officer"), people.actor("elsewhere")
    pay(number=billed(by).number, window=COUNTER, tendered=30, by=by, at=NOON)
    till = Till.objects.get().pk
    with pytest.raises(CountIsMissing):
        count(till=till, counted=None, by=by, at=NOON)
    with pytest.raises(ExplanationIsMissing):
        count(till=till, counted=29, by=by, at=NOON)
    count(till=till, counted=29, explanation="找錯一元", by=by, at=NOON)
    later = billed(by)
    with pytest.raises(DayIsClosed):
        pay(number=later.number, window=COUNTER, tendered=30, by=by, at=NOON)
    reopen(till=till, by=by, at=NOON)
    pay(number=later.number, window=COUNTER, tendered=30, by=by, at=NOON)
    count(till=till, counted=60, by=by, at=NOON)
    with pytest.raises(CounterCannotSign):
        sign(till=till, by=by, at=NOON)
    sign(till=till, by=other, at=NOON)
    for late in (lambda: sign(till=till, by=other, at=NOON), lambda: reopen(till=till, by=by, at=NOON)):
        with pytest.raises(NotToBeSigned):
            late()
    with pytest.raises(DayIsClosed):
        count(till=till, counted=60, by=by, at=NOON)
    receipt = Receipt.objects.first()
    ask_void(number=receipt.number, reason="晚了", by=by, at=NOON)
    with pytest.raises(DayIsClosed):
        answer_void(number=receipt.number, agree=True, by=other, at=NOON)


def test_a_bill_made_in_error_is_cancelled_unless_money_was_taken(people: People):
    by = people.actor("officer")
    bill, paid = billed(by), billed(by)
    pay(number=paid.number, window=COUNTER, tendered=30, by=by, at=NOON)
    cancel(number=bill.number, reason="重複開立", by=by, at=NOON)
    with pytest.raises(NothingIsOwed):
        pay(number=bill.number, window=COUNTER, tendered=30, by=by, at=NOON)
    with pytest.raises(MoneyWasTaken):
        cancel(number=paid.number, reason="重複", by=by, at=NOON)


def test_a_bill_is_seen_by_its_agency_and_by_whoever_holds_the_matter(people: People):
    from bianmin.kernel.actor import Actor

    bill = billed(people.actor("officer"), subject="cases.case:7")
    holder = Actor(key="case:7", holds=frozenset({"cases.case:7"}))
    payer = Actor(key="person:x", holds=frozenset({f"persons.person:{bill.payer_id}"}))
    stranger = Actor(key="case:8", holds=frozenset({"cases.case:8", "persons.person:0"}))
    seen = [bill_card(who, bill.number).number for who in (holder, payer, people.actor("auditor"))]
    assert set(seen) == {bill.number}
    for who in (stranger, people.actor("outsider"), people.actor("research")):
        with pytest.raises(NotFound):
            bill_card(who, bill.number)


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_database_as_often_for_three_rows_as_for_one(people: People, rows, django_assert_num_queries):
    by = people.actor("officer")
    for _row in range(rows):
        pay(number=billed(by).number, window=COUNTER, tendered=30, by=by, at=NOON)
    with django_assert_num_queries(2):
        assert len(bills(by, agency=AGENCY)) == rows
    with django_assert_num_queries(1):
        assert len(receipts_on(by, agency=AGENCY, day=NOON.date())) == rows


def test_every_act_is_journaled_without_a_name_or_a_sum(people: People):
    by = people.actor("officer")
    pay(number=billed(by).number, window=COUNTER, tendered=30, by=by, at=NOON)
    verbs = list(JournalLine.objects.filter(verb__startswith="payments.").order_by("id").values_list("verb", flat=True))
    assert verbs == ["payments.bill", "payments.pay", "payments.receive"]


def test_a_published_schedule_never_changes_and_a_newer_one_ends_it(people: People):
    published(schedule())
    published(schedule())
    with pytest.raises(TermsArePublished):
        publish(terms=schedule(title="別的"), by=HOUSE, at=NOON)
    with pytest.raises(BeginTooEarly):
        publish(terms=schedule(version="0"), by=HOUSE, at=NOON)
    publish(terms=schedule(version="2", valid_from=date(2025, 7, 1)), by=HOUSE, at=NOON)
    found = [fees_of(AGENCY, "transcript", day).version for day in (date(2025, 6, 30), date(2025, 7, 1))]
    assert found == ["1", "2"]
    with pytest.raises(NotAllowed):
        publish(terms=schedule(version="3"), by=people.actor("officer"), at=NOON)


def test_of_two_who_read_the_same_bill_the_second_is_told(people: People):
    from bianmin.delivery.payments.actions.steps import change

    by = people.actor("officer")
    billed(by)
    first, second = Bill.objects.get(), Bill.objects.get()
    change(first, "pay", by=by, at=NOON, paid=30)
    with pytest.raises(SomebodyWasFirst):
        change(second, "pay", by=by, at=NOON, paid=30)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["bill", "pay", "void", "waive", "refund", "refuse"]), st.integers(1, 9), st.integers(1, 400)
    ),
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_sums_agree_whatever_is_done_in_whatever_order(people: People, steps):
    by, other, chief = (people.actor(name) for name in ("officer", "elsewhere", "chief"))
    for table in (Refund, Waiver, Receipt, Line, Bill, Till):
        table.objects.all().delete()
    published(schedule())
    for what, place, number in steps:
        try:
            _act(what, place, number, by=by, other=other, chief=chief)
        except Refused:
            continue
    _sums_agree()


def _act(what, place, number, *, by, other, chief):
    bill, receipt = (list(table.objects.order_by("id"))[:place][-1:] for table in (Bill, Receipt))
    if what == "bill":
        billed(by, copies=min(number, 99))
    elif what == "pay" and bill:
        pay(number=bill[0].number, window=COUNTER, tendered=bill[0].outstanding + number, by=by, at=NOON)
    elif what == "void" and receipt:
        ask_void(number=receipt[0].number, reason="錯", by=by, at=NOON)
        answer_void(number=receipt[0].number, agree=number % 2 == 0, by=other, at=NOON)
    elif what in ("waive", "refuse") and bill:
        key = ask_waiver(number=bill[0].number, code="half", reason="證明", by=by, at=NOON)
        answer_waiver(waiver=key, agree=what == "waive", answer="理由", by=chief, at=NOON)
    elif what == "refund" and receipt:
        key = ask_refund(number=receipt[0].number, amount=number, reason="多收", by=by, at=NOON)
        answer_refund(refund=key, agree=True, by=chief, at=NOON)


def _sum(rows, column):
    return rows.aggregate(sum=Sum(column))["sum"] or 0


def _sums_agree():
    valid = Receipt.objects.exclude(state="void")
    for bill in Bill.objects.all():
        assert bill.total == _sum(bill.lines, "amount")
        assert bill.paid == _sum(bill.receipts.exclude(state="void"), "amount")
        assert bill.waived == _sum(bill.waivers.filter(state="approved"), "amount")
        assert bill.refunded == _sum(Refund.objects.filter(receipt__bill=bill, state="approved"), "amount")
        assert 0 <= bill.outstanding <= bill.total
        assert (bill.outstanding == 0) == (bill.state in ("paid", "waived"))
    assert _sum(Till.objects, "cash") == _sum(valid, "amount") - _sum(Refund.objects.filter(state="approved"), "amount")
    assert all(receipt.tendered - receipt.amount == receipt.change for receipt in Receipt.objects.all())


def test_a_bill_over_nothing_is_settled_at_once(people: People):
    bill = owing(people.actor("officer"), 0)
    assert (bill.state, bill.outstanding) == ("paid", 0)
