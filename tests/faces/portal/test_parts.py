"""One application, several units: parts with their own officers and clocks, and a whole that waits for them."""

from typing import Any

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.faces.ui.now import now
from bianmin.foundation.notices.models import Message
from bianmin.journeys.decide import decide
from bianmin.kernel.actor import Actor, Grant, Role
from tests.faces.portal.citizen import words
from tests.faces.portal.immigration import NIA, apply, staff

PERSON = {"passport_number": "K1234567", "nationality": "法國"}
WORK = {"employer": "示範科技股份有限公司", "occupation": "工程師", "work_until": "120/6/30"}
STAY = {"address_in_taiwan": "臺北市廣州街15號"}
UNIT = Actor(key="staff:99", agency=NIA, grants=(Grant(Role.CHIEF, NIA, f"/{NIA}/"),))
CODES = ("pass-visa", "pass-work", "pass-residence", "pass-return")


@pytest.fixture
def number(client: Client) -> str:
    """One application for the card."""
    return apply(
        client, "employment-pass", service_person=PERSON, service_work=WORK, service_stay=STAY,
        pickup={"pickup": "counter"},
    )  # fmt: skip


@pytest.fixture
def chief(client: Client) -> Client:
    """The chief of the agency, who sees every unit's cases."""
    assert client
    found = Client()
    found.force_login(staff(Role.CHIEF), backend="django.contrib.auth.backends.ModelBackend")
    return found


def end(code: str, outcome: str = "granted") -> None:
    """A unit decides its part."""
    part = Case.objects.get(service_code=code)
    words = {"reasons": "不符規定", "basis": "入出國及移民法"} if outcome != "granted" else {}
    decide(number=part.number, outcome=outcome, by=UNIT, at=now(), **words)


def send(chief: Client, number: str, outcome: str) -> Any:
    said = {"outcome": outcome, "reasons": "重入國許可不符", "basis": "入出國及移民法", "remedies": "30日內可提起訴願"}
    return chief.post(f"/desk/cases/{number}/decide/", said)


@pytest.mark.row("SYS-074")
def test_one_application_opens_its_parts_and_asks_nothing_twice(client: Client, chief: Client, number: str) -> None:
    whole = Case.objects.get(number=number)
    parts = {part.service_code: part for part in whole.parts.order_by("number")}
    assert tuple(parts) == CODES
    assert parts["pass-work"].answers == {"passport_number": "K1234567", **WORK, "work_until": "2031-06-30"}
    assert parts["pass-visa"].due_on < whole.due_on
    assert parts["pass-visa"].unit_path != parts["pass-residence"].unit_path
    page = words(client.get(f"/nia/track/{number}/"))
    assert "子案 幾個單位同時辦理，子案都核定後才核定整件。 簽證 已收件" in page
    desk = words(chief.get(f"/desk/cases/{number}/"))
    assert parts["pass-return"].number in desk
    assert f"這是子案，屬於 {number}" in words(chief.get(f"/desk/cases/{parts['pass-work'].number}/"))


@pytest.mark.row("SYS-074")
def test_the_whole_is_decided_when_all_parts_are_and_leads_to_one_card(
    client: Client, chief: Client, number: str
) -> None:
    refused = send(chief, number, "granted")
    assert refused.status_code == 422
    assert "還有子案沒有核定：簽證、工作許可函、外僑居留證、重入國許可" in words(refused)
    told = Message.objects.count()
    for code in CODES:
        end(code)
    assert Message.objects.count() == told
    page = words(client.get(f"/nia/track/{number}/"))
    assert "子案都已核定，接著核定整件申請。" in page
    assert send(chief, number, "granted").status_code == 302
    assert Message.objects.count() == told + 1
    card = words(chief.get(f"/desk/permits/for/{number}/"))
    assert "就業Pass卡" in card


@pytest.mark.row("SYS-074")
def test_a_part_refused_says_what_then(client: Client, chief: Client, number: str) -> None:
    end("pass-return", "refused")
    for code in CODES[:3]:
        end(code)
    page = words(client.get(f"/nia/track/{number}/"))
    assert "其他三種仍可核發" in page
    answer = send(chief, number, "granted")
    assert answer.status_code == 422
    assert "「重入國許可」沒有核准。整件可以部分准予，或駁回。" in words(answer)
    assert send(chief, number, "partly").status_code == 302


@pytest.mark.row("SYS-074")
def test_without_a_needed_part_nothing_can_be_granted(chief: Client, number: str) -> None:
    end("pass-work", "refused")
    for code in ("pass-visa", "pass-residence", "pass-return"):
        end(code)
    answer = send(chief, number, "partly")
    assert answer.status_code == 422
    assert "「工作許可函」沒有核准，缺少這一項整件都不能核准" in words(answer)
    assert send(chief, number, "refused").status_code == 302


def test_who_withdraws_the_whole_withdraws_its_parts(client: Client, number: str) -> None:
    end("pass-visa")
    assert client.post(f"/nia/track/{number}/withdraw/").status_code == 302
    states = dict(Case.objects.filter(agency=NIA).values_list("service_code", "state"))
    assert states == {
        "employment-pass": "withdrawn", "pass-visa": "released", "pass-work": "withdrawn",
        "pass-residence": "withdrawn", "pass-return": "withdrawn",
    }  # fmt: skip
