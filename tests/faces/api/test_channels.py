"""Channels of other organisations: notices, questions answered at once, lists downloaded; by a key that opens them."""

from datetime import date

import pytest
from django.test import Client

from bianmin.delivery.permits.actions.issue import Wanted, issue
from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.queries.published import kind
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.models import Line
from bianmin.foundation.notices.models import Message
from bianmin.foundation.notices.queries import rendered
from bianmin.foundation.persons.actions import add_person
from bianmin.kernel.actor import Role, system
from bianmin.kernel.rocdate import local_day
from bianmin.quality.registers.models import Entry
from tests.faces.portal.citizen import words
from tests.faces.portal.immigration import NIA, note, staff

HOUSE = system("tests")
OWN = {"Idempotency-Key": "ministry-000001"}


def issued(code: str, name: str = "阮氏梅", last: date | None = None) -> Permit:
    at = now()
    holder = add_person(agency=NIA, name=name, birth_on=date(1990, 5, 17), by=HOUSE, at=at)
    of = kind(NIA, code, local_day(at))
    key = f"test/{code}/{len(name)}"
    way = of.pickup.ways[0].value
    return issue(wanted=Wanted(kind=of, holder=holder.pk, way=way, key=key, last=last), by=HOUSE, at=at)


@pytest.fixture
def student(people: object) -> Permit:
    return issued("residence-card", last=date(now().year + 1, 6, 30))


def change(student: Permit, **said: str) -> dict[str, object]:
    answers = {
        "school": "國立臺灣大學",
        "name": "阮氏梅",
        "permit_number": student.number,
        "change": "withdrawal",
        "day": "2026-03-02",
    }
    return {"answers": {**answers, **said}}


@pytest.mark.row("SYS-097")
def test_a_change_of_a_student_is_noted_at_the_permit_and_waits_for_an_officer(partner, student: Permit):
    caller = partner("channel:student-changes", agency=NIA)
    (line,) = caller.get("/channels").json()
    assert (line["code"], line["list"]) == ("student-changes", "")
    answers = [caller.post("/channels/student-changes/notices", change(student), **OWN) for _time in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    first, again = (one.json() for one in answers)
    assert (again["number"], first["repeated"], again["repeated"]) == (first["number"], False, True)
    assert Entry.objects.get(register="student-changes").number == first["number"]
    desk = Client()
    desk.force_login(staff(Role.OFFICER), backend="django.contrib.auth.backends.ModelBackend")
    text = words(desk.get(f"/desk/permits/{student.number}/"))
    assert f"收到通報「外國學生異動通報」{first['number']}" in text
    entry = words(desk.get(f"/desk/registers/student-changes/{first['number']}/"))
    assert "退學" in entry
    assert Line.objects.filter(verb="registers.enter").order_by("-pk")[0].actor.startswith("client:")


@pytest.mark.row("SYS-097")
def test_the_same_notice_can_be_typed_at_the_desk(student: Permit):
    desk = Client()
    desk.force_login(staff(Role.OFFICER), backend="django.contrib.auth.backends.ModelBackend")
    said = {**change(student)["answers"], "key": "a" * 32, "day": "115/3/2"}
    assert desk.post("/desk/registers/student-changes/new/", said).status_code == 302
    assert "收到通報" in words(desk.get(f"/desk/permits/{student.number}/"))


def test_a_key_opens_its_own_channels_only_and_mistakes_keep_nothing(partner, anybody, student: Permit):
    caller = partner("channel:boarding-enquiries", "cases.read", agency=NIA)
    shut = caller.post("/channels/student-changes/notices", change(student), **OWN)
    assert (shut.status_code, shut.json()["code"]) == (403, "ScopeNotHeld")
    assert anybody.post("/channels/student-changes/notices", change(student), **OWN).status_code == 401
    caller = partner("channel:student-changes", agency=NIA)
    wrong = caller.post("/channels/student-changes/notices", change(student, change="holiday", more="x"), **OWN)
    assert wrong.status_code == 422
    assert {one["pointer"] for one in wrong.json()["errors"]} == {"/answers/change", "/answers/more"}
    assert Entry.objects.filter(register="student-changes").count() == 0


@pytest.mark.row("SYS-064")
def test_a_carrier_is_told_at_once_whether_a_passenger_may_board(partner):
    consent = issued("boarding-consent", "陳阿美")
    note("entry-controls", document="X1234567", authority="內政部警政署", letter="警署字第1號")
    caller = partner("channel:boarding-enquiries", agency=NIA)
    asked = {"carrier": "直航航空", "voyage": "ZH101", "document": "M7654321", "mailbox": "desk@carrier.example"}
    told = []
    for at, more in enumerate(
        ({"consent_number": consent.number}, {}, {"document": "x1234567", "consent_number": consent.number})
    ):
        own = {"Idempotency-Key": f"carrier-0000{at}"}
        answer = caller.post("/channels/boarding-enquiries/notices", {"answers": {**asked, **more}}, **own)
        assert answer.status_code == 201, answer.content.decode()
        told.append(answer.json()["reply"])
    assert told == ["board", "ask", "refuse"]
    assert Message.objects.filter(template__code="channel-reply").count() == 3
    assert "本署同意旅客登機（船）" in rendered(Message.objects.order_by("id")[0]).body
    assert [one.answers["reply"] for one in Entry.objects.filter(register="boarding-enquiries").order_by("id")] == told


@pytest.mark.row("SYS-086")
def test_the_approved_list_is_downloaded_as_json_and_csv_and_journaled(partner):
    first, second = issued("business-express", "SMITH JOHN"), issued("business-express", "=TANAKA")
    caller = partner("channel:business-express-downloads", agency=NIA)
    place = "/channels/business-express-downloads/list"
    assert caller.get(place, purpose="X").status_code == 422
    page = caller.get(place, purpose="border-check", limit=1).json()
    assert [one["number"] for one in page["items"]] == [first.number]
    rest = caller.get(place, purpose="border-check", after=page["next"]).json()
    assert ([one["number"] for one in rest["items"]], rest["next"]) == ([second.number], "")
    table = caller.get(f"{place}.csv", purpose="border-check")
    assert table["Content-Type"].startswith("text/csv")
    assert "'=TANAKA" in table.content.decode("utf-8-sig")
    lines = Line.objects.filter(verb="permits.download")
    assert [one.purpose for one in lines] == ["border-check"] * 3
    assert Entry.objects.filter(register="business-express-downloads").count() == 3
    assert caller.post("/channels/business-express-downloads/notices", {"answers": {}}, **OWN).status_code == 404
