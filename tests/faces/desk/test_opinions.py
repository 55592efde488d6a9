"""Opinions at the desk: taken down in a minute, given to who knows, answered, followed up, turned into work."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from bianmin.delivery.opinions.models import Opinion
from bianmin.foundation.audit.models import Line
from bianmin.foundation.notices.models import Message
from bianmin.quality.improvements.models import Improvement
from bianmin.quality.indicators.actions.refresh import refresh
from tests.faces.portal.citizen import words
from tests.factories.opinions import received
from tests.people import COUNTER, People, hold

pytestmark = pytest.mark.django_db
TOLD = {
    "mailbox": "box", "source": "box", "kind": "complaint", "title": "冷氣太冷", "text": "等候區冷氣太冷。",
    "key": "a-key-of-a-form-1", "reply": "page",
}  # fmt: skip


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once, with every pack loaded: the mailboxes are among them."""
    return house


@pytest.fixture
def officer(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("officer")


@pytest.fixture
def chief(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("chief")


@pytest.mark.row("CM-81", "OB-12", "ENT-23", "RO-39", "SYS-109")
def test_what_lay_in_the_box_is_taken_down_and_stands_in_the_list(officer: Client):
    done = officer.post("/desk/opinions/new/", TOLD)
    row = Opinion.objects.get()
    assert (done.url, row.source, row.person) == (f"/desk/opinions/{row.number}/", "box", None)
    listed = words(officer.get("/desk/opinions/"))
    assert "冷氣太冷" in listed
    assert "1 還沒有人處理" in listed
    assert re.search(r"要看答復的人需要代碼 [2-9A-Z]{4} [2-9A-Z]{4}。", listed)
    assert officer.post("/desk/opinions/new/", TOLD).url == done.url
    assert Opinion.objects.count() == 1


@pytest.mark.row("SYS-217", "CM-82")
def test_what_is_settled_on_the_spot_is_closed_with_one_page(officer: Client):
    officer.post("/desk/opinions/new/", {**TOLD, "source": "counter", "answer": "當場調到26度。"})
    row = Opinion.objects.get()
    assert (row.state, row.days, row.in_time, row.answer) == ("answered", 0, True, "當場調到26度。")
    assert row.officer == row.closed_by


def test_a_telephone_call_keeps_the_number_and_the_answer_becomes_a_call_to_make(officer: Client):
    officer.post(
        "/desk/opinions/new/",
        {**TOLD, "source": "phone", "name": "陳阿美", "phone": "0912-345-678", "reply": "phone"},
    )
    row = Opinion.objects.get()
    page = words(officer.get(f"/desk/opinions/{row.number}/"))
    assert "陳○美" in page
    assert "0912" not in page
    officer.post(f"/desk/opinions/{row.number}/answer/", {"answer": "已經調高。"})
    assert Message.objects.get(subject=row.subject).channel == "phone"
    assert "您的意見有答復了" in words(officer.get("/desk/tasks/"))


def test_an_officer_of_another_unit_hands_it_over_or_settles_it_there(
    signed_in: Callable[[str], Client], people: People
):
    elsewhere = signed_in("elsewhere")
    assert elsewhere.post("/desk/opinions/new/", TOLD).url == "/desk/opinions/"
    handed = Opinion.objects.get()
    assert (handed.unit_path, "已經登錄" in words(elsewhere.get("/desk/opinions/"))) == (COUNTER, True)
    settled = elsewhere.post("/desk/opinions/new/", {**TOLD, "key": "a-key-of-a-form-2", "answer": "已經處理。"})
    row = Opinion.objects.latest("pk")
    assert (settled.url, row.state) == (f"/desk/opinions/{row.number}/", "answered")
    assert row.unit_path == people.actor("elsewhere").grants[0].path


def test_who_wrote_is_shown_on_a_press_and_that_stands_in_the_journal(officer: Client):
    row = received()
    page = words(officer.post(f"/desk/opinions/{row.number}/reach/"))
    assert "陳阿美" in page
    assert "amei@example.tw" in page
    assert Line.objects.filter(verb="persons.read", purpose=row.number).count() == 1


@pytest.mark.parametrize(
    ("wrong", "box"),
    [({"mailbox": ""}, "mailbox"), ({"title": ""}, "title"), ({"kind": ""}, "kind"), ({"text": ""}, "text"),
     ({"reply": "phone"}, "phone")],
)  # fmt: skip
def test_a_mistake_stands_at_its_box_and_nothing_is_taken_down(officer: Client, wrong: dict[str, str], box: str):
    page = officer.post("/desk/opinions/new/", {**TOLD, **wrong})
    assert (page.status_code, f'id="q-{box}-error"' in page.content.decode()) == (422, True)
    assert Opinion.objects.count() == 0


@pytest.mark.row("SYS-103", "SYS-107", "RUL-59", "CM-84")
def test_an_officer_takes_it_raises_it_and_a_chief_extends_answers_and_follows_up(officer: Client, chief: Client):
    at = f"/desk/opinions/{received().number}/"
    assert officer.post(f"{at}take/").url == at
    assert officer.post(f"{at}raise/", {"reason": "要增加人力"}).url == at
    assert officer.get(f"{at}extend/").url == at
    late = chief.post(f"{at}extend/", {"until": "190/1/1", "reason": "要會勘"})
    assert (late.status_code, 'id="q-until-error"' in late.content.decode()) == (422, True)
    assert "請選114年3月13日(星期四)之後" in words(late)
    assert officer.post(f"{at}answer/", {"answer": "四月加開櫃檯。"}).url == at
    assert officer.get(f"{at}answer/").url == at
    assert chief.post(f"{at}follow/", {"followed": "四月再看。"}).url == at
    page = words(chief.get(at))
    for said in ("認領", "提報上一層", "答復", "主管追蹤", "四月再看。", "林怡君", "主任"):
        assert said in page
    assert Opinion.objects.get().level == 2


def test_given_to_another_unit_it_leaves_the_list_of_the_first(
    officer: Client, people: People, signed_in: Callable[[str], Client]
):
    row, elsewhere = received(), people.actor("elsewhere")
    officer.post(f"/desk/opinions/{row.number}/assign/", {"unit": elsewhere.grants[0].path, "officer": elsewhere.key})
    assert officer.get(f"/desk/opinions/{row.number}/").status_code == 404
    assert row.title in words(signed_in("elsewhere").get("/desk/opinions/?show=mine"))


@pytest.mark.row("CM-87", "B-6.4")
def test_an_opinion_becomes_an_improvement_without_its_words(officer: Client, chief: Client):
    row = received()
    officer.post(f"/desk/opinions/{row.number}/answer/", {"answer": "會改。"})
    page = chief.get(f"/desk/improvements/new/?opinion={row.number}")
    assert row.title in words(page)
    assert "上午九點" not in page.content.decode()
    work = {"cause": "櫃檯太少", "measure": "尖峰加開", "owner": row.officer or "staff:1", "period": "20wd"}
    work["owner"] = Opinion.objects.get().officer
    chief.post(f"/desk/improvements/new/?opinion={row.number}", work)
    made = Improvement.objects.get()
    assert (made.source_kind, made.source_ref, made.unit_path) == ("opinion", row.subject, COUNTER)


@pytest.mark.row("IN-47", "IN-48", "IN-74", "IND-21", "IND-22", "IND-27", "CM-83", "CM-97", "B-6.2")
def test_what_was_done_stands_in_the_figures(officer: Client, chief: Client, ordinary_day: datetime):
    first, _second, third = (received(at=ordinary_day - timedelta(days=days)) for days in (2, 1, 20))
    officer.post("/desk/opinions/new/", {**TOLD, "answer": "當場處理。"})
    for row in (first, third):
        officer.post(f"/desk/opinions/{row.number}/answer/", {"answer": "四月起加開櫃檯。"})
    visitor = Client()
    hold(visitor, first.subject, third.subject)
    visitor.post(f"/ttbn/opinions/own/{first.number}/rate/", {"level": "5"})
    visitor.post(f"/ttbn/opinions/own/{third.number}/rate/", {"level": "1", "because": "slow"})
    chief.post(f"/desk/opinions/{third.number}/follow/", {"followed": "已檢討人力。"})
    refresh(at=ordinary_day)
    lines = chief.get("/desk/indicators/?span=115&all=1").context["lines"]
    printed = {line["value"].code: line["value"].printed for line in lines}
    wanted = ("IN-47", "IN-48", "IN-74", "IND-21", "IND-22", "IND-27", "OP-01", "OP-02", "OP-03", "OP-04", "OP-08")
    assert {code: printed[code] for code in wanted} == {
        "IN-47": "75.0%", "IN-48": "50.0%", "IN-74": "25.0%", "IND-21": "50.0%", "IND-22": "1件", "IND-27": "4.67日",
        "OP-01": "1件", "OP-02": "3件", "OP-03": "66.7%", "OP-04": "50.0%", "OP-08": "50.0%",
    }  # fmt: skip


def test_an_answer_often_given_is_chosen_and_written_out(officer: Client):
    at = f"/desk/opinions/{received().number}/answer/"
    assert "服務不周" in words(officer.get(at))
    assert "讓您有這樣的感受，我們很抱歉" in officer.get(f"{at}?answer=sorry").content.decode()


def test_an_auditor_reads_and_does_nothing(signed_in: Callable[[str], Client]):
    at = f"/desk/opinions/{received().number}/"
    auditor = signed_in("auditor")
    assert auditor.get(at).status_code == 200
    assert auditor.post(f"{at}answer/", {"answer": "x"}).status_code == 403
    assert auditor.post(f"{at}reach/").status_code == 403
