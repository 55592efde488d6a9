"""Ratings, their answers, and the chief's screen that asks every second."""

from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bianmin.delivery.ratings.models import Rating
from bianmin.faces.ui.now import now
from bianmin.journeys.rate import rate
from tests.faces.desk.conftest import Desk
from tests.factories.delivery import CITIZEN

pytestmark = pytest.mark.django_db
ALERTS = "/desk/chief/alerts/"
STATEMENTS = {"/desk/ratings/": 8, "/desk/chief/": 29}
UNCHANGED = 4


def rated(desk: Desk, level: int, reason: str = "") -> int:
    """A decided case that its citizen rates."""
    receipt = desk.receive()
    desk.enter("officer").post(f"/desk/cases/{receipt.number}/decide/", {"outcome": "granted"})
    holder = replace(CITIZEN, holds=frozenset({receipt.subject}))
    return rate(number=receipt.number, level=level, reason=reason, by=holder, at=now())


def test_without_ratings_the_page_says_when_they_appear(officer: Client):
    assert "還沒有人評價" in officer.get("/desk/ratings/").content.decode()


def test_ratings_say_that_they_are_no_sample(desk: Desk, officer: Client):
    rated(desk, 5)
    assert "不是機率樣本" in officer.get("/desk/ratings/").content.decode()


@pytest.mark.row("RUL-58")
def test_an_unhappy_rating_stays_on_the_screen_until_answered(desk: Desk, chief: Client):
    key = rated(desk, 1, "等太久")
    assert "等太久" in chief.get("/desk/chief/").content.decode()
    chief.post(f"/desk/ratings/{key}/", {"answer": "已致歉並增開櫃檯。"})
    assert "等太久" not in chief.get("/desk/chief/").content.decode()
    assert "已致歉並增開櫃檯。" in chief.get("/desk/ratings/").content.decode()


def test_an_empty_answer_is_refused_at_its_place(desk: Desk, chief: Client):
    answer = chief.post(f"/desk/ratings/{rated(desk, 2)}/", {"answer": " "})
    assert answer.status_code == 422
    assert 'href="#q-answer"' in answer.content.decode()


def test_an_answer_that_no_column_holds_is_refused_at_its_place(desk: Desk, chief: Client):
    answer = chief.post(f"/desk/ratings/{rated(desk, 2)}/", {"answer": "長" * 2001})
    assert answer.status_code == 422
    assert "最多可寫 2000 個字" in answer.content.decode()


def test_an_officer_reads_and_does_not_answer(desk: Desk, officer: Client):
    key = rated(desk, 1)
    assert officer.post(f"/desk/ratings/{key}/", {"answer": "x"}).status_code == 403
    assert Rating.objects.get().state == "open"


def test_the_screen_hears_304_while_nothing_changed_and_the_alert_once_it_did(desk: Desk, chief: Client):
    rated(desk, 1, "第一則")
    known = chief.get(ALERTS)["ETag"]
    assert chief.get(ALERTS, headers={"If-None-Match": known}).status_code == 304
    rated(desk, 2, "第二則")
    fresh = chief.get(ALERTS, headers={"If-None-Match": known})
    assert fresh.status_code == 200
    assert "第二則" in fresh.content.decode()
    assert fresh["ETag"] != known


def test_the_screen_begins_with_the_version_it_shows(desk: Desk, chief: Client):
    rated(desk, 1)
    version = chief.get("/desk/chief/").context["version"]
    assert chief.get(ALERTS, headers={"If-None-Match": version}).status_code == 304


def test_an_answer_changes_the_version(desk: Desk, chief: Client):
    key = rated(desk, 1)
    known = chief.get(ALERTS)["ETag"]
    chief.post(f"/desk/ratings/{key}/", {"answer": "已處理。"})
    assert chief.get(ALERTS, headers={"If-None-Match": known}).status_code == 200


def test_another_language_is_another_version(desk: Desk, chief: Client):
    rated(desk, 1)
    known = chief.get(ALERTS)["ETag"]
    answer = chief.get(ALERTS, headers={"If-None-Match": known, "Accept-Language": "en"})
    assert answer.status_code == 200


def test_asking_in_vain_takes_one_statement_beside_the_sign_in(
    desk: Desk, chief: Client, django_assert_num_queries: DjangoAssertNumQueries
):
    rated(desk, 1)
    known = chief.get(ALERTS)["ETag"]
    with django_assert_num_queries(UNCHANGED):
        chief.get(ALERTS, headers={"If-None-Match": known})


def test_only_a_chief_has_the_screen(officer: Client):
    assert officer.get("/desk/chief/").status_code == 403
    assert officer.get(ALERTS).status_code == 403


@pytest.mark.parametrize("address", STATEMENTS)
@pytest.mark.parametrize("ratings", [1, 3])
def test_lists_take_as_many_statements_for_one_rating_as_for_three(
    desk: Desk, chief: Client, address: str, ratings: int, django_assert_num_queries: DjangoAssertNumQueries
):
    for _ in range(ratings):
        rated(desk, 1)
    with django_assert_num_queries(STATEMENTS[address]):
        chief.get(address)


IMPROVED = {"measure": "增開一個櫃檯", "period": "20wd"}


@pytest.mark.row("T-5.5")
def test_an_answered_rating_still_leads_to_an_improvement_and_back(desk: Desk, chief: Client):
    key = rated(desk, 1, "等了一小時")
    chief.post(f"/desk/ratings/{key}/", {"answer": "已致歉。"})
    assert f"/desk/improvements/new/?rating={key}" in chief.get("/desk/ratings/").content.decode()
    opened = chief.get(f"/desk/improvements/new/?rating={key}").content.decode()
    assert "等了一小時</textarea>" in opened
    sent = {**IMPROVED, "cause": "等了一小時", "owner": f"staff:{desk.people.officer.pk}"}
    number = chief.post(f"/desk/improvements/new/?rating={key}", sent, follow=True).context["card"].number
    there = f"/desk/improvements/{number}/"
    assert there in chief.get("/desk/ratings/").content.decode()
    assert there in chief.get(f"/desk/ratings/{key}/").content.decode()
    back = chief.get(there).content.decode()
    assert f"/desk/ratings/{key}/" in back
    assert "等了一小時" in back


def test_a_happy_rating_leads_to_no_improvement(desk: Desk, chief: Client):
    key = rated(desk, 5)
    assert "?rating=" not in chief.get("/desk/ratings/").content.decode()
    assert "?rating=" not in chief.get(f"/desk/ratings/{key}/").content.decode()


def test_an_auditor_reads_a_rating_and_begins_nothing(desk: Desk):
    key = rated(desk, 1)
    auditor = desk.enter("auditor")
    page = auditor.get(f"/desk/ratings/{key}/").content.decode()
    assert "等待主管回應" in page
    assert "?rating=" not in page
