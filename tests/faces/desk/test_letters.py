"""Letters on the desk: printed for a case in three formats, and their wording written anew by the office itself."""

from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from django.test import Client

from bianmin.delivery.cases.vocab import Defect
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.models import Line
from bianmin.foundation.documents.models import Letter
from bianmin.journeys.contest import contest, settle
from bianmin.journeys.decide import decide
from bianmin.journeys.forward import forward
from bianmin.journeys.supplement import request_supplement
from bianmin.journeys.withdraw import withdraw
from tests.faces.desk.conftest import Desk
from tests.factories.delivery import holder, service
from tests.people import AGENCY

HOME = "/desk/letters/"


def of_pdf(answer: object) -> str:
    """The words of a PDF, without spaces."""
    document = pypdfium2.PdfDocument(BytesIO(answer.content))
    return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "").replace(" ", "")


def inside(answer: object, part: str) -> str:
    """One part of an ODT or DOCX."""
    with ZipFile(BytesIO(answer.content)) as file:
        return file.read(part).decode()


def typed_of(page: object) -> dict[str, list[str]]:
    """The boxes of a wording as they stand."""
    slots = (slot for block in page.context["asking"] for row in block.rows for slot in row)
    return {slot.name: list(slot.typed) for slot in slots if slot.typed} | {"seen": page.context["seen"]}


def names(officer: Client, number: str) -> list[str]:
    return [
        name.partition("-")[0] for name, _label, _on in officer.get(f"/desk/cases/{number}/letters/").context["lines"]
    ]


@pytest.mark.row("FRM-03", "SYS-040")
def test_the_one_time_notice_is_printed_in_three_formats_from_one_wording(desk: Desk, officer: Client):
    number = desk.receive().number
    by = desk.people.actor("officer")
    request_supplement(number=number, defects=[Defect("請補戶長同意書")], by=by, at=now())
    place = f"/desk/cases/{number}/letters/notice-1"
    assert names(officer, number) == ["application", "receipt", "notice"]
    for text in ("一次告知單", "請補戶長同意書", "戶籍法第65條", "申請人簽收"):
        assert text in of_pdf(officer.get(f"{place}.pdf"))
        assert text in inside(officer.get(f"{place}.odt"), "content.xml")
        assert text in inside(officer.get(f"{place}.docx"), "word/document.xml")
    assert Line.objects.filter(verb="persons.read", purpose=number).count() == 13
    assert officer.get(f"{place}.exe").status_code == 404
    assert officer.get(f"/desk/cases/{number}/letters/decision-1.pdf").status_code == 404


def test_what_was_withdrawn_forwarded_and_objected_to_has_a_letter_of_its_own(desk: Desk, officer: Client):
    by = desk.people.actor("officer")
    way = {"kind": "objection", "to": "卑南鄉戶政事務所", "within": "30d", "decide": "15d"}
    said = {"id": "special", "contests": [way], "forward_to": {"name": "內政部"}}
    object.__setattr__(desk, "service", service(**said))
    gone, sent, fought = (desk.receive() for _number in range(3))
    withdraw(number=gone.number, by=holder(gone), at=now())
    forward(number=sent.number, by=by, at=now())
    decide(number=fought.number, outcome="refused", reasons="與登記不符", by=by, at=now())
    contest(number=fought.number, kind="objection", grounds="事實有誤", by=holder(fought), at=now())
    settle(number=fought.number, result="dismissed", reasons="查無新事實", by=desk.people.actor("chief"), at=now())
    for number, kind, text in (
        (gone.number, "withdrawn", "撤回"),
        (sent.number, "forwarded", "送請內政部決定"),
        (fought.number, "objection", "查無新事實"),
    ):
        lines = officer.get(f"/desk/cases/{number}/letters/").context["lines"]
        name = next(name for name, _label, _on in lines if name.startswith(kind))
        assert text in of_pdf(officer.get(f"/desk/cases/{number}/letters/{name}.pdf"))


@pytest.mark.row("FRM-02", "SYS-039")
def test_the_receipt_is_printed_by_its_wording(desk: Desk, officer: Client):
    number = desk.receive().number
    words = of_pdf(officer.get(f"/desk/cases/{number}/letters/receipt.pdf"))
    for text in ("收件收據", number, "工作天", "領件方式", "接下來會怎樣"):
        assert text in words


