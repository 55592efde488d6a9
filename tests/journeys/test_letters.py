"""The one-time notice and the decision on paper, and the messages that they are there."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest

from bianmin.delivery.cases.queries.card import case
from bianmin.delivery.cases.vocab import Defect, Receipt
from bianmin.foundation.audit.models import Line
from bianmin.foundation.documents.actions import open_file
from bianmin.foundation.notices.models import Message
from bianmin.journeys.apply import apply, serve_at_counter
from bianmin.journeys.contest import contest, settle
from bianmin.journeys.decide import decide, write_letter
from bianmin.journeys.extend import extend
from bianmin.journeys.forward import forward
from bianmin.journeys.supplement import request_supplement, supplement
from bianmin.kernel.errors import NotFound
from tests.factories.delivery import AMEI, CITIZEN, application, applied, holder, load_notices, row, service
from tests.people import NOON, People

DAY = timedelta(days=1)


@pytest.fixture
def receipt(people: People) -> Receipt:
    load_notices()
    return apply(application=application(service()), by=CITIZEN, at=NOON)


def printed(file: str, by) -> str:
    """The words of a stored PDF, without spaces."""
    data = open_file(file_id=int(file), by=by, at=NOON).data
    pdf = pypdfium2.PdfDocument(BytesIO(data))
    return "".join(page.get_textpage().get_text_range() for page in pdf).replace("\r\n", "").replace(" ", "")


def told(template: str) -> Message:
    return Message.objects.get(template__code=template)


def test_the_notice_prints_all_defects_basis_day_and_what_happens_otherwise(receipt: Receipt, people: People):
    by = people.actor("officer")
    defects = [Defect("身分證影本不清楚"), Defect("請補戶長同意書")]
    asked = request_supplement(number=receipt.number, defects=defects, by=by, at=NOON + DAY)
    card = case(by, receipt.number).supplements[0]
    words = printed(card.pdf, by)
    for text in ("一次告知單", "身分證影本不清楚", "請補戶長同意書", "戶籍法第65條", "114年3月13日", "否則", "陳阿美"):
        assert text in words
    assert told("supplement").params["answer_by_on"] == asked.due_on.isoformat()
    assert "身分證" not in str(told("supplement").params)


def test_the_decision_prints_number_reasons_basis_and_remedies(receipt: Receipt, people: People):
    by = people.actor("officer")
    decide(number=receipt.number, outcome="refused", reasons="與登記不符", by=by, at=NOON)
    card = case(by, receipt.number).decision
    assert card is not None
    words = printed(card.pdf, by)
    for text in ("卑鄉戶字第1140000001號", "駁回", "與登記不符", "戶籍法第65條", "提起訴願", "示範"):
        assert text in words
    with ZipFile(BytesIO(open_file(file_id=int(card.odt), by=by, at=NOON).data)) as odt:
        assert "與登記不符" in odt.read("content.xml").decode()


def test_the_message_says_that_a_decision_is_there_not_which(receipt: Receipt, people: People):
    decide(number=receipt.number, outcome="refused", reasons="不符", by=people.actor("officer"), at=NOON)
    assert set(told("decided").params) == {"number", "service"}


def test_the_citizen_who_holds_the_case_opens_her_letter_and_nobody_else(receipt: Receipt, people: People):
    by = people.actor("officer")
    decide(number=receipt.number, outcome="granted", by=by, at=NOON)
    card = case(by, receipt.number).decision
    assert card is not None
    assert "准予" in printed(card.pdf, holder(receipt))
    for stranger in (CITIZEN, people.actor("outsider"), people.actor("supervisor")):
        with pytest.raises(NotFound):
            open_file(file_id=int(card.pdf), by=stranger, at=NOON)


def test_readers_of_english_get_a_translation_behind_the_letter(people: People):
    load_notices()
    reader = type(AMEI)(name="Anna Berg", email="anna@example.org", language="en")
    receipt, by = (
        apply(application=application(service(), applicant=reader), by=CITIZEN, at=NOON),
        people.actor("officer"),
    )
    decide(number=receipt.number, outcome="granted", by=by, at=NOON)
    card = case(by, receipt.number).decision
    assert card is not None
    words = printed(card.pdf, by)
    assert "theChinesetextalonecounts" in words
    assert "Yourapplication(戶籍謄本):Granted." in words
    assert "BeinanTownshipHouseholdRegistrationOffice" in words


def test_that_a_letter_names_the_applicant_is_journaled(receipt: Receipt, people: People):
    decide(number=receipt.number, outcome="granted", by=people.actor("officer"), at=NOON)
    line = Line.objects.get(verb="persons.read")
    assert (line.fields, line.purpose) == (["name"], receipt.number)


def test_papers_come_back_and_the_review_goes_on(receipt: Receipt, people: People):
    request_supplement(number=receipt.number, defects=[Defect("缺")], by=people.actor("officer"), at=NOON)
    supplement(number=receipt.number, answers={"words": "補上"}, by=holder(receipt), at=NOON + DAY)
    assert row(receipt).state == "review"


def test_extending_and_forwarding_tell_the_applicant(people: People):
    load_notices()
    offered = service(forward_to={"name": "內政部"})
    receipt, by = apply(application=application(offered), by=CITIZEN, at=NOON), people.actor("officer")
    extend(number=receipt.number, reason="需函詢", limit="10d", by=by, at=NOON)
    forward(number=receipt.number, by=by, at=NOON)
    assert told("extended").params["due_on"] == "2025-04-14"
    assert told("forwarded").params["to_agency"] == "內政部"


def test_what_is_refused_at_the_counter_goes_out_as_a_letter(people: People):
    load_notices()
    sent, by = application(service(), channel="counter"), people.actor("officer")
    receipt, decision = serve_at_counter(
        application=sent, outcome="refused", reasons="非利害關係人", proof="id_card", by=by, at=NOON
    )
    assert decision.number == "卑鄉戶字第1140000001號"
    assert case(by, receipt.number).decision.pdf


def test_a_letter_not_printed_at_once_is_written_when_it_is_wanted(receipt: Receipt, people: People):
    by = people.actor("officer")
    decide(number=receipt.number, outcome="granted", printed=False, by=by, at=NOON)
    assert row(receipt).decisions.get().pdf == ""
    files = write_letter(number=receipt.number, by=by, at=NOON + DAY)
    assert write_letter(number=receipt.number, by=by, at=NOON + DAY) == files
    assert "准予" in printed(files[1], by)


def test_an_objection_is_answered_by_a_letter_of_its_own(receipt: Receipt, people: People):
    way = {"kind": "objection", "to": "卑南鄉戶政事務所", "within": "30d", "decide": "15d"}
    filed = applied(service(version="9", valid_from=date(2021, 1, 1), contests=[way]))
    decide(number=filed.number, outcome="refused", reasons="不符", by=people.actor("officer"), at=NOON)
    contest(number=filed.number, kind="objection", grounds="事實有誤", by=holder(filed), at=NOON)
    settle(number=filed.number, result="dismissed", reasons="查無新事實", by=people.actor("chief"), at=NOON)
    kept = case(people.actor("officer"), filed.number).contests[0]
    assert kept.result_number == "卑鄉戶字第1140000002號"
    assert kept.pdf
    assert kept.odt
