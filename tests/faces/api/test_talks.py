"""People who write about their cases on another system's pages: opened by number and code, said, read, ended."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from bianmin.delivery.cases.actions.mandates import authorise, revoke
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import Particulars
from bianmin.delivery.cases.vocab.mandate import Wanted
from bianmin.delivery.talks.actions import LASTS
from bianmin.delivery.talks.models import Question, Said, Visit
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.models import Line
from bianmin.journeys.talk import answer_question
from bianmin.journeys.withdraw import withdraw
from bianmin.kernel.actor import PUBLIC, Actor
from tests.faces.api.conftest import Caller
from tests.faces.portal.citizen import Citizen, words
from tests.people import People

QUESTION = "我可以請女兒代領嗎？"
ANSWER = "可以，請女兒帶委託書和雙方的身分證。"
Partner = Callable[..., Caller]


@pytest.fixture
def receipt(people: People) -> dict[str, str]:
    """The application of a citizen: its number and query code."""
    citizen = Citizen(Client())
    number = citizen.apply()
    shown = citizen.client.get(f"/ttbn/receipts/{number}/").context["code"]
    return {"number": number, "query_code": shown}


@pytest.fixture
def front(partner: Partner) -> Caller:
    """Another system's front."""
    return partner("talks.write")


def opened(front: Caller, receipt: dict[str, str]) -> dict[str, Any]:
    answer = front.post("/talks", receipt)
    assert answer.status_code == 201, answer.content.decode()
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.row("SYS-099")
def test_somebody_asks_on_another_systems_page_and_reads_the_answer_there(
    front: Caller, receipt: dict[str, str], people: People
):
    talk = opened(front, receipt)
    assert (talk["number"], talk["open"], talk["lines"]) == (receipt["number"], True, [])
    assert talk["norm"] == "4 office hours"
    assert talk["replies"] == ["email", "phone", "page"]
    written = front.post(f"/talks/{talk['talk']}/messages", {"text": QUESTION, "reply": "page"})
    assert written.status_code == 201
    assert [line["text"] for line in written.json()["lines"]] == [QUESTION]
    answer_by = datetime.fromisoformat(written.json()["answer_by"])
    assert timedelta(0) <= Question.objects.get().due_at - answer_by < timedelta(milliseconds=1)
    answer_question(number=receipt["number"], text=ANSWER, by=people.actor("officer"), at=now())
    place = written.json()["lines"][0]["id"]
    read = front.get(f"/talks/{talk['talk']}", after=place).json()
    assert [(line["office"], line["text"]) for line in read["lines"]] == [(True, ANSWER)]
    assert read["answer_by"] is None
    assert Line.objects.filter(verb="talks.look").count() == 1


@pytest.mark.row("SYS-099", "ENT-17")
def test_an_agent_writes_there_with_a_code_of_his_own_while_the_applicant_lets_him(
    front: Caller, receipt: dict[str, str]
):
    number, subject = receipt["number"], Case.objects.get().subject
    applicant = replace(PUBLIC, holds=frozenset({subject}))

    def agent(*deeds: str) -> tuple[int, dict[str, str]]:
        said = {"agent": Particulars(name="王小明", id_number="A123456789"), "wanted": Wanted(deeds)}
        key, code = authorise(number=number, by=applicant, at=now(), **said)
        return key, {"number": number, "query_code": code}

    assert front.post("/talks", agent("query")[1]).status_code == 422
    key, shown = agent("query", "write")
    talk = opened(front, shown)
    assert talk["replies"] == ["page"]
    assert front.post(f"/talks/{talk['talk']}/messages", {"text": QUESTION}).status_code == 201
    assert [line["text"] for line in opened(front, receipt)["lines"]] == [QUESTION]
    revoke(number=number, mandate=key, by=applicant, at=now())
    assert front.get(f"/talks/{talk['talk']}").status_code == 404


def test_the_journal_names_the_system_with_every_message(front: Caller, receipt: dict[str, str]):
    talk = opened(front, receipt)
    front.post(f"/talks/{talk['talk']}/messages", {"text": QUESTION})
    verbs = ["talks.begin_visit", "talks.ask"]
    assert list(Line.objects.filter(verb__in=verbs).order_by("id").values_list("verb", flat=True)) == verbs
    assert {line.actor.partition(":")[0] for line in Line.objects.filter(verb__in=verbs)} == {"client"}
    assert Said.objects.get().by.startswith("client:")


