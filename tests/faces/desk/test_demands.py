"""What people ask about their data, from the public page to the letter; and breaches with their duties."""

from datetime import timedelta

import pytest
from django.test import Client

from bianmin.faces.ui.now import now
from bianmin.foundation.audit.models import Line
from bianmin.foundation.documents.models import File
from bianmin.foundation.notices.models import Message
from bianmin.foundation.privacy.models import Demand
from tests.factories.delivery import load_notices
from tests.factories.house import load_house
from tests.factories.keeping import AMEI
from tests.people import AGENCY, People

pytestmark = pytest.mark.django_db
ASK = "/ttbn/personal-data/ask/"
DESK = "/desk/keeping/demands/"
BREACHES = "/desk/keeping/breaches/"
WANTED = {**AMEI, "kind": "access", "about": "我的申請紀錄", "birth_on": "45/3/9"}


@pytest.fixture
def office(people: People) -> People:
    load_notices()
    load_house("privacy", "agencies/beinan/privacy")
    return people


def asked(client: Client, **changes: str) -> Demand:
    answer = client.post(ASK, {**WANTED, **changes})
    assert answer.status_code == 302, answer.content.decode()
    return Demand.objects.get()


@pytest.mark.row("SYS-222")
def test_the_list_of_personal_data_files_is_published_as_page_csv_and_odt(office: People, client: Client):
    page = client.get("/ttbn/personal-data/").content.decode()
    assert "線上與臨櫃申辦案件資料" in page
    assert "個人資料保護法第15條第1款" in page
    assert "示範" in page
    assert client.get("/ttbn/personal-data.csv").content.decode("utf-8-sig").startswith("檔案名稱,")
    assert client.get("/ttbn/personal-data.odt").content[:2] == b"PK"
    assert client.get("/ttbn/personal-data.exe").status_code == 404


