"""Cases that go before others, and a decision taken to court after the appeal."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case, Contest
from bianmin.faces.ui.now import now, today
from bianmin.journeys.contest import contest
from bianmin.journeys.decide import decide
from tests.faces.desk.conftest import Desk
from tests.faces.portal.citizen import HOME, words
from tests.factories.delivery import service

APPEAL = {"kind": "appeal", "to": "臺東縣政府", "within": "30d", "reply": "20d", "decide": "3m", "longer": "2m"}
LAWSUIT = {"kind": "lawsuit", "to": "臺北高等行政法院", "within": "2m"}
WHY = {"kind": "humanitarian", "reason": "配偶重病住院"}


def order(client: Client, *numbers: str) -> list[str]:
    page = client.get("/desk/").content.decode()
    return sorted(numbers, key=page.index)


@pytest.mark.row("SYS-053")
def test_an_urgent_case_stands_on_top_with_its_reason_and_who_said_so(desk: Desk, officer: Client) -> None:
    first, second = desk.receive(days_ago=3).number, desk.receive().number
    assert order(officer, first, second) == [first, second]
    there = f"/desk/cases/{second}/put-first/"
    wrong = officer.post(there, {**WHY, "reason": " "})
    assert wrong.status_code == 422
    assert "請用一句話寫明理由" in words(wrong)
    assert "請選擇優先辦理的原因" in words(officer.post(there, {"kind": "", "reason": "x"}))
    assert officer.post(there, WHY).status_code == 302
    assert order(officer, first, second) == [second, first]
    page = words(officer.get(f"/desk/cases/{second}/"))
    assert "優先辦理 人道考量案件: 配偶重病住院" in page
    assert "林怡君" in page.partition("配偶重病住院")[2][:60]
    only = words(officer.get("/desk/?kind=urgent"))
    assert second in only
    assert first not in only
    assert officer.post(f"/desk/cases/{second}/not-first/").status_code == 302
    assert order(officer, first, second) == [first, second]
    assert Case.objects.filter(urgent="").count() == 2


def test_the_applicant_does_not_read_why_a_case_goes_first(desk: Desk, officer: Client, client: Client) -> None:
    receipt = desk.receive()
    officer.post(f"/desk/cases/{receipt.number}/put-first/", WHY)
    client.post(f"{HOME}track/", {"number": receipt.number, "code": receipt.query_code})
    assert "配偶重病住院" not in words(client.get(f"{HOME}track/{receipt.number}/"))


@pytest.fixture
def appealed(desk: Desk) -> Any:
    """A case refused four months ago, against which there is an appeal."""
    way = service(version="2", valid_from=date(2021, 1, 1), contests=[APPEAL, LAWSUIT])
    receipt = Desk(desk.people, way, desk.enter).receive(days_ago=130)
    by, then = desk.people.actor("officer", now()), now() - timedelta(days=120)
    decide(number=receipt.number, outcome="refused", reasons="不符", by=by, at=then)
    said = {"kind": "appeal", "grounds": "事實有誤", "served_on": today() - timedelta(days=119)}
    contest(number=receipt.number, by=by, at=now() - timedelta(days=110), **said)
    return receipt


def settled(officer: Client, number: str, **said: str) -> Any:
    typed = {
        "result": "dismissed",
        "reasons": "訴願駁回",
        "document": "府訴字第1號",
        "served_on": "",
        "limit": "",
        **said,
    }
    return officer.post(f"/desk/cases/{number}/settle/", typed)


@pytest.mark.row("SYS-053")
def test_after_a_failed_appeal_a_lawsuit_is_noted_with_its_limit_and_its_judgment(
    officer: Client, client: Client, appealed: Any
) -> None:
    number = appealed.number
    note = f"/desk/cases/{number}/contest/"
    lawsuit = {"kind": "lawsuit", "grounds": "訴願決定違法", "filed_on": "", "served_on": ""}
    assert settled(officer, number, served_on=today().isoformat()).status_code == 302
    client.post(f"{HOME}track/", {"number": number, "code": appealed.query_code})
    status = words(client.get(f"{HOME}track/{number}/"))
    assert "向臺北高等行政法院提起行政訴訟" in status
    assert client.get(f"{HOME}track/{number}/contest/lawsuit/").status_code == 302
    assert officer.post(note, lawsuit).status_code == 302
    found = Contest.objects.get(kind="lawsuit")
    assert (found.decide_due_on, found.reply_due_on) == (None, None)
    assert found.last_day is not None
    assert found.last_day > today() + timedelta(days=55)
    assert "由法院裁判" in words(officer.get(f"/desk/cases/{number}/"))
    assert number in words(officer.get("/desk/?kind=contested"))
    assert officer.post(f"/desk/cases/{number}/reply/", {"text": "原處分並無違誤"}).status_code == 302
    assert settled(officer, number, result="revoked", document="115年訴字第3號", limit="1m").status_code == 302
    case = Case.objects.get(number=number)
    assert (case.state, case.round, case.contested) == ("review", 2, "")
    assert "115年訴字第3號" in words(officer.get(f"/desk/cases/{number}/"))


def test_there_is_no_lawsuit_before_the_appeal_is_settled_and_none_online(officer: Client, appealed: Any) -> None:
    number = appealed.number
    assert settled(officer, number, result="taken_back").status_code == 302
    said = {"kind": "lawsuit", "grounds": "x", "filed_on": "", "served_on": ""}
    answer = officer.post(f"/desk/cases/{number}/contest/", said)
    assert answer.status_code == 422
    assert "訴願沒有改變原決定以後" in words(answer)


def test_an_appeal_not_decided_in_time_opens_the_way_to_court_only_afterwards(officer: Client, appealed: Any) -> None:
    number = appealed.number
    late = settled(officer, number, result="unanswered")
    assert late.status_code == 302
    assert Contest.objects.get().result == "unanswered"
    said = {"kind": "lawsuit", "grounds": "x", "filed_on": "", "served_on": ""}
    assert officer.post(f"/desk/cases/{number}/contest/", said).status_code == 302


def test_while_the_authority_is_in_time_its_silence_is_no_result(officer: Client, appealed: Any) -> None:
    assert officer.post(f"/desk/cases/{appealed.number}/lengthen/").status_code == 302
    answer = settled(officer, appealed.number, result="unanswered")
    assert answer.status_code == 422
    assert "才算逾期未決定" in words(answer)
