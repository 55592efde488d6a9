"""Levels of review: what each may decide, where the case lies, who read it, and that nobody reads it twice."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import Receipt
from bianmin.faces.ui.now import now
from tests.faces.desk.conftest import Desk
from tests.faces.portal.citizen import HOME, words
from tests.factories.delivery import CITIZEN, applied, offer, service
from tests.people import RECORDS

LEVELS: list[dict[str, Any]] = [
    {
        "name": "承辦人",
        "decides": ["granted"],
        "when": {"conditions": [{"field": "copies", "op": "at_most", "value": 3}]},
    },
    {"name": "戶籍資料組複審", "unit": RECORDS, "decides": ["granted", "refused"]},
    {"name": "主任核定", "by": "chief"},
]
SAID = {"reasons": "份數較多", "basis": "戶籍法第65條", "remedies": "收到後30日內"}


def receive(copies: int) -> Receipt:
    at_three = service(version="3", valid_from=date(2022, 1, 1), levels=LEVELS)
    answers = {"reason": "申請證明", "owner": "陳大文", "copies": copies}
    return applied(at_three, by=CITIZEN, at=now(), answers=answers)


def act(client: Client, receipt: Receipt, verb: str, **said: str) -> Any:
    return client.post(f"/desk/cases/{receipt.number}/{verb}/", {**SAID, **said})


@pytest.mark.row("ENT-07")
def test_a_small_matter_is_decided_at_the_first_level(desk: Desk, officer: Client) -> None:
    receipt = receive(2)
    assert act(officer, receipt, "decide", outcome="granted").status_code == 302
    case = Case.objects.get(number=receipt.number)
    assert (case.outcome, case.level) == ("granted", 0)
    page = words(officer.get(f"/desk/cases/{receipt.number}/"))
    assert "審核層級 承辦人 承辦人 在這一層核定: 准予 · 林怡君" in page
    assert page.count("不需要") == 2


@pytest.mark.row("ENT-07")
def test_a_larger_one_climbs_and_its_page_tells_who_read_it_at_which_level(
    desk: Desk, officer: Client, chief: Client, client: Client
) -> None:
    receipt, records = receive(9), desk.enter("elsewhere")
    refused = act(officer, receipt, "decide", outcome="granted")
    assert refused.status_code == 422
    assert "由更高層級決定：戶籍資料組複審" in words(refused)
    assert act(officer, receipt, "recommend", outcome="granted").status_code == 302
    assert act(records, receipt, "recommend", outcome="partly").status_code == 302
    assert "複審" in words(chief.get(f"/desk/cases/{receipt.number}/"))
    assert act(records, receipt, "decide", outcome="granted").status_code == 422
    client.post(f"{HOME}track/", {"number": receipt.number, "code": receipt.query_code})
    status = words(client.get(f"{HOME}track/{receipt.number}/"))
    assert "審核層級 主任核定 第3級，共3級" in status
    assert "送下一層級審核：主任核定" in status
    assert act(chief, receipt, "recommend", outcome="partly").status_code == 422
    assert act(chief, receipt, "decide", outcome="partly").status_code == 302
    case = Case.objects.get(number=receipt.number)
    assert (case.outcome, case.level) == ("partly", 2)
    page = words(officer.get(f"/desk/cases/{receipt.number}/"))
    assert "承辦人 承辦人 建議: 准予 · 林怡君" in page
    assert "戶籍資料組複審 承辦人 建議: 部分准予 · 吳志明" in page
    assert "主任核定 主管 在這一層核定: 部分准予 · 陳美惠" in page


@pytest.mark.row("ENT-07")
def test_what_is_sent_back_begins_at_the_first_level_again(desk: Desk, officer: Client) -> None:
    receipt, records = receive(9), desk.enter("elsewhere")
    act(officer, receipt, "recommend", outcome="granted")
    assert act(records, receipt, "send-back", remark="請再查").status_code == 302
    case = Case.objects.get(number=receipt.number)
    assert (case.state, case.level, case.second_unit) == ("review", 0, "")
    assert act(records, receipt, "decide", outcome="refused").status_code in (403, 404)


def test_levels_stand_in_place_of_a_second_reading() -> None:
    with pytest.raises(ValueError, match="levels"):
        offer(levels=LEVELS[:1])
    with pytest.raises(ValueError, match="levels"):
        offer(levels=LEVELS, second_reading={"when": "always"})
