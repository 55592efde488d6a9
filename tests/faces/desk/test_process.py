"""Conditions, look-ups and second notices as the desk and the citizen see them."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from django.test import Client

from bianmin.faces.ui.now import now
from bianmin.foundation.audit.models import Line
from bianmin.quality.indicators.actions.refresh import refresh
from tests.faces.desk.conftest import Desk
from tests.factories.delivery import CITIZEN, applied, row, service

DEFECTS = [{"code": "photo", "text": "照片不合規格", "basis": "國籍法施行細則"}]


def read_pdf(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(BytesIO(data))
    return "".join(page.get_textpage().get_text_range() for page in pages)


def test_an_officer_grants_with_conditions_and_checks_them(desk: Desk, officer: Client) -> None:
    receipt = desk.receive()
    place = f"/desk/cases/{receipt.number}/"
    year = now().year - 1911 + 1
    said = {"outcome": "conditional", "reasons": "大致相符", "conditions": "下個月 補件"}
    wrong = officer.post(f"{place}decide/", said)
    assert wrong.status_code == 422
    assert "請一行寫一項附款" in wrong.content.decode()
    assert "下個月 補件" in wrong.content.decode()
    assert officer.post(f"{place}decide/", {**said, "conditions": f"{year}/6/30 補送健康檢查"}).status_code == 302
    page = officer.get(place).content.decode()
    assert "補送健康檢查" in page
    assert "尚未查核" in page
    citizen = Client()
    citizen.post("/ttbn/track/", {"number": receipt.number, "code": receipt.query_code})
    status = citizen.get(f"/ttbn/track/{receipt.number}/").content.decode()
    assert "這個決定附有條件" in status
    assert "補送健康檢查" not in status
    assert officer.post(f"{place}check-condition/", {"condition": "1", "result": "met"}).status_code == 302
    assert "已履行" in officer.get(place).content.decode()


@pytest.mark.row("SYS-056", "RUL-51")
def test_a_look_up_is_recorded_and_counted_as_a_paper_saved(desk: Desk, officer: Client) -> None:
    receipt = desk.receive()
    place = f"/desk/cases/{receipt.number}/"
    assert "待本所查驗" in officer.get(place).content.decode()
    sent = {"paper": "register", "result": "found", "source": "戶役政資訊系統"}
    assert officer.post(f"{place}look-up/", sent).status_code == 302
    page = officer.get(place).content.decode()
    assert "戶役政資訊系統" in page
    assert "您不必檢附" in page
    refresh(at=now())
    assert (row(receipt).papers_saved, row(receipt).papers_needed) == (1, 2)


@pytest.mark.row("SYS-040", "FRM-03")
def test_the_notice_is_ticked_from_the_list_with_its_basis(officer: Client, desk: Desk) -> None:
    receipt = applied(service(id="nationality", defects=DEFECTS), by=CITIZEN, at=now())
    place = f"/desk/cases/{receipt.number}/request-supplement/"
    assert "常見缺失" in officer.get(place).content.decode()
    ticked = {"step": "preview", "paper": "id_card", "common": "photo", "days": "7", "basis": "戶籍法第65條"}
    seen = officer.post(place, ticked).content.decode()
    for said in ("身分證", "照片不合規格", "戶籍法第65條；國籍法施行細則"):
        assert said in seen
    assert officer.post(place, {**ticked, "step": "send"}).status_code == 302
    assert officer.post(f"/desk/cases/{receipt.number}/supplement/", {"shown": "id_card"}).status_code == 302
    again = officer.post(place, {**ticked, "step": "send", "why_again": "補件後才發現"})
    assert again.status_code == 422
    assert "第二次通知要主管同意" in again.content.decode()
    chief = desk.enter("chief")
    assert chief.post(place, {**ticked, "step": "send", "why_again": "補件後才發現"}).status_code == 302
    assert row(receipt).supplement_rounds == 2


@pytest.mark.row("SYS-005", "SYS-206")
def test_a_special_case_goes_to_the_agency_above_and_comes_back_answered(desk: Desk, officer: Client) -> None:
    receipt, above = desk.receive(), desk.enter("outsider")
    place = f"/desk/cases/{receipt.number}/"
    assert above.get(place).status_code == 404
    assert (
        officer.post(f"{place}submit/", {"story": "母親無身分證件，建議專案准予居留", "days": "14"}).status_code == 302
    )
    assert receipt.number in above.get("/desk/?kind=submitted").content.decode()
    page = above.get(place).content.decode()
    assert "母親無身分證件" in page
    assert 'href="decide/"' not in page
    assert above.post(f"{place}answer-submission/", {"answer": "agreed", "text": "同意專案辦理"}).status_code == 302
    assert above.get(place).status_code == 404
    shown = officer.get(place).content.decode()
    assert "提報臺東縣政府" in shown
    assert "同意專案辦理" in shown
    citizen = Client()
    citizen.post("/ttbn/track/", {"number": receipt.number, "code": receipt.query_code})
    status = citizen.get(f"/ttbn/track/{receipt.number}/").content.decode()
    assert "您的申請已專案提報臺東縣政府" in status
    assert "母親" not in status


@pytest.mark.row("CM-28")
def test_two_cases_of_a_family_stand_beside_each_other(desk: Desk, officer: Client) -> None:
    one, other = desk.receive(), desk.receive()
    assert officer.post(f"/desk/cases/{one.number}/link/", {"other": other.number}).status_code == 302
    assert f'href="/desk/cases/{one.number}/"' in officer.get(f"/desk/cases/{other.number}/").content.decode()


POLICY = {
    "sites": [{"code": "tp", "name": "臺北市專勤隊", "rooms": ["第1面談室"]}],
    "rules": [
        {"code": "purpose", "text": "只查婚姻是否真實"},
        {"code": "private", "text": "過度私密", "kind": "never"},
    ],
    "bring": "請帶證件正本",
}


@pytest.mark.row("FRM-01", "SYS-048", "SYS-050", "SYS-051", "SYS-052", "SYS-054")
def test_an_interview_from_its_time_to_its_review(desk: Desk, officer: Client, chief: Client) -> None:
    receipt = applied(service(id="kinship", interview=POLICY), by=CITIZEN, at=now())
    place = f"/desk/cases/{receipt.number}/"
    day = now().date() + timedelta(days=10)
    fix = {"room": "tp|第1面談室", "start": f"{day.isoformat()} 14:30"}
    assert officer.post(f"{place}plan-interview/", {**fix, "start": "明天"}).status_code == 422
    assert officer.post(f"{place}plan-interview/", fix).status_code == 302
    citizen = Client()
    citizen.post("/ttbn/track/", {"number": receipt.number, "code": receipt.query_code})
    status = citizen.get(f"/ttbn/track/{receipt.number}/").content.decode()
    for said in ("您的面談", "14:30", "臺北市專勤隊", "第1面談室", "請帶證件正本"):
        assert said in status
    form = officer.get(f"{place}hold-interview/").content.decode()
    assert "沒有詢問：過度私密" in form
    record = {"came": "yes", "record": "問答紀錄", "finding": "contradicts", "reasons": "說詞不一", "kept": ["purpose"]}
    refused = officer.post(f"{place}hold-interview/", record)
    assert "請逐項確認面談原則" in refused.content.decode()
    assert "問答紀錄" in refused.content.decode()
    assert officer.post(f"{place}hold-interview/", {**record, "kept": ["purpose", "private"]}).status_code == 302
    listed = chief.get("/desk/interviews/").content.decode()
    assert receipt.number in listed
    assert "待複核" in listed
    assert "由別人複核並決定" in officer.post(f"{place}decide/", {"outcome": "granted"}).content.decode()
    assert chief.post(f"{place}review-interview/", {"stands": "yes"}).status_code == 302
    page = officer.get(place).content.decode()
    assert "陳美惠" in page
    for kind, begins in (("pdf", b"%PDF"), ("odt", b"PK"), ("docx", b"PK")):
        assert f'href="interviews/1.{kind}"' in page
        assert officer.get(f"{place}interviews/1.{kind}").content.startswith(begins)
    assert [officer.get(f"{place}interviews/{other}").status_code for other in ("2.pdf", "1.exe")] == [404, 404]
    sheet = read_pdf(officer.get(f"{place}interviews/1.pdf").content)
    for said in (receipt.number, "☑ 說詞與事實不符", "☐", "說詞不一", "問答紀錄", "專勤隊隊長或授權人員"):
        assert said in sheet, said


@pytest.mark.parametrize("cases", [1, 3])
def test_the_list_of_interviews_takes_as_many_statements_for_one_as_for_three(
    desk: Desk, chief: Client, officer: Client, cases: int, django_assert_num_queries: Any
) -> None:
    card = service(id="kinship", interview=POLICY)
    for hour in range(cases):
        number = applied(card, by=CITIZEN, at=now()).number
        day = now().date() + timedelta(days=10)
        sent = {"room": "tp|第1面談室", "start": f"{day.isoformat()} 1{hour}:30"}
        assert officer.post(f"/desk/cases/{number}/plan-interview/", sent).status_code == 302
    with django_assert_num_queries(7):
        chief.get("/desk/interviews/")


def test_the_letter_can_be_looked_at_before_anything_is_decided(desk: Desk, officer: Client) -> None:
    receipt = desk.receive()
    place = f"/desk/cases/{receipt.number}/decide/"
    sent = {
        "step": "draft",
        "outcome": "refused",
        "reasons": "利害關係不明",
        "basis": "戶籍法第65條",
        "remedies": "訴願",
    }
    seen = officer.post(place, sent)
    assert (seen["Content-Type"], seen.content[:4]) == ("application/pdf", b"%PDF")
    assert row(receipt).state == "received"
    assert Line.objects.filter(verb="persons.read", purpose=receipt.number).count() == 1
    wrong = officer.post(place, {**sent, "reasons": ""})
    assert wrong.status_code == 422
    assert "戶籍法第65條" in wrong.content.decode()


@pytest.mark.row("SYS-055")
def test_a_certificate_on_file_is_noted_instead_of_asked_for(desk: Desk, officer: Client) -> None:
    papers = [{"code": "kinship", "name": "親屬關係公證書", "reusable": True}]
    receipt = applied(service(id="again", papers=papers), by=CITIZEN, at=now())
    place = f"/desk/cases/{receipt.number}/"
    assert 'href="look-up/"' in officer.get(place).content.decode()
    sent = {"paper": "kinship", "result": "found", "source": "申請書註記曾經來臺並簽名，前案已存"}
    assert officer.post(f"{place}look-up/", sent).status_code == 302
    assert "申請書註記曾經來臺並簽名" in officer.get(place).content.decode()
