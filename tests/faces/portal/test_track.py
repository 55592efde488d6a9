"""Follow an application: number and code, number and birth date, and nothing for whoever guesses."""

from datetime import timedelta

import pytest
from django.test import Client

from bianmin.delivery.cases.actions.decide import decide
from bianmin.delivery.cases.actions.review import record_proof, take
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import Defect
from bianmin.delivery.ratings.models import Rating
from bianmin.faces.ui.now import now
from bianmin.foundation.tries.models import Attempt
from bianmin.journeys.supplement import request_supplement
from tests.faces.portal.citizen import HOME, Citizen, photo, words
from tests.factories.delivery import PDF
from tests.people import People

NOWHERE = "TTBN-1140305-000018"
ELSEWHERE = "198.51.100.9"
BORN = "45/3/9"


@pytest.fixture
def number(citizen: Citizen) -> str:
    """The number of an application of this citizen."""
    return citizen.apply()


@pytest.fixture
def code(citizen: Citizen, number: str) -> str:
    """Its query code."""
    return citizen.code(number)


@pytest.fixture
def visitor(number: str) -> Citizen:
    """Somebody with another browser."""
    return Citizen(Client())


def asked(number: str, people: People) -> None:
    """The officer asks for a paper."""
    request_supplement(
        number=number, defects=[Defect("身分證背面看不清楚")], by=people.actor("officer", now()), at=now(), days=7
    )


def decided(number: str, people: People) -> None:
    """The officer decides, with the proof recorded."""
    by = people.actor("officer", now())
    record_proof(number=number, kind="id_card", by=by, at=now())
    decide(number=number, outcome="granted", by=by, at=now())


@pytest.mark.row("CM-07", "CM-08", "B-1.4", "B-1.5", "RO-40", "SYS-044")
def test_number_and_code_open_the_status_in_any_browser(visitor: Citizen, number: str, code: str, people: People):
    take(number=number, by=people.actor("officer", now()), at=now())
    answer = visitor.track(number.lower().replace("-", " "), code=f"{code[:4]} {code[4:]}".lower())
    assert answer.url == f"{HOME}track/{number}/"
    page = words(visitor.client.get(answer.url))
    for said in ("戶籍謄本", "審查中", "林怡君", "吳志明", "承辦人已開始處理您的申請"):
        assert said in page


def test_a_number_of_another_office_leads_to_its_own_pages(visitor: Citizen, number: str, code: str):
    answer = visitor.client.post("/tt/track/", {"number": number, "code": code})
    assert answer.url == f"{HOME}track/{number}/"


@pytest.mark.row("CM-07", "SYS-044")
def test_number_and_birth_date_show_the_status_once_and_open_nothing(visitor: Citizen, number: str, people: People):
    asked(number, people)
    answer = visitor.track(number, birth=BORN)
    assert answer.status_code == 200
    assert "身分證背面看不清楚" in words(answer)
    assert 'href="papers/"' not in answer.content.decode()
    assert visitor.client.get(f"{HOME}track/{number}/").status_code == 404


def test_the_status_shows_no_name_and_no_answers(citizen: Citizen, number: str, code: str):
    citizen.track(number, code=code)
    page = citizen.client.get(f"{HOME}track/{number}/").content.decode()
    for secret in ("陳阿美", "A223456781", "amei@example.tw", "就學", code):
        assert secret not in page


@pytest.mark.parametrize("said", [{"code": "22222222"}, {"birth": "80/1/1"}, {}, {"code": "2", "birth": BORN}])
def test_a_wrong_number_and_a_wrong_code_get_the_same_answer(visitor: Citizen, number: str, said: dict[str, str]):
    known, unknown = visitor.track(number, **said), visitor.track(NOWHERE, **said)
    assert (known.status_code, unknown.status_code) == (422, 422)
    assert known.context["errors"] == unknown.context["errors"]
    assert words(known) == words(unknown)
    assert f'value="{number}"' in known.content.decode()


@pytest.mark.parametrize("typed", ["", "x", "TTBN-1140305-000019", "陳阿美", "1' OR '1'='1", "\x00", "9" * 5000])
def test_whatever_is_typed_as_a_number_gets_that_answer(visitor: Citizen, typed: str):
    assert visitor.track(typed, code="22222222").status_code == 422


def test_a_birth_date_that_is_none_is_named_at_its_place_and_counts_as_no_try(visitor: Citizen, number: str):
    answer = visitor.track(number, birth="1956/13/9")
    assert [error["key"] for error in answer.context["errors"]] == ["q-birth"]
    assert 'id="q-birth-error"' in answer.content.decode()
    assert Attempt.objects.count() == 0


def test_five_failures_for_a_number_are_answered_with_the_time_to_wait(visitor: Citizen, number: str, code: str):
    for place in range(5):
        assert visitor.track(number, code="22222222", address=f"192.0.2.{place}").status_code == 422
    answer = visitor.track(number, code=code, address=ELSEWHERE)
    assert answer.status_code == 429
    assert 3500 < int(answer["Retry-After"]) <= 3600
    assert "60 分鐘" in words(answer)


