"""Promises about to be broken: staff are warned by tiers, each once, in office hours; applicants are told early."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bianmin.delivery.cases.actions.decide import decide
from bianmin.delivery.cases.actions.escalate import escalate, write_policy
from bianmin.delivery.cases.actions.review import take
from bianmin.delivery.cases.models import Warned
from bianmin.delivery.cases.vocab import Receipt
from bianmin.delivery.cases.vocab.policy import PromisePolicy
from bianmin.faces.ui.now import now
from bianmin.foundation.accounts.models import Absence, Holding
from bianmin.foundation.accounts.queries import key_of
from bianmin.foundation.clock.vocab import DayState
from bianmin.foundation.notices.models import Message
from bianmin.journeys.closures import close_day
from bianmin.journeys.extend import extend
from bianmin.journeys.overdue import keep_promises
from bianmin.kernel.rocdate import TAIPEI
from tests.factories.delivery import HOUSE, applied, load_notices, row, service
from tests.people import AGENCY, COUNTER, NOON, START, People

STATEMENTS = 4
TIERS = [{"to": "officer", "before": "2wd"}, {"to": "chief", "after": "4wh"}, {"to": "head", "after": "3wd"}]


def policy(**changes: object) -> None:
    header = {"kind": "promise", "id": "p", "version": "1", "agency": AGENCY, "source": "demonstration"}
    said = PromisePolicy.model_validate({**header, "tiers": TIERS, **changes})
    write_policy(policy=said, by=HOUSE, at=NOON)


@pytest.fixture
def receipt(people: People) -> Receipt:
    """A case due on Wednesday, 12 March 2025, with a chief of its unit besides the head of the agency."""
    load_notices()
    policy()
    Holding.objects.create(user=people.elsewhere, role="chief", agency=AGENCY, path=COUNTER, valid_from=START)
    return applied(service())


def at(day: int, hour: int = 10) -> datetime:
    return datetime(2025, 3, day, hour, tzinfo=TAIPEI)


def warned() -> list[tuple[str, str]]:
    return [(one.tier, one.to) for one in Warned.objects.order_by("id")]


def work(moment: datetime) -> None:
    keep_promises(agency=AGENCY, by=HOUSE, at=moment)


def test_each_tier_is_warned_in_its_time_and_once(people: People, receipt: Receipt):
    officer, chief, head = (key_of(one) for one in (people.officer, people.elsewhere, people.chief))
    work(at(7, 16))
    assert warned() == []
    work(at(10, 8))
    assert warned() == [("officer", officer)]
    work(at(13, 11))
    assert warned() == [("officer", officer)]
    work(at(13, 13))
    work(at(14))
    assert warned() == [("officer", officer), ("chief", chief)]
    work(at(17))
    work(at(18))
    assert warned() == [("officer", officer), ("chief", chief), ("head", head)]
    kinds = [event.kind for event in row(receipt).events.filter(kind__startswith="warned").order_by("id")]
    assert kinds == ["warned_officer", "warned_chief", "warned_head"]
    assert not row(receipt).events.filter(kind__startswith="warned", public=True).exists()


@pytest.mark.parametrize("moment", [at(11, 7), at(11, 12), at(11, 18), at(15), at(16)])
def test_nobody_is_warned_at_night_at_lunch_or_on_a_day_off(receipt: Receipt, moment: datetime):
    work(moment)
    assert warned() == []


def test_a_worker_that_slept_catches_up_once(people: People, receipt: Receipt):
    work(at(18))
    assert [tier for tier, _to in warned()] == ["officer", "chief", "head"]
    work(at(18, 11))
    assert len(warned()) == 3


def test_who_is_chief_and_head_is_warned_once(people: People):
    load_notices()
    policy()
    applied(service())
    work(at(18))
    assert [tier for tier, _to in warned()] == ["officer", "chief"]


def test_a_new_promise_is_warned_of_anew(people: People, receipt: Receipt):
    work(at(10))
    extend(number=receipt.number, reason="查證", limit="5d", by=people.actor("officer"), at=at(10))
    due = row(receipt).due_on
    work(at(11))
    assert len(warned()) == 1
    work(datetime(due.year, due.month, due.day, 10, tzinfo=TAIPEI))
    assert len(Warned.objects.filter(tier="officer")) == 2


def test_who_does_the_work_of_one_away_is_warned_too(people: People, receipt: Receipt):
    away = {"valid_from": date(2025, 3, 9), "valid_until": date(2025, 3, 12), "agency": AGENCY}
    Absence.objects.create(absent=people.officer, stand_in=people.chief, **away)
    work(at(10))
    assert [to for _tier, to in warned()] == [key_of(people.officer), key_of(people.chief)]


@pytest.mark.row("CM-05")
def test_the_applicant_is_told_early_where_nobody_has_begun(people: People):
    load_notices()
    policy(may_be_late={"before": "2wd"})
    slow, begun = applied(service()), applied(service())
    take(number=begun.number, by=people.actor("officer"), at=NOON)
    for day in (7, 10, 11):
        work(at(day))
    message = Message.objects.get(template__code="may-be-late")
    assert (message.subject, message.params["due_on"]) == (slow.subject, "2025-03-12")
    assert row(slow).events.get(kind="may_be_late").public


def test_the_applicant_is_told_of_a_moved_date_where_the_policy_says_so(people: People):
    load_notices()
    applied(service())
    words = {"offices": [AGENCY], "state": DayState.CLOSED, "reason": "颱風", "source": "", "by": HOUSE, "at": NOON}
    close_day(day=date(2025, 3, 11), **words)
    close_day(day=date(2025, 3, 12), **words)
    assert Message.objects.filter(template__code="moved").count() == 0
    policy(tell_moved=True)
    close_day(day=date(2025, 3, 13), **words)
    assert Message.objects.get(template__code="moved").params["due_on"] == "2025-03-14"


def test_without_a_policy_nobody_is_warned(people: People):
    applied(service())
    assert escalate(agency=AGENCY, by=HOUSE, at=at(18)) == 0


def test_a_warning_stands_on_the_desk_until_it_is_seen(signed_in, people: People, receipt: Receipt):
    work(at(10))
    officer: Client = signed_in("officer")
    page = officer.get("/desk/warnings/").content.decode()
    assert receipt.number in page
    assert "承辦人身分" in page
    officer.post(f"/desk/warnings/{Warned.objects.get().pk}/")
    assert receipt.number not in officer.get("/desk/warnings/").content.decode()
    assert "林怡君" in officer.get(f"/desk/cases/{receipt.number}/dates/").content.decode()
    assert signed_in("chief").post(f"/desk/warnings/{Warned.objects.get().pk}/").status_code == 404


@pytest.mark.row("RUL-07", "SYS-044")
def test_the_public_query_shows_closed_cases_for_as_long_as_the_policy_says(client: Client, people: People):
    receipt = applied(service(), at=now() - timedelta(days=200))
    typed = {"number": receipt.number, "code": receipt.query_code}
    policy(track_months=3)
    assert client.post("/ttbn/track/", typed).status_code == 302
    decide(number=receipt.number, outcome="granted", by=people.actor("officer"), at=now() - timedelta(days=120))
    assert client.post("/ttbn/track/", typed).status_code == 422
    policy(track_months=6)
    assert client.post("/ttbn/track/", typed).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_statements_for_one_warning_as_for_three(
    signed_in, people: People, rows: int, django_assert_num_queries: DjangoAssertNumQueries
):
    load_notices()
    policy()
    for _ in range(rows):
        applied(service())
    work(at(10))
    officer: Client = signed_in("officer")
    officer.get("/desk/warnings/")
    with django_assert_num_queries(STATEMENTS):
        assert len(officer.get("/desk/warnings/").context["lines"]) == rows
