"""The counter: service, applicant and questions on one page; the receipt; matters decided on the spot."""

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case
from tests.faces.desk.conftest import Desk

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef0123456789abcdef"
TYPED = {
    "key": KEY, "channel": "counter", "pickup": "counter", "proof": "id_card", "outcome": "", "step": "take",
    "a.for_whom": "self", "a.name": "堃喆峯𠮷", "a.id_number": "A223456781", "a.birth_on": "民國前1年3月9日",
    "a.phone": "089-381200", "s.reason": "辦理繼承",
}  # fmt: skip
HERE = "/desk/counter/transcript/"


@pytest.fixture
def forms(desk: Desk) -> None:
    """The questions about the applicant that every service asks."""
    from tests.factories.house import load_house

    load_house("forms")


def test_services_are_numbered_for_the_keyboard(desk: Desk, officer: Client):
    assert 'data-key="1"' in officer.get("/desk/counter/").content.decode()


def test_without_services_the_counter_says_what_to_do(signed_in):
    assert "目前沒有可受理的服務項目" in signed_in("officer").get("/desk/counter/").content.decode()


@pytest.mark.row("SYS-039", "ENT-08", "FRM-02")
def test_a_walk_in_is_received_and_the_receipt_holds_the_query_code(forms: None, officer: Client):
    answer = officer.post(HERE, TYPED, follow=True)
    case = Case.objects.get()
    page = answer.content.decode()
    assert answer.redirect_chain == [(f"/desk/cases/{case.number}/receipt/", 302)]
    assert case.number in page
    assert len(answer.context["receipt"].query_code) == 8
    assert (case.channel, case.applicant.name, case.applicant.birth_on.isoformat()) == (
        "counter", "堃喆峯𠮷", "1911-03-09",
    )  # fmt: skip
    assert not case.request_only


def test_sent_twice_it_is_one_case(forms: None, officer: Client):
    assert officer.post(HERE, TYPED)["Location"] == officer.post(HERE, TYPED)["Location"]
    assert Case.objects.count() == 1


def test_the_query_code_stands_only_on_the_receipt_of_who_received_it(forms: None, desk: Desk, officer: Client):
    officer.post(HERE, TYPED)
    other = desk.enter("chief").get(f"/desk/cases/{Case.objects.get().number}/receipt/")
    assert other.context["receipt"].query_code == ""


def test_the_receipt_is_a_pdf_too(forms: None, officer: Client):
    officer.post(HERE, TYPED)
    answer = officer.get(f"/desk/cases/{Case.objects.get().number}/receipt.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_errors_stand_on_top_and_at_their_field_and_nothing_typed_is_lost(forms: None, officer: Client):
    answer = officer.post(HERE, {**TYPED, "a.id_number": "A123456788", "s.reason": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [error["key"] for error in answer.context["errors"]] == ["q-a-id_number", "q-s-reason"]
    assert 'href="#q-a-id_number">身分證' in page
    assert 'value="堃喆峯𠮷"' in page
    assert f'value="{KEY}"' in page
    assert Case.objects.count() == 0


@pytest.mark.row("CM-22")
def test_a_telephone_application_is_a_request_until_proof(forms: None, officer: Client):
    officer.post(HERE, {**TYPED, "channel": "phone", "proof": ""})
    case = Case.objects.get()
    assert (case.channel, case.request_only) == ("phone", True)


def test_a_matter_of_the_moment_is_decided_on_the_same_page(forms: None, officer: Client):
    officer.post(HERE, {**TYPED, "outcome": "granted"})
    case = Case.objects.get()
    assert (case.state, case.outcome) == ("released", "granted")


def test_on_the_spot_needs_the_proof_of_identity(forms: None, officer: Client):
    answer = officer.post(HERE, {**TYPED, "outcome": "granted", "proof": ""})
    assert answer.status_code == 422
    assert Case.objects.count() == 0


def test_who_applies_for_another_is_asked_for_both(forms: None, officer: Client):
    page = officer.post(HERE, {**TYPED, "a.for_whom": "other", "step": "look"}).content.decode()
    assert 'name="a.proxy_name"' in page
    assert 'name="proxy_proof"' in page
    assert Case.objects.count() == 0


def test_a_service_that_is_not_taken_here_is_not_there(forms: None, officer: Client):
    assert officer.get("/desk/counter/nothing/").status_code == 404
