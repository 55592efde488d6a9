"""The unified number of a case: given with the decision or the paper, by an officer in doubt, on the paper, checked."""

from datetime import date
from typing import Any

import pypdfium2
import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.delivery.permits.models import Permit
from bianmin.faces.ui.now import now
from bianmin.foundation.packs.actions import load_packs
from bianmin.foundation.persons.models import UnifiedNumber
from bianmin.journeys.apply import apply
from bianmin.journeys.decide import decide
from tests.faces.desk.conftest import Desk
from tests.factories.delivery import CITIZEN, HOUSE, application, service
from tests.factories.permits import kind, publish_kinds
from tests.factories.unified import THUY, hold

ANSWERS = {"reason": "C1234567", "owner": "female"}


def said(answer: Any) -> str:
    return answer.content.decode()


def granted(desk: Desk, **changes: Any) -> Case:
    receipt = desk.receive(applicant=THUY, answers={**ANSWERS, **changes})
    decide(number=receipt.number, outcome="granted", by=desk.people.actor("officer", now()), at=now())
    return Case.objects.get(number=receipt.number)


@pytest.mark.row("SYS-078", "ENT-20")
def test_a_granted_case_gives_the_number_and_shows_it_masked(desk: Desk, officer: Client) -> None:
    hold()
    case = granted(desk)
    assert UnifiedNumber.objects.get().number == case.applicant.id_number == "V900000014"
    page = said(officer.get(f"/desk/cases/{case.number}/"))
    assert "V90000****" in page
    assert "V900000014" not in page
    assert "已配賦您統一證號" in page
    assert officer.get(f"/desk/cases/{case.number}/unified/").status_code == 404


LOOKED_AT = """
kind: principles
id: transcript-check
version: "1"
agency: 376550300A
source: demonstration
valid_from: 2020-01-01
name: 電腦查核原則
decides: true
basis: 示範
rows:
- {code: asked, text: 填了旅行證件號碼。, reason: 沒有填旅行證件號碼。, when: {conditions: [{field: reason, op: filled}]}}
"""


@pytest.mark.row("SYS-078", "SYS-090")
def test_what_a_computer_grants_gives_the_number_by_itself(desk: Desk, officer: Client) -> None:
    hold()
    load_packs(files=[("looked-at.yaml", LOOKED_AT.encode())], by=HOUSE, at=now())
    offer = service(version="2", valid_from=date(2021, 1, 1), principles="transcript-check", proof_required=False)
    sent = application(offer, applicant=THUY, answers=ANSWERS)
    receipt = apply(application=sent, by=CITIZEN, at=now())
    case = Case.objects.get(number=receipt.number)
    assert (case.state, case.outcome) == ("released", "granted")
    assert case.applicant.id_number == UnifiedNumber.objects.get().number == "V900000014"
    assert "已配賦您統一證號" in said(officer.get(f"/desk/cases/{case.number}/"))


@pytest.mark.row("SYS-068")
def test_the_number_comes_with_the_paper_and_is_printed_on_it(desk: Desk, officer: Client) -> None:
    hold(
        occasions=[
            {"service": "transcript", "moment": "permit", "group": "unregistered", "document": "reason", "sex": "owner"}
        ]
    )
    publish_kinds(kind(services=["transcript"]))
    case = granted(desk)
    assert not UnifiedNumber.objects.exists()
    assert officer.post(f"/desk/permits/for/{case.number}/", {"way": "counter", "key": "k" * 10}).status_code == 302
    assert UnifiedNumber.objects.get().number.startswith("V97")
    paper = officer.get(f"/desk/permits/{Permit.objects.get().number}.pdf").content
    assert f"{UnifiedNumber.objects.get().number}" in pypdfium2.PdfDocument(paper)[0].get_textpage().get_text_bounded()


def test_where_the_sex_was_not_asked_the_officer_gives_it(desk: Desk, officer: Client) -> None:
    hold()
    case = granted(desk, owner="")
    page = said(officer.get(f"/desk/cases/{case.number}/"))
    assert "還沒有配賦號碼" in page
    there = f"/desk/cases/{case.number}/unified/"
    assert 'value="C1234567"' in said(officer.get(there))
    wrong = officer.post(there, {"group": "foreign", "sex": "", "document": "C1234567"})
    assert wrong.status_code == 422
    assert "q-sex-error" in said(wrong)
    assert officer.post(there, {"group": "foreign", "sex": "male", "document": "C1234567"}).status_code == 302
    assert UnifiedNumber.objects.get().number[:3] == "V80"


def test_of_somebody_like_this_the_officer_says_whether_it_is_the_same_person(desk: Desk, officer: Client) -> None:
    hold()
    granted(desk)
    renewed, other = granted(desk, reason="N1"), granted(desk, reason="N2")
    there = f"/desk/cases/{renewed.number}/unified/"
    page = said(officer.get(there))
    assert "V90000****" in page
    sent = {"group": "foreign", "sex": "female", "document": "N1"}
    assert officer.post(there, sent).status_code == 422
    assert officer.post(there, {**sent, "which": "9" * 30}).status_code == 422
    assert officer.post(there, {**sent, "which": "77"}).status_code == 404
    assert officer.post(there, {**sent, "which": str(UnifiedNumber.objects.get().pk)}).status_code == 302
    different = {**sent, "document": "N2", "which": "0"}
    assert officer.post(f"/desk/cases/{other.number}/unified/", different).status_code == 302
    numbers = [Case.objects.get(pk=one.pk).applicant.id_number for one in (renewed, other)]
    assert numbers == ["V900000014", "V900000023"]


def test_a_service_that_gives_none_has_no_such_page(desk: Desk, officer: Client) -> None:
    case = granted(desk)
    assert officer.get(f"/desk/cases/{case.number}/unified/").status_code == 404


@pytest.mark.row("SYS-078")
@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("A800000014", "✓ 寫法正確"), ("a123456789", "✓ 寫法正確"), ("AA00000009", "120年"), ("A800000015", "檢查"),
        ("A8", "✕ 寫法不正確"), ("\0", "這個號碼寫得對嗎"), ("Ａ８" * 200, "✕ 寫法不正確"),
    ],
)  # fmt: skip
def test_anybody_checks_whether_a_number_is_well_written(desk: Desk, number: str, words: str) -> None:
    answer = Client().post("/ttbn/check-number/", {"number": number})
    assert answer.status_code == 200
    assert words in said(answer)
