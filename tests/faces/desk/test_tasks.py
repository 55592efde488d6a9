"""Telephone and letter tasks: what to say, to whom, and what came of it."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bianmin.delivery.cases.vocab import Particulars
from bianmin.foundation.audit.models import Line
from bianmin.foundation.notices.models import Message
from tests.faces.desk.conftest import Desk

pytestmark = pytest.mark.django_db
SILENT = Particulars(name="林靜安", phone="089-381200", address="臺東縣卑南鄉太平村5號")
STATEMENTS = 5


def waiting(desk: Desk) -> int:
    """A task about a decision, for somebody with a telephone and no e-mail."""
    number = desk.receive(applicant=SILENT).number
    desk.enter("officer").post(f"/desk/cases/{number}/decide/", {"outcome": "granted"})
    return Message.objects.filter(state="open").latest("pk").pk


def test_an_empty_list_says_when_tasks_appear(officer: Client):
    assert "沒有待打的電話" in officer.get("/desk/tasks/").content.decode()


def test_a_task_masks_the_person_and_says_what_to_say(desk: Desk, officer: Client):
    waiting(desk)
    page = officer.get("/desk/tasks/").content.decode()
    assert "林○安" in page
    assert "林靜安" not in page
    assert "089-381200#" not in page.split("<footer>")[0]


def test_showing_the_telephone_number_is_journaled_with_the_case(desk: Desk, officer: Client):
    key = waiting(desk)
    page = officer.post(f"/desk/tasks/{key}/reach/").content.decode()
    assert "林靜安" in page
    assert Line.objects.filter(verb="persons.read").latest("pk").purpose.endswith(" contact")


def test_a_task_is_done_with_its_result(desk: Desk, officer: Client):
    key = waiting(desk)
    officer.post(f"/desk/tasks/{key}/", {"result": "reached"})
    assert list(Message.objects.filter(pk=key).values_list("state", "result")) == [("done", "reached")]


def test_nobody_answers_and_it_stays(desk: Desk, officer: Client):
    key = waiting(desk)
    officer.post(f"/desk/tasks/{key}/", {"result": "no_answer"})
    assert list(Message.objects.filter(pk=key).values_list("state", "tries")) == [("open", 1)]


def test_a_telephone_task_becomes_a_letter(desk: Desk, officer: Client):
    key = waiting(desk)
    officer.post(f"/desk/tasks/{key}/", {"result": "write"})
    assert Message.objects.get(pk=key).channel == "letter"


def test_without_a_result_the_sentence_stands_at_the_task(desk: Desk, officer: Client):
    key = waiting(desk)
    answer = officer.post(f"/desk/tasks/{key}/", {"result": "burned"})
    assert answer.status_code == 422
    assert f'href="#q-{key}"' in answer.content.decode()


def test_what_a_colleague_did_is_told(desk: Desk, officer: Client, chief: Client):
    key = waiting(desk)
    chief.post(f"/desk/tasks/{key}/", {"result": "reached"})
    assert officer.post(f"/desk/tasks/{key}/", {"result": "reached"}).status_code in (404, 422)


@pytest.mark.parametrize("tasks", [1, 3])
def test_the_list_takes_as_many_statements_for_one_task_as_for_three(
    desk: Desk, officer: Client, tasks: int, django_assert_num_queries: DjangoAssertNumQueries
):
    for _ in range(tasks):
        waiting(desk)
    with django_assert_num_queries(STATEMENTS):
        officer.get("/desk/tasks/")
