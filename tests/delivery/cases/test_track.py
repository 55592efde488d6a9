"""Following a case: what opens it, what is counted, what it shows."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from bianmin.delivery.cases.actions.track import NothingOpens, TooManyTries, track
from bianmin.delivery.cases.queries.track import receipt as receipt_again
from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.cases.vocab import Receipt
from bianmin.foundation.audit.models import Line
from bianmin.foundation.tries.models import Attempt
from bianmin.kernel.errors import NotFound
from tests.factories.delivery import AMEI, CITIZEN, applied, holder, service
from tests.people import NOON, People


@pytest.fixture
def receipt(people: People) -> Receipt:
    return applied(service())


def fail(number: str, *, at=NOON, code="WRONGCDE", address="192.0.2.7", **proof) -> str:
    with pytest.raises(NothingOpens) as refused:
        track(number=number, code=code, at=at, address=address, **proof)
    return str(refused.value)


def test_number_and_code_open_it_as_typed(receipt: Receipt):
    typed = receipt.query_code.lower()
    card = track(number=receipt.number.lower().replace("-", " "), code=f"{typed[:4]} {typed[4:]}", at=NOON)
    assert (card.number, card.by_code) == (receipt.number, True)
    assert Attempt.objects.count() == 0


def test_number_and_birth_date_open_it_without_rights(receipt: Receipt):
    card = track(number=receipt.number, birth_on=AMEI.birth_on, at=NOON)
    assert (card.by_code, card.may_rate) == (False, False)


def test_the_status_shows_no_name_and_no_answers(receipt: Receipt):
    shown = str(track(number=receipt.number, code=receipt.query_code, at=NOON))
    assert not any(secret in shown for secret in ("陳阿美", "陳大文", "申請證明", "A223456781", "amei@example.tw"))


def test_wrong_number_wrong_code_and_nonsense_get_the_same_answer(receipt: Receipt):
    answers = {
        fail(receipt.number),
        fail("TTBN-1140305-999990"),
        fail("ZZZ-1140305-000011"),
        fail("no number"),
        fail(receipt.number, code="", birth_on=date(1990, 1, 1)),
    }
    assert len(answers) == 1


def test_wrong_number_and_wrong_code_do_the_same_work(receipt: Receipt):
    def statements(number: str) -> list[str]:
        with CaptureQueriesContext(connection) as done:
            fail(number)
        return [query["sql"].split(" ")[0] for query in done.captured_queries]

    assert statements(receipt.number) == statements("TTBN-1140305-999990")


def test_the_sixth_try_for_a_number_in_an_hour_waits_even_with_the_right_code(receipt: Receipt):
    for minute in range(5):
        fail(receipt.number, at=NOON + timedelta(minutes=minute), address=f"192.0.2.{minute}")
    with pytest.raises(TooManyTries) as refused:
        track(number=receipt.number, code=receipt.query_code, at=NOON + timedelta(minutes=10))
    assert refused.value.wait == 50 * 60
    with translation.override("en"):
        assert str(refused.value).startswith("Too many tries. Wait 50 minutes")


def test_an_unknown_number_waits_in_the_same_way(receipt: Receipt):
    for _ in range(5):
        fail("TTBN-1140305-999990")
    with pytest.raises(TooManyTries):
        track(number="TTBN-1140305-999990", code="WRONGCDE", at=NOON)


def test_afterwards_the_number_opens_with_its_code_only(receipt: Receipt):
    for _ in range(5):
        fail(receipt.number)
    later = NOON + timedelta(hours=1, seconds=1)
    fail(receipt.number, code="", birth_on=AMEI.birth_on, at=later)
    assert track(number=receipt.number, code=receipt.query_code, at=later).by_code


def test_four_failures_lock_nothing(receipt: Receipt):
    for _ in range(4):
        fail(receipt.number)
    assert track(number=receipt.number, birth_on=AMEI.birth_on, at=NOON).number == receipt.number


def test_the_twenty_first_try_from_an_address_waits(receipt: Receipt):
    for serial in range(20):
        fail(f"no number {serial}")
    with pytest.raises(TooManyTries):
        track(number=receipt.number, code=receipt.query_code, at=NOON, address="192.0.2.7")
    assert track(number=receipt.number, code=receipt.query_code, at=NOON, address="192.0.2.8").by_code


def test_tries_that_are_refused_do_not_lengthen_the_wait(receipt: Receipt):
    for _ in range(5):
        fail(receipt.number)
    for _ in range(3):
        with pytest.raises(TooManyTries):
            track(number=receipt.number, code="WRONGCDE", at=NOON + timedelta(minutes=30))
    assert Attempt.objects.count() == 5


def test_failures_are_journaled_without_number_or_address(receipt: Receipt):
    fail(receipt.number)
    line = Line.objects.get(verb="cases.track_failed")
    assert line.actor == "public"
    kept = str(Attempt.objects.values()) + str(line.__dict__)
    assert receipt.number not in kept
    assert "192.0.2.7" not in kept


def test_who_holds_the_case_sees_it_again_and_nobody_else(receipt: Receipt):
    assert track_card(holder(receipt), receipt.number).number == receipt.number
    with pytest.raises(NotFound):
        track_card(CITIZEN, receipt.number)


def test_the_query_code_is_printed_again_for_its_holder_only(receipt: Receipt, people: People):
    assert receipt_again(holder(receipt), receipt.number).query_code == receipt.query_code
    assert receipt_again(people.actor("officer"), receipt.number).query_code == ""


def test_codes_made_under_a_former_secret_still_open(receipt: Receipt, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret of this house"
    assert track(number=receipt.number, code=receipt.query_code, at=NOON).by_code
    assert receipt_again(holder(receipt), receipt.number).query_code == receipt.query_code
