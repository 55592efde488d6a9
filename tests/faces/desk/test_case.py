"""One case on the desk: what it shows, masked and in full, and what may be done with it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.foundation.audit.models import Line
from bianmin.foundation.notices.models import Message
from tests.faces.desk.conftest import Desk
from tests.factories.delivery import PDF

pytestmark = pytest.mark.django_db


def state(number: str) -> str:
    return Case.objects.get(number=number).state


def test_the_page_shows_the_case_masked(desk: Desk, officer: Client):
    number = desk.receive().number
    page = officer.get(f"/desk/cases/{number}/").content.decode()
    assert "陳○美" in page
    assert "A22345****" in page
    assert "A223456781" not in page
    assert "標準作業時間" in page
    assert "法定期限" in page


def test_there_is_no_page_for_the_public_or_a_wrong_number(desk: Desk, officer: Client, client: Client):
    number = desk.receive().number
    assert client.get(f"/desk/cases/{number}/").status_code == 302
    assert officer.get("/desk/cases/TTBN-1140305-000013/").status_code == 404


def test_personal_data_are_shown_for_a_purpose_that_the_journal_keeps(desk: Desk, officer: Client):
    number = desk.receive().number
    page = officer.post(f"/desk/cases/{number}/reading/", {"purpose": "review"}).content.decode()
    assert "A223456781" in page
    assert "陳大文" in page
    read = Line.objects.filter(verb__in=["persons.read", "cases.read_answers"])
    assert sorted(read.values_list("verb", "purpose")) == [
        ("cases.read_answers", f"{number} review"),
        ("persons.read", f"{number} review"),
    ]


def test_without_a_purpose_nothing_is_shown(desk: Desk, officer: Client):
    number = desk.receive().number
    answer = officer.post(f"/desk/cases/{number}/reading/", {"purpose": "curiosity"})
    assert answer.status_code == 422
    assert "A223456781" not in answer.content.decode()
    assert not Line.objects.filter(verb="persons.read").exists()


def test_an_auditor_reads_the_case_and_changes_nothing(desk: Desk):
    number = desk.receive().number
    auditor = desk.enter("auditor")
    page = auditor.get(f"/desk/cases/{number}/").content.decode()
    assert f"/desk/cases/{number}/decide/" not in page
    assert auditor.post(f"/desk/cases/{number}/take/").status_code == 403
    assert state(number) == "received"


def test_the_officer_takes_proves_decides_and_hands_over(desk: Desk, officer: Client):
    number = desk.receive().number
    at = f"/desk/cases/{number}/"
    officer.post(f"{at}take/")
    officer.post(f"{at}record-proof/", {"kind": "id_card"})
    officer.post(f"{at}decide/", {"outcome": "granted"})
    assert state(number) == "decided"
    page = officer.get(at).content.decode()
    assert "卑鄉戶字第" in page
    officer.post(f"{at}release/")
    assert state(number) == "released"


def test_the_letter_comes_as_pdf_and_odt(desk: Desk, officer: Client):
    number = desk.receive().number
    officer.post(f"/desk/cases/{number}/decide/", {"outcome": "granted"})
    decision = officer.get(f"/desk/cases/{number}/").context["case"].decision
    pdf = officer.get(f"/desk/files/{decision.pdf}/")
    assert pdf.content.startswith(b"%PDF-")
    assert pdf["Content-Disposition"].startswith("attachment")
    assert officer.get(f"/desk/files/{decision.odt}/").content.startswith(b"PK")


def test_a_file_is_not_opened_by_another_unit(desk: Desk, officer: Client):
    number = desk.receive().number
    officer.post(f"/desk/cases/{number}/decide/", {"outcome": "granted"})
    key = officer.get(f"/desk/cases/{number}/").context["case"].decision.pdf
    assert desk.enter("outsider").get(f"/desk/files/{key}/").status_code == 404


def test_a_refusal_without_reasons_is_told_at_the_field_and_keeps_what_was_typed(desk: Desk, officer: Client):
    number = desk.receive().number
    answer = officer.post(f"/desk/cases/{number}/decide/", {"outcome": "refused", "basis": "戶籍法第65條第2項"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#q-reasons"' in page
    assert "戶籍法第65條第2項" in page
    assert state(number) == "received"


def test_a_request_without_proof_is_not_handed_over(desk: Desk, officer: Client):
    number = desk.receive().number
    officer.post(f"/desk/cases/{number}/decide/", {"outcome": "granted"})
    answer = officer.post(f"/desk/cases/{number}/release/")
    assert answer.status_code == 422
    assert state(number) == "decided"


def test_the_second_officer_reads_that_somebody_was_first_and_loses_nothing(desk: Desk, officer: Client, chief: Client):
    number = desk.receive().number
    typed = {"outcome": "refused", "reasons": "所附文件不符。", "basis": "戶籍法", "remedies": "訴願"}
    chief.post(f"/desk/cases/{number}/withdraw/")
    answer = officer.post(f"/desk/cases/{number}/decide/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "已撤回" in page
    assert "所附文件不符。" in page


@pytest.mark.row("CM-11", "SYS-040", "FRM-03")
def test_the_notice_asks_for_everything_at_once_after_a_look(desk: Desk, officer: Client):
    number = desk.receive().number
    at = f"/desk/cases/{number}/request-supplement/"
    typed = {"paper": ["id_card"], "defects": "申請書第二頁未簽名", "days": "7", "basis": "戶籍法第65條"}
    seen = officer.post(at, {**typed, "step": "preview"})
    assert [defect.text for defect in seen.context["preview"]["defects"]] == ["身分證", "申請書第二頁未簽名"]
    assert state(number) == "received"
    officer.post(at, {**typed, "step": "send"})
    card = officer.get(f"/desk/cases/{number}/").context["case"]
    assert (card.state, [defect.paper for defect in card.supplements[0].defects]) == ("supplement", ["id_card", ""])
    assert officer.get(f"/desk/files/{card.supplements[0].pdf}/").content.startswith(b"%PDF-")
    assert Message.objects.filter(template__code="supplement").count() == 1


def test_a_notice_that_asks_for_nothing_is_refused(desk: Desk, officer: Client):
    number = desk.receive().number
    answer = officer.post(f"/desk/cases/{number}/request-supplement/", {"step": "send", "days": "7"})
    assert (answer.status_code, state(number)) == (422, "received")


def test_papers_are_received_at_the_counter(desk: Desk, officer: Client):
    number = desk.receive().number
    officer.post(f"/desk/cases/{number}/request-supplement/", {"paper": ["id_card"], "days": "7", "step": "send"})
    scan = SimpleUploadedFile("scan.pdf", PDF, "application/pdf")
    officer.post(f"/desk/cases/{number}/supplement/", {"shown": ["id_card"], "files": [scan]})
    card = officer.get(f"/desk/cases/{number}/").context["case"]
    assert card.state == "review"
    assert {paper.code: paper.state for paper in card.papers}["id_card"] == "shown"
    assert [paper.name for paper in card.papers if paper.file] == ["scan.pdf"]


def test_a_file_of_a_wrong_kind_is_refused_at_its_place(desk: Desk, officer: Client):
    number = desk.receive().number
    officer.post(f"/desk/cases/{number}/request-supplement/", {"paper": ["id_card"], "days": "7", "step": "send"})
    script = SimpleUploadedFile("scan.pdf", b"#!/bin/sh", "application/pdf")
    answer = officer.post(f"/desk/cases/{number}/supplement/", {"files": [script]})
    assert answer.status_code == 422
    assert 'href="#q-files"' in answer.content.decode()
    assert state(number) == "supplement"


def test_an_extension_needs_a_reason_and_moves_the_date(desk: Desk, officer: Client):
    number = desk.receive().number
    before = Case.objects.get(number=number).statutory_due_on
    assert officer.post(f"/desk/cases/{number}/extend/", {"reason": ""}).status_code == 422
    officer.post(f"/desk/cases/{number}/extend/", {"reason": "須向外機關查證", "limit": "10d"})
    assert Case.objects.get(number=number).statutory_due_on > before
    assert "須向外機關查證" in officer.get(f"/desk/cases/{number}/").content.decode()


@pytest.mark.row("CM-95", "SYS-165", "ENT-27")
def test_the_citizen_rates_at_the_counter_on_a_screen_of_their_own(desk: Desk, officer: Client, client: Client):
    number = desk.receive().number
    officer.post(f"/desk/cases/{number}/decide/", {"outcome": "granted"})
    page = officer.get(f"/desk/cases/{number}/rate/")
    assert 'name="level"' not in page.content.decode()
    assert officer.post(f"/desk/cases/{number}/rate/", {"level": "5"}).status_code == 405
    where = page.context["where"].removeprefix("http://127.0.0.1:8000")
    assert officer.post(where, {"level": "5"}).status_code == 403
    assert 'name="level"' in client.get(where).content.decode()
    assert client.post(where, {"level": "1", "reason": "等太久"}).status_code == 302
    client.post(where, {"level": "5"})
    line = Line.objects.get(verb="ratings.rate")
    assert line.actor == f"case:{Case.objects.get(number=number).pk}"
    assert client.get(where + "x/").status_code == 404
    assert "申請人已經評分" in officer.get(f"/desk/cases/{number}/rate/").content.decode()


def test_pages_of_the_desk_are_not_kept(desk: Desk, officer: Client):
    number = desk.receive().number
    assert officer.get(f"/desk/cases/{number}/")["Cache-Control"] == "no-store"


def test_an_unknown_verb_is_not_there(desk: Desk, officer: Client):
    assert officer.get(f"/desk/cases/{desk.receive().number}/burn/").status_code == 404