def test_a_chief_writes_a_letter_anew_and_the_next_decision_says_so(desk: Desk, officer: Client, chief: Client):
    page = chief.get(f"{HOME}refused/zh-hant/")
    boxes = typed_of(page)
    added = {
        "parts.8.what": "text",
        "parts.8.label": "洽詢",
        "parts.8.text": "有疑問請電{phone}。",
        "parts.8.place": "15",
    }
    sent = {**boxes, **added}
    seen = of_pdf(chief.post(f"{HOME}refused/zh-hant/", {**sent, "look": "1"}))
    assert "有疑問請電〔機關電話〕。" in seen
    assert Letter.objects.filter(agency=AGENCY).count() == 0
    assert chief.post(f"{HOME}refused/zh-hant/", sent).url == HOME
    kept = Letter.objects.get(agency=AGENCY)
    assert (kept.code, kept.version, kept.source) == ("refused", "1", "desk")
    assert [part.get("label") for part in kept.texts[0]["parts"]][:3] == [None, "洽詢", None]
    number = desk.receive().number
    decide(number=number, outcome="refused", reasons="不符", by=desk.people.actor("officer"), at=now())
    words = of_pdf(officer.get(f"/desk/cases/{number}/letters/decision-1.pdf"))
    assert "洽詢：有疑問請電089" in words.replace(":", "：")


def test_a_service_has_a_wording_of_its_own_and_the_others_keep_the_general_one(
    desk: Desk, officer: Client, chief: Client
):
    object.__setattr__(desk, "service", service(id="special"))
    page = chief.get(f"{HOME}granted.special/zh-hant/")
    chief.post(f"{HOME}granted.special/zh-hant/", {**typed_of(page), "title": "特別通知"})
    by, numbers = desk.people.actor("officer"), []
    for offered in (desk.service, service(id="other")):
        object.__setattr__(desk, "service", offered)
        numbers.append(desk.receive().number)
        decide(number=numbers[-1], outcome="granted", by=by, at=now())
    first, second = (of_pdf(officer.get(f"/desk/cases/{number}/letters/decision-1.pdf")) for number in numbers)
    assert "特別通知" in first
    assert "特別通知" not in second
    assert "核定通知書" in second


def test_an_unknown_placeholder_is_named_and_nothing_typed_is_lost(desk: Desk, chief: Client):
    page = chief.get(f"{HOME}refused/zh-hant/")
    answer = chief.post(f"{HOME}refused/zh-hant/", {**typed_of(page), "title": "駁回 {secret}"})
    assert answer.status_code == 422
    assert "secret" in answer.content.decode()
    assert not Letter.objects.filter(agency=AGENCY).exists()


def test_two_who_write_at_once_do_not_overwrite_one_another(desk: Desk, chief: Client):
    page = chief.get(f"{HOME}refused/zh-hant/")
    chief.post(f"{HOME}refused/zh-hant/", {**typed_of(page), "title": "甲"})
    answer = chief.post(f"{HOME}refused/zh-hant/", {**typed_of(page), "title": "乙"})
    assert answer.status_code == 422
    assert "剛才有別人改過" in answer.content.decode()


def test_an_officer_reads_the_wordings_and_does_not_write_them(desk: Desk, officer: Client):
    page = officer.get(f"{HOME}refused/zh-hant/")
    assert "由主管或系統管理員修改" in page.content.decode()
    assert officer.post(f"{HOME}refused/zh-hant/", typed_of(page)).status_code == 403
    assert officer.get(f"{HOME}nothing/zh-hant/").status_code == 404
    assert officer.get(f"{HOME}refused.nothing/zh-hant/").status_code == 404


@pytest.mark.row("SYS-093")
def test_the_application_as_filed_is_printed_masked(desk: Desk, officer: Client):
    number = desk.receive().number
    words = of_pdf(officer.get(f"/desk/cases/{number}/letters/application.pdf"))
    assert "申請證明" in words
    assert "陳○美" in words
    assert "A22345****" in words
    assert "A223456781" not in words
    assert "申請證明" in inside(officer.get(f"/desk/cases/{number}/letters/application.odt"), "content.xml")
