"""An officer finds a person's cases by two characters; the search is journaled, what was typed is not."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bianmin.foundation.audit.models import Line
from tests.faces.desk.conftest import Desk

pytestmark = pytest.mark.django_db
PAGE = "/desk/people/"


@pytest.mark.row("SYS-047")
@pytest.mark.parametrize("text", ["阿美", "陳阿", "A223456781", "089-381200"])
def test_the_cases_of_a_person_are_found(desk: Desk, officer: Client, text: str):
    number = desk.receive().number
    page = officer.post(PAGE, {"text": text, "purpose": "window"}).content.decode()
    assert f"/desk/cases/{number}/" in page
    assert "陳阿美" not in page.replace('value="陳阿美"', "")
    line = Line.objects.get(verb="persons.search")
    assert (line.actor, line.purpose, line.fields) == (f"staff:{desk.people.officer.pk}", "window", [])


def test_nobody_found_is_said_and_what_was_typed_stays(desk: Desk, officer: Client):
    desk.receive()
    page = officer.post(PAGE, {"text": "王小", "purpose": "telephone"}).content.decode()
    assert "查無此人的案件" in page
    assert 'value="王小"' in page


@pytest.mark.parametrize(
    ("said", "box"),
    [
        ({"text": "", "purpose": "window"}, "text"),
        ({"text": "陳阿"}, "purpose"),
        ({"text": "陳\0", "purpose": "x"}, "purpose"),
    ],
)
def test_without_a_name_or_a_purpose_nothing_is_searched(desk: Desk, officer: Client, said: dict[str, str], box: str):
    answer = officer.post(PAGE, said)
    assert answer.status_code == 422
    assert f'href="#q-{box}"' in answer.content.decode()
    assert not Line.objects.filter(verb="persons.search").exists()


def test_an_officer_of_another_agency_finds_nobody_here(desk: Desk):
    desk.receive()
    page = desk.enter("outsider").post(PAGE, {"text": "阿美", "purpose": "window"}).content.decode()
    assert "/desk/cases/" not in page


@pytest.mark.parametrize("cases", [1, 3])
def test_a_list_takes_the_same_statements_however_long(
    desk: Desk, officer: Client, cases: int, django_assert_num_queries: DjangoAssertNumQueries
):
    for _ in range(cases):
        desk.receive()
    officer.post(PAGE, {"text": "阿美", "purpose": "window"})
    with django_assert_num_queries(12):
        officer.post(PAGE, {"text": "阿美", "purpose": "window"})
