"""Several at the same moment, each in a thread and a connection of its own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Lock
from typing import TypeVar

import pytest
from django.db import connection, connections

from bianmin.delivery.cases.actions.apply import apply
from bianmin.delivery.cases.actions.contest import contest
from bianmin.delivery.cases.actions.decide import decide, withdraw
from bianmin.delivery.cases.actions.interview import RoomIsTaken, plan_interview
from bianmin.delivery.cases.actions.steps import NotInThisState, SomebodyWasFirst
from bianmin.delivery.cases.actions.track import NothingOpens, TooManyTries, track
from bianmin.delivery.cases.models import Case, Contest, Decision, Interview
from bianmin.foundation.persons.models import Person
from bianmin.foundation.tries.models import Attempt
from bianmin.journeys.meanwhile import as_seen
from bianmin.kernel.errors import Refused
from tests.factories.delivery import CITIZEN, application, applied, holder, service
from tests.people import NOON, People, household_office

T = TypeVar("T")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Iterator[People]:
    """The office in the database itself, so that every thread sees it."""
    yield household_office()
    connections.close_all()


def at_once(act: Callable[[], T], times: int) -> list[T | Refused]:
    """What each thread got, all begun together; a refusal is an answer too."""
    gate = Barrier(times)

    def one(_place: int) -> T | Refused:
        gate.wait()
        try:
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_a_double_submit_gives_one_case_and_one_receipt(office: People):
    sent = application(service())
    found = at_once(lambda: apply(application=sent, by=CITIZEN, at=NOON), 8)
    assert len({(receipt.number, receipt.query_code, receipt.case_id) for receipt in found}) == 1
    assert [receipt.repeated for receipt in found].count(False) == 1
    assert (Case.objects.count(), Person.objects.count()) == (1, 1)


def test_applications_at_once_get_numbers_without_gap_or_double(office: People):
    offered = service()
    found = at_once(lambda: applied(offered), 8)
    assert sorted(int(receipt.number[-6:-1]) for receipt in found) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_of_officers_who_decide_at_once_one_wins(office: People):
    receipt, by = applied(service()), office.actor("officer")
    found = at_once(lambda: decide(number=receipt.number, outcome="granted", by=by, at=NOON), 6)
    lost = [answer for answer in found if isinstance(answer, NotInThisState | SomebodyWasFirst)]
    assert (len(lost), Decision.objects.count()) == (5, 1)


def test_of_officers_who_act_on_the_same_page_at_once_one_wins_and_the_others_read_why(office: People):
    receipt, by = applied(service()), office.actor("officer")
    words = {"number": receipt.number, "seen": 0, "by": by, "at": NOON}
    found = at_once(lambda: as_seen(withdraw, **words), 6)
    lost = [str(answer) for answer in found if isinstance(answer, Refused)]
    assert (len(lost), Case.objects.get().state) == (5, "withdrawn")
    assert all("林怡君" in sentence and "申請已撤回" in sentence for sentence in lost), lost


def test_a_room_is_fixed_for_one_of_two_at_once(office: People):
    policy = {
        "sites": [{"code": "tp", "name": "專勤隊", "rooms": ["1"]}],
        "rules": [{"code": "purpose", "text": "只查婚姻"}],
    }
    offered, by = service(interview=policy), office.actor("officer")
    waiting = iter([applied(offered).number for _ in range(4)])
    lock = Lock()

    def fix() -> None:
        with lock:
            number = next(waiting)
        plan_interview(number=number, site="tp", room="1", start=NOON + timedelta(days=9), by=by, at=NOON)

    found = at_once(fix, 4)
    assert sum(isinstance(answer, RoomIsTaken) for answer in found) == 3
    assert Interview.objects.count() == 1


def test_of_two_appeals_at_once_one_is_kept(office: People):
    way = {"kind": "appeal", "to": "臺東縣政府", "within": "30d", "reply": "20d", "decide": "3m"}
    receipt = applied(service(contests=[way]))
    decide(number=receipt.number, outcome="refused", reasons="不符", by=office.actor("officer"), at=NOON)
    words = {"number": receipt.number, "kind": "appeal", "grounds": "事實有誤", "by": holder(receipt), "at": NOON}
    found = at_once(lambda: contest(**words), 4)
    lost = [answer for answer in found if isinstance(answer, NotInThisState | SomebodyWasFirst)]
    assert (len(lost), Contest.objects.count()) == (3, 1)


def test_guesses_made_at_once_do_not_slip_past_the_count(office: People):
    receipt = applied(service())
    found = at_once(lambda: track(number=receipt.number, code="WRONGCDE", at=NOON), 12)
    judged = [answer for answer in found if isinstance(answer, NothingOpens)]
    waited = [answer for answer in found if isinstance(answer, TooManyTries)]
    assert len(judged) <= 5
    assert len(judged) + len(waited) == 12
    assert Attempt.objects.count() == len(judged)
