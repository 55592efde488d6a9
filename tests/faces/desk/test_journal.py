"""The journal on the desk: for auditors and chiefs, narrowed, verified, exported."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bianmin.faces.ui.now import now
from bianmin.foundation.audit.actions import seal
from tests.faces.desk.conftest import Desk

pytestmark = pytest.mark.django_db
STATEMENTS = 6


@pytest.fixture
def auditor(desk: Desk) -> Client:
    return desk.enter("auditor")


def test_every_act_is_a_line(desk: Desk, auditor: Client):
    number = desk.receive().number
    desk.enter("officer").post(f"/desk/cases/{number}/take/")
    page = auditor.get("/desk/journal/?verb=cases.").content.decode()
    assert "cases.take" in page
    assert "林怡君" in page
    assert "陳阿美" not in page


def test_lines_are_narrowed_by_day(desk: Desk, auditor: Client):
    desk.receive(days_ago=3)
    old = auditor.get("/desk/journal/", {"verb": "cases.", "until": "100/1/1"})
    assert "沒有符合的紀錄" in old.content.decode()


def test_a_day_that_cannot_be_read_is_told_at_its_box(auditor: Client):
    page = auditor.get("/desk/journal/", {"since": "yesterday"}).content.decode()
    assert 'href="#q-since"' in page
    assert 'value="yesterday"' in page


def test_the_journal_is_verified_on_the_page(desk: Desk, auditor: Client):
    desk.receive()
    seal(at=now())
    page = auditor.post("/desk/journal/verify/").content.decode()
    assert "軌跡紀錄完整" in page


def test_lines_are_exported(desk: Desk, auditor: Client):
    desk.receive()
    answer = auditor.get("/desk/journal.csv?verb=cases.apply").content.decode("utf-8-sig")
    assert answer.splitlines()[0] == "時間,誰,代理,動作,對象,欄位,用途,封存"
    assert ",cases.apply,cases.case:" in answer


def test_officers_and_administrators_do_not_read_it(desk: Desk):
    for name in ("officer", "admin", "research", "supervisor"):
        assert desk.enter(name).get("/desk/journal/").status_code == 403


@pytest.mark.parametrize("cases", [1, 3])
def test_the_list_takes_as_many_statements_for_few_lines_as_for_many(
    desk: Desk, auditor: Client, cases: int, django_assert_num_queries: DjangoAssertNumQueries
):
    for _ in range(cases):
        desk.receive()
    with django_assert_num_queries(STATEMENTS):
        auditor.get("/desk/journal/")