def test_after_the_wait_a_number_opens_with_its_code_only(visitor: Citizen, number: str, code: str):
    for _ in range(5):
        visitor.track(number, birth="80/1/1")
    Attempt.objects.update(at=now() - timedelta(minutes=61))
    assert visitor.track(number, birth=BORN).status_code == 422
    assert visitor.track(number, code=code).status_code == 302


def test_twenty_failures_from_one_address_stop_it_but_nobody_else(visitor: Citizen, number: str, code: str):
    for place in range(20):
        assert visitor.track(f"nothing {place}", code="22222222").status_code == 422
    assert visitor.track(number, code=code).status_code == 429
    assert visitor.track(number, code=code, address=ELSEWHERE).status_code == 302


@pytest.mark.row("IN-72", "SYS-040", "CM-11")
def test_the_citizen_hands_in_what_was_asked_for(citizen: Citizen, number: str, people: People):
    asked(number, people)
    status = words(citizen.client.get(f"{HOME}track/{number}/"))
    assert "身分證背面看不清楚" in status
    assert "輪到您" in status
    assert "辦理期限先停止計算" in status
    assert "前辦好" not in status
    papers = f"{HOME}track/{number}/papers/"
    answer = citizen.client.post(papers, {"papers": photo("back.pdf", PDF), "words": "背面補上了"})
    assert answer.url == f"{HOME}track/{number}/"
    kept = Case.objects.get(number=number)
    assert kept.state == "review"
    assert citizen.client.get(papers).url == f"{HOME}track/{number}/"


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ({"words": "沒有檔案"}, "q-papers"),
        ({"words": "程式", "papers": photo("x.exe", b"MZ")}, "q-papers"),
        ({"words": "長" * 1001, "papers": photo()}, "q-words"),
    ],
)
def test_papers_that_are_refused_are_named_and_the_words_kept(
    citizen: Citizen, number: str, people: People, sent: dict[str, object], key: str
):
    asked(number, people)
    answer = citizen.client.post(f"{HOME}track/{number}/papers/", sent)
    page = answer.content.decode()
    assert (answer.status_code, [error["key"] for error in answer.context["errors"]]) == (422, [key])
    assert f'id="{key}-error"' in page
    assert sent["words"] in page
    assert Case.objects.get(number=number).state == "supplement"


@pytest.mark.parametrize("page", ["", "papers/", "rate/"])
def test_a_case_held_by_another_is_not_there(visitor: Citizen, number: str, page: str):
    visitor.apply()
    assert visitor.client.get(f"{HOME}track/{number}/{page}").status_code == 404
    assert visitor.client.post(f"{HOME}track/{number}/{page}", {"level": "1"}).status_code in (404, 405)
    assert Rating.objects.count() == 0


@pytest.mark.row("CM-95", "IN-101", "SYS-165", "T-5.5")
def test_one_press_rates_the_service_and_counts_once(citizen: Citizen, number: str, people: People):
    decided(number, people)
    assert 'href="rate/"' in citizen.client.get(f"{HOME}track/{number}/").content.decode()
    rate = f"{HOME}track/{number}/rate/"
    assert len(citizen.client.get(rate).context["lamps"]) == 5
    assert citizen.client.post(rate, {"level": "1", "reason": "等太久"}).url == rate
    assert citizen.client.post(rate, {"level": "5"}).status_code == 200
    assert [(row.level, row.reason) for row in Rating.objects.all()] == [(1, "等太久")]
    assert "謝謝" in words(citizen.client.get(rate))
    assert 'href="rate/"' not in citizen.client.get(f"{HOME}track/{number}/").content.decode()


@pytest.mark.parametrize("level", ["", "0", "6", "²", "9" * 5000, "-1", "one"])
def test_what_is_no_lamp_is_no_rating_and_the_reason_is_kept(citizen: Citizen, number: str, people: People, level: str):
    decided(number, people)
    answer = citizen.client.post(f"{HOME}track/{number}/rate/", {"level": level, "reason": "等太久"})
    assert answer.status_code == 422
    assert "等太久" in answer.content.decode()
    assert Rating.objects.count() == 0


def test_a_reason_that_is_too_long_is_named_at_its_place(citizen: Citizen, number: str, people: People):
    decided(number, people)
    answer = citizen.client.post(f"{HOME}track/{number}/rate/", {"level": "2", "reason": "長" * 3000})
    assert [error["key"] for error in answer.context["errors"]] == ["q-reason"]
    assert 'id="q-reason-error"' in answer.content.decode()


def test_nothing_is_rated_before_it_is_decided(citizen: Citizen, number: str):
    assert 'href="rate/"' not in citizen.client.get(f"{HOME}track/{number}/").content.decode()
    assert citizen.client.post(f"{HOME}track/{number}/rate/", {"level": "5"}).status_code == 422
