"""How the dates of a case came about, on the desk and for the citizen, and what if."""

from datetime import timedelta

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import Defect
from bianmin.faces.ui.now import now, today
from bianmin.journeys.supplement import request_supplement, supplement
from tests.faces.desk.conftest import Desk
from tests.factories.delivery import holder
from tests.people import hold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ordinary_day")]


def page(client: Client, number: str, query: str = "") -> str:
    return client.get(f"/desk/cases/{number}/dates/{query}").content.decode()


def test_both_limits_are_explained_day_by_day_the_earlier_first(desk: Desk, officer: Client):
    number = desk.receive().number
    answer = officer.get(f"/desk/cases/{number}/dates/")
    assert [one.label for one in answer.context["limits"]] == ["標準作業時間", "法定期限"]
    text = answer.content.decode()
    assert "收件當天，不計入" in text
    assert "計入：第 1 至 7 日" in text
    assert "期間為30日" in text


def test_a_pause_stands_in_the_explanation(desk: Desk, officer: Client):
    receipt = desk.receive(days_ago=3)
    by = desk.people.actor("officer", now())
    asked = now() - timedelta(days=2)
    request_supplement(number=receipt.number, defects=[Defect("補印章")], by=by, at=asked, printed=False)
    assert "這是最早可能的日期" in page(officer, receipt.number)
    supplement(number=receipt.number, by=holder(receipt), at=now(), answers={"words": "好"})
    assert "停止計算，不計入" in page(officer, receipt.number)


def test_what_if_it_is_decided_and_if_papers_arrive(desk: Desk, officer: Client):
    number = desk.receive().number
    due = Case.objects.get().due_on
    late = due + timedelta(days=1)
    answer = officer.get(f"/desk/cases/{number}/dates/?decided={late}&papers={late}")
    assert answer.context["decided"].used_days == (late - today()).days
    assert not answer.context["decided"].on_time
    assert answer.context["decided"].within_limit
    assert answer.context["papers"].due_on > due
    assert "超過標準作業時間，未逾法定期限" in answer.content.decode()
    assert Case.objects.get().due_on == due


@pytest.mark.parametrize("query", ["?decided=x", "?decided=2001-01-01", "?papers=2001-01-01"])
def test_a_day_that_cannot_be_is_refused_at_its_box(desk: Desk, officer: Client, query: str):
    number = desk.receive().number
    assert officer.get(f"/desk/cases/{number}/dates/{query}").status_code == 422


def test_the_citizen_reads_the_same_days(desk: Desk, client: Client):
    receipt = desk.receive()
    assert client.get(f"/ttbn/track/{receipt.number}/dates/").status_code == 404
    hold(client, receipt.subject)
    text = client.get(f"/ttbn/track/{receipt.number}/dates/").content.decode()
    assert "計入：第 1 至 7 日" in text
    assert "收件當天，不計入" in text
    assert 'href="dates/"' in client.get(f"/ttbn/track/{receipt.number}/").content.decode()


@pytest.mark.row("SYS-039", "ENT-08")
def test_the_receipt_says_how_many_working_days(desk: Desk, officer: Client):
    number = desk.receive().number
    assert "個工作天" in officer.get(f"/desk/cases/{number}/receipt/").content.decode()
