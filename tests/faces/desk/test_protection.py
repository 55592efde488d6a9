"""Somebody whom their address may endanger: who reads it, what is sent there, and that nobody else does."""

from datetime import date, timedelta

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import Particulars
from bianmin.faces.ui.now import now, today
from bianmin.foundation.audit.models import Line
from bianmin.foundation.notices.models import Message
from bianmin.foundation.packs.actions import reissue
from bianmin.foundation.persons.models import Protection
from bianmin.journeys.decide import decide
from bianmin.kernel.rocdate import parted
from tests.faces.desk.conftest import Desk
from tests.faces.portal.citizen import words

WHERE = "臺東縣卑南鄉太平路1號"
MEI = Particulars(
    name="林小美", id_number="A223456781", birth_on=date(1990, 1, 2), phone="0912345678", address=WHERE, sms_agreed=True
)
SAID = {"why": "violence", "through": "臺東縣社會處王社工 089-320172", "until": ""}
PURPOSE = {"purpose": "contact"}


@pytest.fixture
def number(desk: Desk, officer: Client) -> str:
    """A case of somebody who is protected; nobody is in charge as yet."""
    found = desk.receive(applicant=MEI).number
    Case.objects.update(officer="")
    assert officer.post(f"/desk/cases/{found}/protection/", SAID).status_code == 302
    return found


@pytest.mark.row("ENT-06")
def test_only_the_officer_in_charge_reads_where_a_protected_person_lives(
    desk: Desk, officer: Client, chief: Client, number: str
) -> None:
    page = words(officer.get(f"/desk/cases/{number}/"))
    assert "申請人 受保護" in page
    assert "091" not in page.partition("申請人 受保護")[2][:80]
    other = words(chief.post(f"/desk/cases/{number}/reading/", PURPOSE))
    assert WHERE not in other
    assert "0912345678" not in other
    assert "臺東縣社會處王社工 089-320172" in other
    assert "address" not in Line.objects.filter(verb="persons.read").latest("id").fields
    assert "phone" not in Line.objects.filter(verb="persons.read").latest("id").fields
    assert officer.post(f"/desk/cases/{number}/take/").status_code == 302
    assert WHERE in words(officer.post(f"/desk/cases/{number}/reading/", PURPOSE))


@pytest.mark.row("ENT-06")
def test_nothing_is_sent_to_the_number_or_address_but_a_task_goes_through_whom_was_named(
    desk: Desk, officer: Client, number: str
) -> None:
    decide(number=number, outcome="granted", by=desk.people.actor("officer", now()), at=now())
    message = Message.objects.get(template__code="decided")
    assert (message.channel, message.state) == ("phone", "open")
    shown = words(officer.post(f"/desk/tasks/{message.pk}/"))
    assert "0912345678" not in shown


@pytest.mark.row("ENT-06")
def test_it_holds_for_every_matter_of_the_same_person_until_it_is_ended(
    desk: Desk, officer: Client, number: str
) -> None:
    later = desk.receive(applicant=MEI).number
    assert "申請人 受保護" in words(officer.get(f"/desk/cases/{later}/"))
    assert "請選擇繼續保護或解除保護" in words(officer.post(f"/desk/cases/{later}/protection/"))
    assert officer.post(f"/desk/cases/{later}/protection/", {"what": "end"}).status_code == 302
    assert "受保護" not in words(officer.get(f"/desk/cases/{number}/"))
    ended = Protection.objects.get()
    assert ended.ended_at is not None


@pytest.mark.row("ENT-06")
def test_officer_and_chief_are_called_to_look_again_until_it_is_kept_for_longer_or_ended(
    desk: Desk, officer: Client, chief: Client, number: str
) -> None:
    decide(number=number, outcome="granted", by=desk.people.actor("officer", now()), at=now())
    there, listed = f"/desk/cases/{number}/protection/", "/desk/?kind=protections"
    assert "保護到期待檢視" not in words(officer.get("/desk/"))
    Protection.objects.update(until=today())
    reissue(Protection)
    for client in (officer, chief):
        assert "1 保護到期待檢視" in words(client.get("/desk/"))
        assert number in words(client.get(listed))
    past = officer.post(there, {"what": "keep", "until": parted(today())})
    assert (past.status_code, "請選今天以後" in words(past)) == (422, True)
    assert officer.post(there, {"what": "keep", "until": parted(today() + timedelta(days=90))}).status_code == 302
    assert "保護到期待檢視" not in words(officer.get("/desk/"))
    assert number not in words(officer.get(listed))
    assert Line.objects.filter(verb="persons.keep_protected").count() == 1


def test_a_protection_says_why_and_through_whom(desk: Desk, officer: Client) -> None:
    found = desk.receive(applicant=MEI).number
    there = f"/desk/cases/{found}/protection/"
    assert "請選擇為什麼要保護住址和電話" in words(officer.post(there, {**SAID, "why": ""}))
    assert "請寫明改經由誰" in words(officer.post(there, {**SAID, "through": " "}))
    assert Protection.objects.count() == 0
