"""Payment online: nothing is paid without a signed word, each word counts once, and what does not agree is listed."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianmin.delivery.payments.actions.online import NoOnlinePayment, begin, came_back, checked, hear, reconcile
from bianmin.delivery.payments.actions.receipts import CannotBeVoided, NothingIsOwed, ask_void, pay
from bianmin.delivery.payments.contrib.demo import Behaviour, Demo
from bianmin.delivery.payments.models import Bill, Charge, Hearing, Receipt
from bianmin.delivery.payments.queries.online import demo, to_reconcile
from bianmin.delivery.payments.vocab.online import Heard, NoAnswer, Order, WrongSignature
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound
from tests.factories.payments import billed
from tests.people import AGENCY, COUNTER, NOON, People

LATER = NOON + timedelta(minutes=5)


def payer(bill: Bill) -> Actor:
    return Actor(key="case:1", holds=frozenset({bill.subject}))


def begun(people: People) -> Charge:
    """A bill of 30 dollars whose payment online has begun."""
    bill = billed(people.actor("officer"))
    begin(number=bill.number, back="https://here/{key}/", by=payer(bill), at=NOON)
    return Charge.objects.latest("id")


def say(charge: Charge, behaviour: Behaviour, at=LATER) -> list[str]:
    """Let the demonstration speak; gives what became of each message."""
    told = demo().posted(charge.key, charge.amount, behaviour)
    return [hear(body=one.body, signature=one.signature, at=at).value for one in told]


def state(charge: Charge) -> tuple[str, str, int]:
    found = Charge.objects.get(pk=charge.pk)
    return found.state, found.trouble, found.bill.paid


def test_the_payer_is_sent_to_the_provider_with_a_sealed_order(people: People):
    bill = billed(people.actor("officer"))
    address = begin(number=bill.number, back="https://here/{key}/", by=payer(bill), at=NOON)
    sent = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    charge = Charge.objects.get()
    assert (sent["key"], sent["amount"], sent["back"]) == (charge.key, "30", f"https://here/{charge.key}/")
    assert demo().known(charge.key, 30, sent["back"], sent["seal"])
    assert not demo().known(charge.key, 29, sent["back"], sent["seal"])
    assert not demo().known(charge.key, 30, "https://elsewhere/", sent["seal"])


def test_only_whoever_the_bill_concerns_pays_online(people: People):
    bill = billed(people.actor("officer"))
    with pytest.raises(NotFound):
        begin(number=bill.number, back="", by=Actor(key="public"), at=NOON)
    with pytest.raises(NotAllowed):
        begin(number=bill.number, back="", by=people.actor("officer"), at=NOON)
    with override_settings(PAYMENTS_PROVIDER=""), pytest.raises(NoOnlinePayment):
        begin(number=bill.number, back="", by=payer(bill), at=NOON)


@pytest.mark.parametrize(
    ("behaviour", "heard", "after"),
    [
        (Behaviour.PAYS, ["taken"], ("paid", "", 30)),
        (Behaviour.TWICE, ["taken", "again"], ("paid", "", 30)),
        (Behaviour.REFUSES, ["taken"], ("refused", "", 0)),
        (Behaviour.DELAYS, ["taken"], ("begun", "", 0)),
        (Behaviour.SILENT, [], ("begun", "", 0)),
        (Behaviour.FORGED, ["unverified"], ("begun", "", 0)),
        (Behaviour.OTHER_SUM, ["taken"], ("stranded", "amount", 0)),
    ],
)
def test_each_behaviour_of_a_provider_has_its_end(people: People, behaviour, heard, after):
    charge = begun(people)
    assert say(charge, behaviour) == heard
    assert state(charge) == after
    assert Receipt.objects.count() == (after[0] == "paid")
    assert Hearing.objects.count() == len(heard)


def test_a_word_of_payment_that_comes_after_a_refusal_still_counts_and_a_refusal_after_payment_does_not(people: People):
    charge = begun(people)
    say(charge, Behaviour.REFUSES)
    assert say(charge, Behaviour.PAYS) == ["taken"]
    assert state(charge) == ("paid", "", 30)
    assert say(charge, Behaviour.REFUSES) == ["again"]
    other = begun(people)
    say(other, Behaviour.PAYS)
    assert say(other, Behaviour.REFUSES) == ["late"]
    assert state(other) == ("paid", "", 30)


def test_a_bill_paid_at_the_counter_meanwhile_strands_the_payment_online(people: People):
    charge, by = begun(people), people.actor("officer")
    pay(number=charge.bill.number, window=COUNTER, tendered=30, by=by, at=NOON)
    assert say(charge, Behaviour.PAYS) == ["taken"]
    assert state(charge) == ("stranded", "settled", 30)
    assert [one.key for one in to_reconcile(by, agency=AGENCY, at=LATER)] == [charge.key]
    checked(charge=charge.pk, note="已退刷", by=by, at=LATER)
    assert to_reconcile(by, agency=AGENCY, at=LATER) == []


def test_what_nobody_told_is_asked_for(people: People):
    charge = begun(people)
    reference = demo().remember(charge.key, Behaviour.DELAYS, NOON)
    came_back(key=charge.key, reference=reference, by=payer(charge.bill))
    assert reconcile(at=NOON + timedelta(minutes=9)) == 0
    assert reconcile(at=NOON + timedelta(minutes=11)) == 1
    assert state(charge) == ("paid", "", 30)
    assert reconcile(at=NOON + timedelta(minutes=20)) == 0


def test_a_silent_provider_is_listed_then_given_up_and_its_late_word_still_counts(people: People):
    charge, by = begun(people), people.actor("officer")
    assert reconcile(at=NOON + timedelta(minutes=31)) == 0
    assert state(charge) == ("begun", "silent", 0)
    assert len(to_reconcile(by, agency=AGENCY, at=NOON + timedelta(minutes=31))) == 1
    assert reconcile(at=NOON + timedelta(days=3)) == 1
    assert state(charge) == ("expired", "", 0)
    assert say(charge, Behaviour.PAYS, at=NOON + timedelta(days=4)) == ["taken"]
    assert state(charge) == ("paid", "", 30)


def test_a_reference_that_somebody_made_up_pays_nothing(people: People):
    charge = begun(people)
    came_back(key=charge.key, reference="pays.0.feedface", by=payer(charge.bill))
    assert reconcile(at=NOON + timedelta(minutes=11)) == 0
    assert state(charge) == ("begun", "", 0)


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"id": 1}', b"\xff\x00", '{"id": "漢"}'.encode()])
def test_what_cannot_be_read_is_not_believed_even_when_it_is_signed(people: People, body: bytes):
    line = demo()
    assert hear(body=body, signature=line._sign(body), at=NOON) is Heard.UNVERIFIED
    assert hear(body=body, signature="漢", at=NOON) is Heard.UNVERIFIED


def test_a_signed_word_about_no_payment_of_ours_is_kept_as_unknown(people: People):
    told = demo().posted("no-such-key", 30, Behaviour.PAYS)[0]
    assert hear(body=told.body, signature=told.signature, at=NOON) is Heard.UNKNOWN


def test_a_receipt_of_a_provider_is_refunded_never_voided(people: People):
    charge = begun(people)
    say(charge, Behaviour.PAYS)
    assert (Receipt.objects.get().method, Receipt.objects.get().till) == ("online", None)
    with pytest.raises(CannotBeVoided):
        ask_void(number=Receipt.objects.get().number, reason="x", by=people.actor("officer"), at=NOON)
    with pytest.raises(NothingIsOwed):
        begin(number=charge.bill.number, back="", by=payer(charge.bill), at=NOON)


def test_another_secret_is_another_provider():
    one, other = Demo("one", "/"), Demo("other", "/")
    told = one.posted("key", 5, Behaviour.PAYS)[0]
    with pytest.raises(WrongSignature):
        other.read(told.body, told.signature)
    assert one.read(told.body, told.signature).amount == 5
    with pytest.raises(NoAnswer):
        one.ask("key", 5, NOON)
    assert one.begin(Order("key", 5, "", "/back/")).startswith("/?key=key&amount=5")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoken=st.lists(st.sampled_from(list(Behaviour)), max_size=8))
def test_whatever_a_provider_says_how_often_a_bill_is_paid_at_most_once(people: People, spoken):
    charge = begun(people)
    before = Receipt.objects.filter(bill=charge.bill).count()
    for behaviour in spoken:
        say(charge, behaviour)
    receipts = Receipt.objects.filter(bill=charge.bill)
    honest = {Behaviour.PAYS, Behaviour.TWICE}
    assert before == 0
    assert receipts.count() <= 1
    assert charge.__class__.objects.get(pk=charge.pk).bill.paid == sum(one.amount for one in receipts)
    if not honest & set(spoken):
        assert receipts.count() == 0