@pytest.mark.parametrize("wrong", [{"query_code": "AAAAAAAA"}, {"query_code": ""}, {"number": "TTBN-1140305-000127"}])
def test_what_does_not_open_on_the_web_does_not_open_here(
    front: Caller, receipt: dict[str, str], wrong: dict[str, str]
):
    answer = front.post("/talks", {**receipt, **wrong})
    assert (answer.status_code, answer.json()["code"]) == (422, "NothingOpens")
    assert not Visit.objects.exists()


def test_wrong_codes_for_one_number_must_wait(front: Caller, receipt: dict[str, str]):
    for _try in range(5):
        front.post("/talks", {**receipt, "query_code": "AAAAAAAA"})
    answer = front.post("/talks", {**receipt, "query_code": "AAAAAAAA"})
    assert (answer.status_code, answer.json()["code"]) == (429, "TooManyTries")
    assert int(answer["Retry-After"]) > 0


def test_what_was_ended_or_is_another_systems_opens_nothing(front: Caller, partner: Partner, receipt: dict[str, str]):
    talk = opened(front, receipt)["talk"]
    assert partner("talks.write").get(f"/talks/{talk}").status_code == 404
    assert front.post(f"/talks/{talk}/end", {}).status_code == 204
    for answer in (front.get(f"/talks/{talk}"), front.post(f"/talks/{talk}/messages", {"text": "?"})):
        assert (answer.status_code, answer.json()["code"]) == (404, "VisitIsOver")
    assert front.post(f"/talks/{talk}/end", {}).status_code == 404


def test_after_twelve_hours_it_is_opened_anew_and_the_old_one_is_forgotten(
    front: Caller, receipt: dict[str, str], people: People
):
    talk = opened(front, receipt)["talk"]
    Visit.objects.update(until=now() - timedelta(seconds=1))
    assert front.get(f"/talks/{talk}").status_code == 404
    opened(front, receipt)
    assert Visit.objects.count() == 1
    assert Visit.objects.get().until - now() <= LASTS


def test_the_key_of_a_conversation_is_not_kept(front: Caller, receipt: dict[str, str]):
    talk = opened(front, receipt)["talk"]
    assert talk not in Visit.objects.get().key


def test_about_a_closed_case_nothing_is_written(front: Caller, receipt: dict[str, str]):
    talk = opened(front, receipt)["talk"]
    visit = Visit.objects.get()
    withdraw(number=receipt["number"], by=Actor(key="case", holds=frozenset({visit.subject})), at=now())
    assert front.get(f"/talks/{talk}").json()["open"] is False
    answer = front.post(f"/talks/{talk}/messages", {"text": "?"})
    assert (answer.status_code, answer.json()["code"]) == (422, "TalkIsOver")


def test_a_key_without_the_scope_opens_no_conversation(partner: Partner, receipt: dict[str, str]):
    assert partner("cases.read").post("/talks", receipt).status_code == 403


def test_reading_asks_as_often_for_three_messages_as_for_one(
    front: Caller, receipt: dict[str, str], django_assert_num_queries: Any
):
    talk = opened(front, receipt)["talk"]
    front.post(f"/talks/{talk}/messages", {"text": QUESTION})
    front.get(f"/talks/{talk}")
    with django_assert_num_queries(11):
        front.get(f"/talks/{talk}")
    front.post(f"/talks/{talk}/messages", {"text": QUESTION})
    front.post(f"/talks/{talk}/messages", {"text": QUESTION})
    with django_assert_num_queries(11):
        assert len(front.get(f"/talks/{talk}").json()["lines"]) == 3


@pytest.mark.row("SYS-099")
def test_the_chiefs_screen_shows_what_waits_and_until_when(
    front: Caller, receipt: dict[str, str], signed_in: Callable[[str], Client]
):
    chief = signed_in("chief")
    assert "待回覆" not in words(chief.get("/desk/chief/"))
    talk = opened(front, receipt)["talk"]
    front.post(f"/talks/{talk}/messages", {"text": QUESTION})
    page = chief.get("/desk/chief/")
    assert "1 則待回覆" in words(page)
    assert f'href="/desk/cases/{receipt["number"]}/talk/"' in page.content.decode()
    Question.objects.update(due_at=now() - timedelta(minutes=1))
    assert "逾期 " in words(chief.get("/desk/chief/")).partition("等待回覆的問題")[2]
