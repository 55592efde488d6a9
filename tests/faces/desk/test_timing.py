"""The time of a case on the desk: extensions by policy, the reply slip, steps with a clock of their own, hand-over."""

from datetime import timedelta

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case, Extension, StepDone
from bianmin.foundation.accounts.models import User
from bianmin.foundation.accounts.queries import key_of
from bianmin.foundation.clock.models import LedgerEntry
from bianmin.foundation.notices.models import Message
from bianmin.foundation.packs.actions import reissue
from tests.faces.desk.conftest import Desk
from tests.factories.delivery import service

pytestmark = pytest.mark.django_db
STEPS = [{"code": "receive", "name": "收件", "limit": "4wh"}, {"code": "print", "name": "列印", "limit": "2wd"}]


def with_policy(desk: Desk, **policy: object) -> Desk:
    offered = service(version="2", valid_from=desk.service.valid_from + timedelta(days=1), extension=policy)
    return Desk(desk.people, offered, desk.enter)


def extend(client: Client, number: str, **words: str):
    return client.post(f"/desk/cases/{number}/extend/", {"reason": "須向外機關查證", **words})


def test_an_extension_is_refused_where_the_policy_allows_none(desk: Desk, officer: Client):
    number = with_policy(desk, times=0).receive().number
    answer = extend(officer, number)
    assert answer.status_code == 422
    assert "這項服務的期限不能展期" in answer.content.decode()
    assert not LedgerEntry.objects.exists()


def test_an_extension_longer_than_the_policy_is_refused_with_the_longest(desk: Desk, officer: Client):
    number = with_policy(desk, longest="5d").receive().number
    assert "5日" in extend(officer, number, limit="6d").content.decode()
    assert extend(officer, number, limit="5d").status_code == 302


@pytest.mark.row("SYS-041", "FRM-04")
def test_the_chief_grants_what_the_officer_asked_for_and_the_slip_is_printed(
    desk: Desk, officer: Client, chief: Client
):
    number = with_policy(desk, approval="chief").receive().number
    before = Case.objects.get().due_on
    assert (
        "已請主管核准"
        in officer.post(
            f"/desk/cases/{number}/extend/", {"reason": "須查證", "limit": "10d"}, follow=True
        ).content.decode()
    )
    assert Case.objects.get().due_on == before
    assert not Message.objects.filter(template__code="extended").exists()
    assert officer.get(f"/desk/cases/{number}/slip.pdf").status_code == 404
    assert officer.post(f"/desk/cases/{number}/answer-extension/", {"answer": "granted"}).status_code == 422
    assert "須查證" in chief.get(f"/desk/cases/{number}/answer-extension/").content.decode()
    chief.post(f"/desk/cases/{number}/answer-extension/", {"answer": "granted"})
    assert Case.objects.get().due_on > before
    assert Message.objects.filter(template__code="extended").count() == 1
    slip = officer.get(f"/desk/cases/{number}/slip.pdf")
    assert slip.content.startswith(b"%PDF")
    assert Extension.objects.get().answered_by == key_of(desk.people.chief)


def test_what_the_chief_does_not_grant_says_why(desk: Desk, officer: Client, chief: Client):
    number = with_policy(desk, approval="chief").receive().number
    extend(officer, number)
    assert extend(officer, number).status_code == 422
    assert chief.post(f"/desk/cases/{number}/answer-extension/", {"answer": "declined"}).status_code == 422
    chief.post(f"/desk/cases/{number}/answer-extension/", {"answer": "declined", "reason": "可如期辦結"})
    assert "可如期辦結" in officer.get(f"/desk/cases/{number}/").content.decode()
    assert not LedgerEntry.objects.exists()


def test_nobody_answers_what_he_asked_for_himself(desk: Desk, officer: Client):
    number = with_policy(desk, approval="chief").receive().number
    extend(officer, number)
    desk.people.officer.holdings.update(role="chief")
    reissue(User)
    answer = officer.post(f"/desk/cases/{number}/answer-extension/", {"answer": "granted"})
    assert answer.status_code == 422
    assert "是您自己提出的" in answer.content.decode()


def test_each_step_has_its_own_clock_and_the_next_begins_when_one_is_done(desk: Desk, officer: Client):
    offered = service(version="2", valid_from=desk.service.valid_from + timedelta(days=1), sop=STEPS)
    number = Desk(desk.people, offered, desk.enter).receive(days_ago=20).number
    assert "辦完" in officer.get(f"/desk/cases/{number}/").content.decode()
    officer.post(f"/desk/cases/{number}/finish-step/")
    row = StepDone.objects.get()
    assert (row.code, row.in_time) == ("receive", False)
    page = officer.get(f"/desk/cases/{number}/")
    assert [step.current for step in page.context["steps"]] == [False, True]
    officer.post(f"/desk/cases/{number}/finish-step/")
    assert StepDone.objects.get(code="print").in_time
    assert officer.post(f"/desk/cases/{number}/finish-step/").status_code == 422


def test_a_colleague_who_takes_over_keeps_dates_and_ledger(desk: Desk, officer: Client):
    number = desk.receive().number
    extend(officer, number, limit="5d")
    before = Case.objects.get()
    assert officer.post(f"/desk/cases/{number}/hand-over/", {"to": "staff:999999"}).status_code == 422
    officer.post(f"/desk/cases/{number}/hand-over/", {"to": key_of(desk.people.chief)})
    case = Case.objects.get()
    assert case.officer == key_of(desk.people.chief)
    assert (case.due_on, case.statutory_due_on) == (before.due_on, before.statutory_due_on)
    assert LedgerEntry.objects.count() == 1
