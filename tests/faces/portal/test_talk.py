"""Writing to the office about a case: asked and answered in order, told in the way that was chosen, closed with it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bianmin.delivery.talks.actions import ask
from bianmin.delivery.talks.models import Policy, Question, Said, Talk
from bianmin.delivery.talks.vocab import Matter
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.models import Line
from bianmin.foundation.notices.actions.delivery import deliver
from bianmin.foundation.notices.models import Message
from bianmin.foundation.packs.actions import reissue
from bianmin.journeys.decide import decide
from bianmin.journeys.release import release
from bianmin.kernel.actor import Actor, Assurance
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import span
from tests.faces.portal.citizen import HOME, Citizen, photo, words
from tests.people import AGENCY, COUNTER, People

QUESTION = "我可以請女兒代領嗎？"
ANSWER = "可以，請女兒帶委託書和雙方的身分證。"


@pytest.fixture
def number(citizen: Citizen) -> str:
    """An application of this citizen."""
    return citizen.apply()


@pytest.fixture
def officer(signed_in: Callable[[str], Client]) -> Client:
    """The officer of the counter, signed in."""
    return signed_in("officer")


def at(number: str) -> str:
    return f"{HOME}track/{number}/talk/"


def write(client: Client, number: str, text: str = QUESTION, reply: str = "email", **more: object) -> object:
    return client.post(at(number), {"text": text, "reply": reply, **more})


@pytest.mark.row("SYS-099")
def test_citizen_and_officer_write_to_one_another_and_the_citizen_is_told_only_that_there_is_an_answer(
    citizen: Citizen, number: str, officer: Client
):
    client = citizen.client
    assert 'href="talk/"' in client.get(f"{HOME}track/{number}/").content.decode()
    page = words(client.get(at(number)))
    assert "我們在4個上班小時內回覆" in page
    assert "還沒有人寫" in page
    assert write(client, number).url == at(number)
    assert QUESTION in words(client.get(at(number)))
    desk = words(officer.get("/desk/talks/"))
    assert number in desk
    assert "電子郵件" in desk
    assert "待回復" in words(officer.get(f"/desk/cases/{number}/"))
    thread = officer.get(f"/desk/cases/{number}/talk/")
    assert QUESTION in words(thread)
    assert "怎麼領取" in words(thread)
    chosen = officer.get(f"/desk/cases/{number}/talk/?answer=pick-up").content.decode()
    assert "請別人代領，要帶委託書" in chosen
    assert officer.post(f"/desk/cases/{number}/talk/", {"text": ANSWER}).url == f"/desk/cases/{number}/talk/"
    assert "沒有等待回覆的問題" in words(officer.get("/desk/talks/"))
    deliver(at=now())
    told = next(sent for sent in mail.outbox if "有人回覆" in sent.subject)
    assert told.to == ["amei@example.tw"]
    assert ANSWER not in told.body
    assert "有新回覆" in words(client.get(f"{HOME}track/{number}/"))
    read = words(client.get(at(number)))
    assert read.index(QUESTION) < read.index(ANSWER)
    assert "林怡君" in read
    assert "有新回覆" not in words(client.get(f"{HOME}track/{number}/"))
    verbs = Line.objects.filter(verb__startswith="talks.").order_by("id").values_list("verb", flat=True)
    assert [verb for verb in verbs if verb != "talks.write_policy"] == ["talks.ask", "talks.answer", "talks.look"]


@pytest.mark.row("SYS-099")
def test_a_call_that_was_chosen_is_a_task_and_two_answers_are_told_twice(
    citizen: Citizen, number: str, officer: Client
):
    write(citizen.client, number, reply="phone")
    for text in (ANSWER, "另外，請帶收據。"):
        officer.post(f"/desk/cases/{number}/talk/", {"text": text})
    told = Message.objects.filter(template__code="answered")
    assert [(one.channel, one.state) for one in told] == [("phone", "open"), ("phone", "open")]
    assert "打電話給我" in words(officer.get(f"/desk/cases/{number}/talk/")) or Question.objects.get().reply == "phone"


def test_who_looks_for_it_on_the_page_is_told_nowhere_else(citizen: Citizen, number: str, officer: Client):
    write(citizen.client, number, reply="page")
    officer.post(f"/desk/cases/{number}/talk/", {"text": ANSWER})
    assert not Message.objects.filter(template__code="answered").exists()


@pytest.mark.row("SYS-099")
def test_files_are_checked_as_everywhere_and_kept_with_the_case(citizen: Citizen, number: str, officer: Client):
    answer = write(citizen.client, number, files=photo("x.exe", b"MZ\x90\x00 no picture"))
    assert answer.status_code == 422
    assert QUESTION in answer.content.decode()
    assert Said.objects.count() == 0
    write(citizen.client, number, files=photo())
    thread = officer.get(f"/desk/cases/{number}/talk/").content.decode()
    file = re.search(r"/desk/files/[0-9]+/", thread)[0]
    assert officer.get(file).status_code == 200
    assert "id.jpg" in words(citizen.client.get(at(number)))


@pytest.mark.parametrize(
    ("said", "key"),
    [({"text": ""}, "text"), ({"text": "長" * 2001}, "text"), ({"reply": "pigeon"}, "reply"), ({"text": "\0"}, "text")],
)
def test_what_was_written_wrongly_is_said_at_its_place_and_kept(citizen: Citizen, number: str, said, key):
    answer = write(citizen.client, number, **said)
    assert answer.status_code == 422
    assert f'id="q-{key}-error"' in answer.content.decode()
    assert Talk.objects.count() == 0


def test_nobody_else_reads_or_writes(citizen: Citizen, number: str, signed_in: Callable[[str], Client]):
    write(citizen.client, number)
    stranger = Client()
    assert stranger.get(at(number)).status_code == 404
    assert write(stranger, number).status_code == 404
    assert stranger.get(f"{at(number)}lines/").status_code == 404
    elsewhere = signed_in("elsewhere")
    assert elsewhere.get(f"/desk/cases/{number}/talk/").status_code == 404
    assert number not in words(elsewhere.get("/desk/talks/"))
    auditor = signed_in("auditor")
    assert auditor.get(f"/desk/cases/{number}/talk/").status_code == 200
    assert auditor.post(f"/desk/cases/{number}/talk/", {"text": ANSWER}).status_code == 403


def test_nobody_writes_without_end(citizen: Citizen, number: str):
    for text in range(10):
        assert write(citizen.client, number, text=f"問題{text}").status_code == 302
    answer = write(citizen.client, number)
    assert answer.status_code == 422
    assert "您在一小時內已經寫了 10 則" in words(answer)
    assert Question.objects.count() == 1


@pytest.mark.row("SYS-099")
def test_the_talk_ends_with_the_case(citizen: Citizen, number: str, people: People, officer: Client):
    write(citizen.client, number)
    by = people.actor("officer")
    officer.post(f"/desk/cases/{number}/record-proof/", {"kind": "id_card"})
    decide(number=number, outcome="granted", by=by, at=now())
    assert write(citizen.client, number, text="什麼時候可以領？").status_code == 302
    release(number=number, by=by, at=now())
    page = citizen.client.get(at(number))
    assert "這件案件已結束" in words(page)
    assert 'name="text"' not in page.content.decode()
    assert write(citizen.client, number).status_code == 422


def test_an_office_without_rules_for_it_offers_no_talk(citizen: Citizen, number: str):
    Policy.objects.all().delete()
    reissue(Policy)
    assert "talk/" not in citizen.client.get(f"{HOME}track/{number}/").content.decode()
    assert write(citizen.client, number).status_code == 422
    assert "本機關沒有線上文字客服" in words(citizen.client.get(at(number)))


def test_the_page_asks_for_what_is_new_only(citizen: Citizen, number: str, officer: Client):
    write(citizen.client, number)
    first = citizen.client.get(f"{at(number)}lines/")
    assert QUESTION in words(first)
    same = citizen.client.get(f"{at(number)}lines/", headers={"If-None-Match": first["ETag"]})
    assert same.status_code == 304
    officer.post(f"/desk/cases/{number}/talk/", {"text": ANSWER})
    fresh = citizen.client.get(f"{at(number)}lines/", headers={"If-None-Match": first["ETag"]})
    assert ANSWER in words(fresh)
    theirs = officer.get(f"/desk/cases/{number}/talk/lines/")
    assert (
        officer.get(f"/desk/cases/{number}/talk/lines/", headers={"If-None-Match": theirs["ETag"]}).status_code == 304
    )


def test_the_norm_counts_office_hours_and_late_questions_are_marked(officer: Client, people: People):
    asked = datetime(2026, 11, 20, 16, 30, tzinfo=TAIPEI)
    matter = Matter(AGENCY, COUNTER, "cases.case:77", "TTBN-1151120-000077", "transcript", "戶籍謄本")
    by = Actor(key="case:77", holds=frozenset({matter.subject}), assurance=Assurance.CODE)
    ask(matter=matter, text=QUESTION, reply="page", by=by, at=asked)
    assert Question.objects.get().due_at.astimezone(TAIPEI) == datetime(2026, 11, 23, 11, 30, tzinfo=TAIPEI)
    assert "逾期" in words(officer.get("/desk/talks/"))


@pytest.mark.row("SYS-099")
def test_messages_and_answers_in_time_are_figures(citizen: Citizen, number: str, officer: Client, people: People):
    write(citizen.client, number)
    Question.objects.update(asked_at=now() - timedelta(minutes=20), due_at=now() + timedelta(minutes=5))
    officer.post(f"/desk/cases/{number}/talk/", {"text": ANSWER})
    refresh(at=now())
    year = span(str(now().astimezone(TAIPEI).year - 1911))
    found = {one.code: one.figure for one in values(people.actor("research"), agency=AGENCY, span=year)}
    assert (found["TK-01"].n, found["TK-02"].n, found["TK-02"].d) == (2, 1, 1)
    assert found["TK-03"].value == 30


def test_the_list_asks_the_same_for_one_and_for_three(officer: Client, people: People):
    def many(upto: int) -> int:
        for key in range(upto):
            matter = Matter(AGENCY, COUNTER, f"cases.case:{key}", f"TTBN-1151120-{key:06}", "transcript", "戶籍謄本")
            by = Actor(key=f"case:{key}", holds=frozenset({matter.subject}), assurance=Assurance.CODE)
            ask(matter=matter, text=QUESTION, reply="page", by=by, at=now())
        officer.get("/desk/talks/")
        with CaptureQueriesContext(connection) as asked:
            officer.get("/desk/talks/")
        return len(asked)

    assert many(1) == many(3)
