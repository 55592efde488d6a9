"""Addresses and answers that nobody types: a page or a sentence, never a fault."""

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case
from tests.faces.desk.conftest import Desk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/desk/?q=%00", "/desk/cases/%00/", "/desk/cases/../", "/desk/ratings/999999999999/", "/desk/files/1/",
        "/desk/improvements/new/?value=IN-04@/x/@soon", "/desk/improvements/new/?value=@@@@", "/desk/packs/x/y.yaml",
        "/desk/improvements/new/?rating=9", "/desk/indicators/IN-04/?unit=/x/&agency=x", "/desk/plans/x/y/",
    ],
)  # fmt: skip
def test_a_strange_address_is_not_there(chief: Client, address: str):
    assert chief.get(address).status_code in (301, 403, 404)


@pytest.mark.parametrize(
    "address",
    [
        "/desk/?first=-1", "/desk/?first=99999999999999999999", "/desk/?state=burned&kind=burned&channel=burned",
        "/desk/?q=%E2%80%AE", "/desk/indicators/?span=9999-99", "/desk/journal/?since=1/1/1&until=x",
        "/desk/improvements/?state=burned", "/desk/evaluation/",
    ],
)  # fmt: skip
def test_a_strange_wish_still_gets_a_page(chief: Client, address: str):
    assert chief.get(address).status_code == 200


def test_signs_that_no_database_keeps_are_left_out(desk: Desk, officer: Client):
    number = desk.receive().number
    officer.post(f"/desk/cases/{number}/extend/", {"reason": "查\0證", "limit": "5d"})
    assert "查證" in officer.get(f"/desk/cases/{number}/").content.decode()


@pytest.mark.parametrize("limit", ["5x", "-3d", "99999d", "１０日"])
def test_a_strange_period_is_told_and_changes_nothing(desk: Desk, officer: Client, limit: str):
    number = desk.receive().number
    before = Case.objects.get(number=number).due_on
    answer = officer.post(f"/desk/cases/{number}/extend/", {"reason": "查證中", "limit": limit})
    assert answer.status_code == 422
    assert "查證中" in answer.content.decode()
    assert Case.objects.get(number=number).due_on == before


@pytest.mark.parametrize("days", ["", "x", "999", "-1", "99999999999999"])
def test_strange_days_to_answer_never_break_the_notice(desk: Desk, officer: Client, days: str):
    number = desk.receive().number
    typed = {"defects": "缺件", "days": days}
    assert officer.post(f"/desk/cases/{number}/request-supplement/", {**typed, "step": "preview"}).status_code == 200
    assert officer.post(f"/desk/cases/{number}/request-supplement/", {**typed, "step": "send"}).status_code in (
        302,
        422,
    )


def test_a_script_in_an_answer_is_text(desk: Desk, officer: Client):
    number = desk.receive().number
    officer.post(f"/desk/cases/{number}/decide/", {"outcome": "refused", "reasons": "<script>alert(1)</script>"})
    page = officer.get(f"/desk/cases/{number}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