def test_who_asks_gets_a_number_and_the_last_day_and_a_message(office: People, client: Client):
    demand = asked(client)
    page = client.get("/ttbn/personal-data/asked/").content.decode()
    assert demand.number in page
    assert (demand.due_on - demand.received_on).days >= 15
    message = Message.objects.get()
    assert (message.template.code, message.params["number"]) == ("personal-data-received", demand.number)
    assert Client().get("/ttbn/personal-data/asked/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "box"),
    [
        ({"kind": ""}, "kind"), ({"about": " \0"}, "about"), ({"name": ""}, "name"), ({"birth_on": "someday"}, "birth_on"),
        ({"phone": "", "email": ""}, "phone"), ({"email": "nonsense"}, "email"), ({"about": "長" * 4001}, "about"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_at_its_box_and_nothing_typed_is_lost(
    office: People, client: Client, changes: dict[str, str], box: str
):
    answer = client.post(ASK, {**WANTED, **changes})
    page = answer.content.decode()
    assert (answer.status_code, f'href="#q-{box}"' in page) == (422, True)
    assert "A223456781" in page
    assert not Demand.objects.exists()


@pytest.mark.row("SYS-222")
def test_a_request_is_proved_extended_once_and_decided_by_a_letter(office: People, client: Client, signed_in: object):
    demand = asked(client)
    officer = signed_in("officer")
    one = f"{DESK}{demand.number}/"
    page = officer.get(one).content.decode()
    assert "陳○美" in page
    assert "陳阿美" not in page
    early = officer.post(f"{one}decide/", {"outcome": "granted", "reason": "如附件"})
    assert "請先記錄如何確認是本人" in early.content.decode()
    assert officer.post(f"{one}prove/", {"proof": "card"}).status_code == 302
    assert officer.post(f"{one}extend/", {"extension": "資料在檔案室，須調卷。"}).status_code == 302
    demand.refresh_from_db()
    assert (demand.due_on - demand.received_on).days >= 30
    again = officer.post(f"{one}extend/", {"extension": "再延"})
    assert "依法不能再延長" in again.content.decode()
    assert (
        officer.post(f"{one}decide/", {"outcome": "partly", "reason": "提供申請紀錄；第三人資料不予提供。"}).status_code
        == 302
    )
    demand.refresh_from_db()
    assert (demand.outcome, demand.decided_by) == ("partly", f"staff:{office.officer.pk}")
    assert File.objects.filter(subject=f"privacy.demand:{demand.pk}").count() == 4
    assert sorted(Message.objects.values_list("template__code", flat=True)) == [
        "personal-data-decided", "personal-data-extended", "personal-data-received",
    ]  # fmt: skip
    reading = Line.objects.filter(verb="persons.read", purpose=demand.number)
    assert [sorted(line.fields) for line in reading] == [["address", "name"]] * 2
    late = officer.post(f"{one}prove/", {"proof": "card"})
    assert late.status_code == 422


def test_a_limit_that_is_over_is_not_extended_any_more(office: People, client: Client, signed_in: object):
    demand = asked(client)
    Demand.objects.update(due_on=now().date() - timedelta(days=1))
    officer = signed_in("officer")
    assert officer.post(f"{DESK}{demand.number}/extend/", {"extension": "忙"}).status_code == 422
    assert "逾期" in officer.get(DESK).content.decode()


def test_a_letter_that_came_by_post_is_taken_in_at_the_desk(office: People, signed_in: object):
    officer = signed_in("officer")
    sent = {**WANTED, "kind": "correct", "channel": "letter", "about": "地址應為和平路67號"}
    assert officer.post(f"{DESK}new/", sent).status_code == 302
    assert (Demand.objects.get().channel, Demand.objects.get().agency) == ("letter", AGENCY)
    assert officer.post(f"{DESK}new/", {**sent, "name": ""}).status_code == 422


@pytest.mark.parametrize("requests", [1, 3])
def test_the_list_takes_as_many_statements_for_one_request_as_for_three(
    office: People, client: Client, signed_in: object, requests: int, django_assert_num_queries: object
):
    for _ in range(requests):
        client.post(ASK, WANTED)
    officer = signed_in("officer")
    with django_assert_num_queries(5):
        assert officer.get(DESK).status_code == 200


def test_a_breach_has_its_duties_with_their_limits_and_is_closed_only_when_all_are_done(
    office: People, signed_in: object
):
    chief = signed_in("chief")
    told = {"touched": "leaked", "what": "郵件寄錯對象", "persons": "12", "special": "no", "found_at": "114/3/5 09:00"}
    answer = chief.post(f"{BREACHES}new/", told)
    assert answer.status_code == 302
    one = answer.url
    page = chief.get(one).content.decode()
    assert "114年3月5日(星期三) 10:00" in page
    assert "尚未施行" in page
    assert "逾期" in page
    soon = chief.post(one, {"step": "closed", "done_at": "114/3/6 09:00", "note": "改用選單"})
    assert "請先記錄已通報" in soon.content.decode()
    for step in ("reported", "authority", "told", "contained"):
        assert chief.post(one, {"step": step, "done_at": "114/3/5 09:30"}).status_code == 302
    assert chief.post(one, {"step": "reported", "done_at": "114/3/5 09:30"}).status_code == 422
    assert chief.post(one, {"step": "closed", "done_at": "114/3/6 09:00", "note": ""}).status_code == 422
    assert chief.post(one, {"step": "closed", "done_at": "114/3/6 09:00", "note": "改用選單"}).status_code == 302
    assert "已結案" in chief.get(BREACHES).content.decode()
    assert "PB-" + str(now().year - 1911) + "-0001" in one


@pytest.mark.parametrize(
    ("name", "value"), [("found_at", "someday"), ("found_at", "200/1/1 09:00"), ("touched", "x"), ("what", "")]
)
def test_a_breach_that_cannot_be_read_is_told_at_its_box(office: People, signed_in: object, name: str, value: str):
    told = {
        "touched": "leaked",
        "what": "郵件寄錯對象",
        "persons": "1",
        "special": "no",
        "found_at": "114/3/5 09:00",
        name: value,
    }
    answer = signed_in("chief").post(f"{BREACHES}new/", told)
    assert (answer.status_code, f'href="#q-{name}"' in answer.content.decode()) == (422, True)


def test_an_officer_sees_no_breaches_and_an_auditor_changes_none(office: People, signed_in: object):
    assert signed_in("officer").get(BREACHES).status_code == 403
    assert signed_in("auditor").get(BREACHES).status_code == 200
    assert signed_in("auditor").get(f"{BREACHES}new/").status_code == 403
