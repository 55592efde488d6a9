"""Writing to the office: on a phone, with or without a name, in two languages; followed, read and rated."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from bianmin.delivery.opinions.models import Opinion
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.models import Line
from bianmin.foundation.documents.models import File
from bianmin.journeys.opinion import answer
from tests.faces.portal.citizen import HOME, photo, words
from tests.people import AGENCY, People

DIRECTOR, PETITION = f"{HOME}opinions/write/director/", f"{HOME}opinions/write/petition/"
SAID = {
    "kind": "suggestion", "title": "櫃檯的椅子太高", "text": "老人家坐不上去，可以換矮一點的嗎？", "reply": "page",
}  # fmt: skip


def key_on(page: Any) -> str:
    return re.search(r'name="key" value="([^"]+)"', page.content.decode()).group(1)


def send(client: Client, at: str = DIRECTOR, **said: Any) -> Any:
    return client.post(at, {**SAID, "key": key_on(client.get(at)), **said})


@pytest.mark.row("SYS-103", "CM-80", "FRM-14", "B-6.1", "ENT-24")
def test_a_citizen_finds_the_mailbox_writes_without_a_name_and_gets_number_and_code(client: Client, people: People):
    assert f'href="{HOME}opinions/"' in client.get(HOME).content.decode()
    listed = words(client.get(f"{HOME}opinions/"))
    assert "主任信箱" in listed
    assert "3個工作天內答復" in listed
    assert "民眾意見箱" not in listed
    form = words(client.get(DIRECTOR))
    assert "只為了處理您的意見和答復您" in form
    done = send(client, files=photo("chair.jpg"))
    row = Opinion.objects.get()
    assert done.url == f"{HOME}opinions/own/{row.number}/"
    shown = client.get(done.url)
    assert row.number in words(shown)
    assert re.fullmatch(r"[2-9CDFGHJKMNPQRTVWXY]{4} [2-9CDFGHJKMNPQRTVWXY]{4}", shown.context["code"])
    assert (row.person, File.objects.filter(subject=row.subject).count()) == (None, 1)
    assert [line.verb for line in Line.objects.filter(subject=row.subject)] == ["opinions.receive"]


@pytest.mark.row("SYS-104", "IND-21", "RO-43")
def test_number_and_code_open_it_elsewhere_the_answer_is_read_and_rated_and_the_chief_sees_it(
    client: Client, people: People, signed_in: Callable[[str], Client]
):
    own = send(client).url
    row, code = Opinion.objects.get(), client.get(own).context["code"]
    other = Client()
    assert other.get(own).status_code == 404
    wrong = other.post(f"{HOME}opinions/find/", {"number": row.number, "code": "2222 2222"})
    assert (wrong.status_code, "對不起來" in words(wrong)) == (422, True)
    assert other.post(f"{HOME}opinions/find/", {"number": row.number, "code": code}).url == own
    assert other.get(f"{own}rate/").url == own
    answer(number=row.number, text="下週換兩張矮椅子。", by=people.actor("chief"), at=now())
    assert "下週換兩張矮椅子。" in words(other.get(own))
    silent = other.post(f"{own}rate/", {"level": "2"})
    assert (silent.status_code, 'id="q-because-error"' in silent.content.decode()) == (422, True)
    assert other.post(f"{own}rate/", {"level": "2", "because": "slow", "words": "等了三天"}).url == own
    assert "不滿意" in words(other.get(own))
    chief = signed_in("chief")
    assert "對答復不滿意" in words(chief.get("/desk/chief/"))
    listed = words(chief.get("/desk/opinions/?show=unhappy"))
    assert "櫃檯的椅子太高" in listed
    one = words(chief.get(f"/desk/opinions/{row.number}/"))
    assert "處理時間太慢" in one
    assert "等了三天" in one


def test_mistakes_stand_at_their_boxes_and_what_was_typed_stays(client: Client, people: People):
    for wrong, box in (
        ({"title": ""}, "title"), ({"text": ""}, "text"), ({"kind": ""}, "kind"), ({"email": "amei"}, "email"),
        ({"reply": "email"}, "email"), ({"reply": "letter"}, "address"), ({"title": "長" * 200}, "title"),
    ):  # fmt: skip
        page = send(client, **wrong)
        assert (page.status_code, f'id="q-{box}-error"' in page.content.decode()) == (422, True), box
        if box != "text":
            assert "老人家坐不上去" in page.content.decode()
    named = send(client, PETITION, kind="petition", name="")
    assert (named.status_code, 'id="q-name-error"' in named.content.decode()) == (422, True)
    assert Opinion.objects.count() == 0


def test_a_form_sent_twice_is_one_opinion_and_opens_the_same_page(client: Client, people: People):
    said = {**SAID, "key": key_on(client.get(DIRECTOR))}
    assert client.post(DIRECTOR, said).url == client.post(DIRECTOR, said).url
    assert Opinion.objects.count() == 1


def test_who_is_signed_in_as_staff_elsewhere_writes_as_anybody_does(people: People, signed_in: Callable[[str], Client]):
    assert send(signed_in("outsider")).status_code == 302
    assert Opinion.objects.get().state == "open"


def test_it_is_taken_back_after_being_asked_once(client: Client, people: People):
    own = send(client).url
    assert "您要撤回嗎？" in words(client.get(f"{own}withdraw/"))
    assert Opinion.objects.get().state == "open"
    assert client.post(f"{own}withdraw/").url == own
    assert "已撤回" in words(client.get(own))
    assert client.get(f"{own}withdraw/").url == own


@pytest.mark.row("SYS-034", "FRM-11")
def test_a_foreigner_writes_in_english(client: Client, people: People):
    client.cookies["django_language"] = "en"
    page = words(client.get(DIRECTOR))
    assert "Director's mailbox" in page
    assert "What do you want to tell us?" in page
    shown = words(client.get(send(client, title="The chairs are too high", kind="complaint").url))
    assert "We have received it" in shown
    assert "Complaint" in shown


def test_a_mailbox_of_the_house_and_an_unknown_one_are_not_on_the_website(client: Client, people: People):
    for code in ("box", "nobody"):
        assert client.get(f"{HOME}opinions/write/{code}/").status_code == 404


@pytest.mark.row("RUL-01", "SYS-113", "SYS-111")
def test_the_mailboxes_of_the_immigration_agency_keep_their_days_and_what_is_secret(
    client: Client, people: People, ordinary_day: datetime
):
    listed = words(client.get("/nia/opinions/"))
    assert "署長信箱" in listed
    assert "3日內答復" in listed
    send(client, "/nia/opinions/write/director/")
    assert Opinion.objects.get().due_on == date(2026, 4, 20)  # three working days after Wednesday, 15 April
    for code, kind in (("discrimination", "complaint"), ("ethics", "report")):
        at = f"/nia/opinions/write/{code}/"
        assert "您的身分會保密" in words(client.get(at))
        assert send(client, at, kind=kind).status_code == 422
        assert send(client, at, kind=kind, name="阮氏花").status_code == 302
        assert Opinion.objects.latest("pk").confidential


def test_after_five_wrong_codes_the_number_waits(client: Client, people: People):
    send(client)
    number = Opinion.objects.get().number
    for _turn in range(5):
        Client().post(f"{HOME}opinions/find/", {"number": number, "code": "2222 2222"}, REMOTE_ADDR="192.0.2.9")
    many = Client().post(f"{HOME}opinions/find/", {"number": number, "code": "2222 2222"}, REMOTE_ADDR="192.0.2.9")
    assert (many.status_code, int(many["Retry-After"]) > 0) == (429, True)


@pytest.mark.row("B-7.2", "CM-54")
def test_what_came_of_opinions_is_published_in_the_chiefs_own_words(
    client: Client, people: People, signed_in: Callable[[str], Client]
):
    send(client)
    number = Opinion.objects.get().number
    answer(number=number, text="換好了。", by=people.actor("chief"), at=now())
    typed = {"title": "櫃檯椅子", "text": "有人說椅子太高。", "result": "換了兩張矮的。"}
    chief = signed_in("chief")
    assert chief.post(f"/desk/opinions/{number}/publish/", typed).url == f"/desk/opinions/{number}/"
    page = words(Client().get(f"{HOME}opinions/"))
    assert "換了兩張矮的。" in page
    assert "老人家坐不上去" not in page
    assert AGENCY not in page
