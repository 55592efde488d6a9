"""What a citizen may do against a decision, or instead of one: withdraw, object, appeal."""

from typing import Any

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case, Contest
from bianmin.delivery.cases.vocab import Outcome
from bianmin.faces.ui.now import now
from bianmin.foundation.notices.models import Message
from bianmin.journeys.decide import decide
from tests.faces.portal.citizen import HOME, Citizen, words
from tests.people import People


@pytest.fixture
def number(citizen: Citizen) -> str:
    """The number of an application of this citizen, who holds it by its code."""
    found = citizen.apply()
    citizen.track(found, code=citizen.code(found))
    return found


@pytest.fixture
def refused(number: str, people: People) -> str:
    """The application refused."""
    by = people.actor("officer", now())
    decide(number=number, outcome=Outcome.REFUSED, reasons="利害關係不明", by=by, at=now())
    return number


def page(citizen: Citizen, number: str) -> str:
    return words(citizen.client.get(f"{HOME}track/{number}/"))


def appeal(citizen: Citizen, number: str, **typed: str) -> Any:
    said = {"grounds": "我是本人", "distance": "county", "served_on": "", **typed}
    return citizen.client.post(f"{HOME}track/{number}/contest/appeal/", said)


def test_a_citizen_withdraws_after_being_asked_once(citizen: Citizen, number: str) -> None:
    place = f"{HOME}track/{number}/withdraw/"
    assert 'href="withdraw/"' in citizen.client.get(f"{HOME}track/{number}/").content.decode()
    assert "您要撤回這件申請嗎？" in words(citizen.client.get(place))
    assert Case.objects.get().state == "received"
    assert citizen.client.post(place).status_code == 302
    assert Case.objects.get().state == "withdrawn"
    assert "已撤回" in page(citizen, number)
    assert Message.objects.filter(template__code="withdrawn").count() == 1
    assert citizen.client.get(place).status_code == 302


def test_nobody_else_withdraws_it(citizen: Citizen, number: str) -> None:
    citizen.client.cookies.clear()
    assert citizen.client.post(f"{HOME}track/{number}/withdraw/").status_code == 404
    assert Case.objects.get().state == "received"


@pytest.mark.row("SYS-053")
def test_a_refused_applicant_appeals_online_and_sees_who_does_what_by_when(citizen: Citizen, refused: str) -> None:
    assert "您不同意這個決定嗎？" in page(citizen, refused)
    assert "由臺東縣政府決定" in words(citizen.client.get(f"{HOME}track/{refused}/contest/appeal/"))
    assert appeal(citizen, refused).status_code == 302
    shown = page(citizen, refused)
    assert "尚未決定" in shown
    assert "由臺東縣政府決定" in shown
    assert "您不同意這個決定嗎？" not in shown
    assert Message.objects.filter(template__code="contested").count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"grounds": " "}, "grounds"), ({"distance": ""}, "distance"), ({"served_on": "115/13/1"}, "served_on")],
)
def test_what_is_missing_is_named_at_its_place_and_nothing_typed_is_lost(
    citizen: Citizen, refused: str, typed: dict[str, str], field: str
) -> None:
    answer = appeal(citizen, refused, **typed)
    assert answer.status_code == 422
    assert [error["name"] for error in answer.context["errors"]] == [field]
    if field != "grounds":
        assert "我是本人" in answer.content.decode()
    assert Contest.objects.count() == 0


def test_there_is_no_such_way_for_an_open_case_or_an_unknown_kind(citizen: Citizen, number: str) -> None:
    assert citizen.client.get(f"{HOME}track/{number}/contest/appeal/").status_code == 302
    assert citizen.client.get(f"{HOME}track/{number}/contest/lawsuit/").status_code == 302


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type] # a User
    return client


def test_the_desk_replies_settles_and_the_citizen_sees_the_new_date(
    citizen: Citizen, refused: str, people: People
) -> None:
    appeal(citizen, refused)
    officer, chief = signed_in(people.officer), signed_in(people.chief)
    place = f"/desk/cases/{refused}/"
    assert refused in officer.get("/desk/?kind=contested").content.decode()
    assert "訴願" in words(officer.get(place))
    assert officer.post(f"{place}reply/", {"text": "原處分無誤"}).status_code == 302
    assert officer.post(f"{place}lengthen/").status_code == 302
    assert "已延長" in words(officer.get(place))
    said = {"result": "revoked", "reasons": "另為處分", "document": "府訴字第1140000001號", "limit": "1m"}
    assert chief.post(f"{place}settle/", said).status_code == 302
    shown = page(citizen, refused)
    assert "原決定已撤銷" in shown
    assert "審查中" in shown
    assert "府訴字第1140000001號" in shown


def test_a_paper_appeal_is_registered_at_the_desk_with_its_day(refused: str, people: People) -> None:
    officer = signed_in(people.officer)
    assert "請選擇決定書所載的救濟方式" in words(officer.post(f"/desk/cases/{refused}/contest/", {"kind": "objection"}))
    place = f"/desk/cases/{refused}/contest/"
    today = now().date()
    written = f"{today.year - 1911}/{today.month}/{today.day}"
    typed = {"kind": "appeal", "grounds": "書面", "distance": "county", "filed_on": written}
    wrong = officer.post(place, {**typed, "filed_on": "99/1/1"})
    assert wrong.status_code == 422
    assert "請填寫從決定那天到今天之間的日期" in words(wrong)
    assert officer.post(place, typed).status_code == 302
    assert Contest.objects.get().filed_on == today
    served = officer.post(f"/desk/cases/{refused}/serve/", {"served_on": typed["filed_on"]})
    assert served.status_code == 302
