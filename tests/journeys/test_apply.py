"""Apply, and what is decided while the citizen waits."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation

from bianmin.delivery.cases.actions.decide import ProofIsMissing
from bianmin.delivery.cases.actions.words import ReasonsAreMissing
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.cases.vocab import Particulars
from bianmin.foundation.notices.models import Message
from bianmin.journeys.apply import NotOnTheSpot, apply, serve_at_counter
from bianmin.journeys.overdue import remind_overdue
from bianmin.kernel.errors import NotFound
from tests.factories.delivery import AMEI, CITIZEN, HOUSE, application, holder, load_notices, row, service
from tests.people import AGENCY, NOON, People

DAY = timedelta(days=1)
SILENT = Particulars(name="林靜")


@pytest.fixture(autouse=True)
def _notices(people: People):
    load_notices()


def test_an_application_is_acknowledged_once(people: People):
    sent = application(service())
    receipt = apply(application=sent, by=CITIZEN, at=NOON)
    apply(application=sent, by=CITIZEN, at=NOON)
    message = Message.objects.get()
    assert (message.subject, message.template.code) == (receipt.subject, "received")
    assert message.params == {
        "number": receipt.number, "service": "戶籍謄本", "received_on": "2025-03-05", "due_on": "2025-03-12",
    }  # fmt: skip
    assert row(receipt).acknowledged_on == date(2025, 3, 5)


def test_a_receipt_in_the_hand_needs_no_message(people: People):
    sent = application(service(), applicant=SILENT)
    receipt = apply(application=sent, by=CITIZEN, at=NOON)
    assert Message.objects.count() == 0
    assert row(receipt).acknowledged_on == date(2025, 3, 5)


def test_what_came_by_post_is_answered_by_letter(people: People):
    sent = application(service(), applicant=SILENT, channel="mail")
    apply(application=sent, by=people.actor("officer"), at=NOON)
    assert Message.objects.get().channel == "letter"


def test_no_query_code_leaves_by_message(people: People):
    receipt = apply(application=application(service()), by=CITIZEN, at=NOON)
    assert receipt.query_code not in str(Message.objects.values())


def test_on_the_spot_it_is_received_proved_decided_and_handed_over_at_once(people: People):
    sent, by = application(service(), channel="counter"), people.actor("officer")
    receipt, decision = serve_at_counter(application=sent, outcome="granted", proof="id_card", by=by, at=NOON)
    case = row(receipt)
    assert (case.state, case.on_time, case.used_days, case.document_number) == ("released", True, 0, "")
    assert [event.kind for event in case.events.order_by("id")] == ["received", "decided", "released"]
    assert decision.outcome == "granted"
    assert not receipt.request_only


def test_the_same_key_at_the_counter_is_one_case(people: People):
    sent, by = application(service(), channel="counter"), people.actor("officer")
    first = serve_at_counter(application=sent, outcome="granted", proof="id_card", by=by, at=NOON)
    again = serve_at_counter(application=sent, outcome="granted", proof="id_card", by=by, at=NOON)
    assert (replace(again[0], repeated=False), again[1]) == first
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words", "refusal"),
    [
        ({"on_the_spot": False}, {"outcome": "granted", "proof": "id_card"}, NotOnTheSpot),
        ({}, {"outcome": "granted"}, ProofIsMissing),
        ({}, {"outcome": "refused", "proof": "id_card"}, ReasonsAreMissing),
    ],
)
def test_what_cannot_be_done_on_the_spot_leaves_nothing(people: People, changes, words, refusal):
    sent = application(service(**changes), channel="counter")
    with pytest.raises(refusal):
        serve_at_counter(application=sent, by=people.actor("officer"), at=NOON, **words)
    assert (Case.objects.count(), Message.objects.count()) == (0, 0)


def test_a_citizen_does_not_decide(people: People):
    with pytest.raises(NotFound):
        serve_at_counter(application=application(service()), outcome="granted", by=CITIZEN, at=NOON)


def test_an_overdue_case_is_told_once(people: People):
    receipt = apply(application=application(service()), by=CITIZEN, at=NOON)
    assert remind_overdue(agency=AGENCY, by=HOUSE, at=NOON + 8 * DAY) == [receipt.number]
    assert remind_overdue(agency=AGENCY, by=HOUSE, at=NOON + 9 * DAY) == []
    assert Message.objects.filter(template__code="overdue").count() == 1
    assert row(receipt).overdue_notified_on == date(2025, 3, 13)


def test_the_timeline_speaks_the_readers_language(people: People):
    receipt = apply(application=application(service(), applicant=AMEI), by=CITIZEN, at=NOON)
    remind_overdue(agency=AGENCY, by=HOUSE, at=NOON + 8 * DAY)
    told = track_card(holder(receipt), receipt.number).events[-1]
    with translation.override("en"):
        assert "2025-03-12 (Wednesday)" in told.sentence("en")
    with translation.override("zh-hant"):
        assert "114年3月12日(星期三)" in told.sentence("zh-hant")
