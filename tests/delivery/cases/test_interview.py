"""Interviews: a time and a room of one's own, rules confirmed, and never a decision by whoever interviewed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bianmin.delivery.cases.actions.decide import decide
from bianmin.delivery.cases.actions.interview import (
    NoInterviews,
    RecordIsMissing,
    ReviewIsMissing,
    RoomIsTaken,
    RoomIsUnknown,
    RulesNotKept,
    TimeIsPast,
    hold_interview,
    plan_interview,
    review_interview,
)
from bianmin.delivery.cases.actions.second import InterviewerDecides, InterviewIsOpen, OnlyAChief
from bianmin.delivery.cases.actions.steps import NotInThisState
from bianmin.delivery.cases.models import Interview
from bianmin.delivery.cases.queries.interview import supervision
from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.cases.vocab import Receipt
from tests.factories.delivery import applied, holder, row, service
from tests.people import NOON, People

DAY = timedelta(days=1)
POLICY = {
    "sites": [{"code": "tp", "name": "臺北市專勤隊", "rooms": ["第1面談室", "第2面談室"]}],
    "rules": [{"code": "purpose", "text": "只查婚姻"}, {"code": "private", "text": "私密", "kind": "never"}],
    "bring": "請帶證件",
}
SAID = {"record": "問：何時結婚？答：去年。", "finding": "fits", "reasons": "說詞相符", "kept": ("purpose", "private")}


@pytest.fixture
def receipt(people: People) -> Receipt:
    return applied(service(interview=POLICY))


def fixed(receipt: Receipt, people: People, *, days: int = 10, **words: str) -> None:
    place = {"site": "tp", "room": "第1面談室", **words}
    by = people.actor("officer")
    plan_interview(number=receipt.number, start=NOON + days * DAY, by=by, at=NOON, **place)


def held(receipt: Receipt, people: People, **words: object) -> None:
    fixed(receipt, people)
    said = {**SAID, **words}
    hold_interview(number=receipt.number, by=people.actor("officer"), at=NOON + 10 * DAY, **said)


def test_the_citizen_sees_time_and_place_while_it_is_fixed(receipt: Receipt, people: People) -> None:
    assert track_card(holder(receipt), receipt.number).interview is None
    fixed(receipt, people)
    seen = track_card(holder(receipt), receipt.number).interview
    assert seen is not None
    assert (seen.at, seen.place, seen.room, seen.bring) == (NOON + 10 * DAY, "臺北市專勤隊", "第1面談室", "請帶證件")
    fixed(receipt, people, days=12)
    assert list(Interview.objects.order_by("round").values_list("state", flat=True)) == ["moved", "planned"]


def test_a_room_is_had_once_at_a_time(receipt: Receipt, people: People) -> None:
    fixed(receipt, people)
    other = applied(service(version="2", valid_from=date(2021, 1, 1), interview=POLICY))
    with pytest.raises(RoomIsTaken):
        fixed(other, people)
    by = people.actor("officer")
    half = NOON + 10 * DAY + timedelta(minutes=30)
    for start in (half, half - timedelta(hours=1)):
        with pytest.raises(RoomIsTaken):
            plan_interview(number=other.number, site="tp", room="第1面談室", start=start, by=by, at=NOON)
    fixed(other, people, room="第2面談室")
    fixed(receipt, people, days=11)
    fixed(other, people)
    fixed(other, people, room="第2面談室")
    assert Interview.objects.filter(state="planned").count() == 2


@pytest.mark.parametrize(
    ("words", "refusal"), [({"site": "x"}, RoomIsUnknown), ({"room": "x"}, RoomIsUnknown), ({"days": -1}, TimeIsPast)]
)
def test_place_and_time_are_real(receipt: Receipt, people: People, words: dict, refusal: type) -> None:
    with pytest.raises(refusal):
        fixed(receipt, people, **words)


def test_a_service_without_interviews_holds_none(people: People) -> None:
    with pytest.raises(NoInterviews):
        fixed(applied(service()), people)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"kept": ("purpose",)}, RulesNotKept),
        ({"record": " "}, RecordIsMissing),
        ({"finding": "guilty"}, RecordIsMissing),
        ({"reasons": ""}, RecordIsMissing),
    ],
)
def test_a_record_confirms_every_rule_and_says_what_is_recommended(
    receipt: Receipt, people: People, words: dict, refusal: type
) -> None:
    with pytest.raises(refusal):
        held(receipt, people, **words)
    assert row(receipt).interview_state == "planned"


def test_whoever_interviewed_neither_reviews_nor_decides(receipt: Receipt, people: People) -> None:
    held(receipt, people)
    officer, chief, at = people.actor("officer"), people.actor("chief"), NOON + 11 * DAY
    deputy = replace(chief, deputising_for=officer.key)
    for by in (officer, deputy):
        with pytest.raises(InterviewerDecides):
            review_interview(number=receipt.number, stands="yes", by=by, at=at)
    with pytest.raises(InterviewIsOpen):
        decide(number=receipt.number, outcome="granted", by=chief, at=at)
    review_interview(number=receipt.number, stands="yes", by=chief, at=at)
    with pytest.raises(InterviewerDecides):
        decide(number=receipt.number, outcome="granted", by=officer, at=at)
    decide(number=receipt.number, outcome="granted", by=chief, at=at)
    assert row(receipt).outcome == "granted"


def test_an_interview_sent_back_says_why_and_is_held_again(receipt: Receipt, people: People) -> None:
    held(receipt, people)
    chief, at = people.actor("chief"), NOON + 11 * DAY
    with pytest.raises(ReviewIsMissing):
        review_interview(number=receipt.number, stands="no", by=chief, at=at)
    with pytest.raises(OnlyAChief):
        review_interview(
            number=receipt.number, stands="yes", by=replace(people.actor("officer"), key="staff:999999"), at=at
        )
    review_interview(number=receipt.number, stands="no", remark="漏問住所", by=chief, at=at)
    fixed(receipt, people, days=20)
    assert row(receipt).interview_state == "planned"


def test_who_did_not_come_gets_another_time(receipt: Receipt, people: People) -> None:
    fixed(receipt, people)
    nothing = {"record": "", "finding": "", "reasons": ""}
    hold_interview(number=receipt.number, came=False, by=people.actor("officer"), at=NOON + 10 * DAY, **nothing)
    assert row(receipt).interview_state == "missed"
    with pytest.raises(NotInThisState):
        hold_interview(number=receipt.number, by=people.actor("officer"), at=NOON + 10 * DAY, **SAID)


def test_supervision_tells_how_long_applicants_waited(receipt: Receipt, people: People) -> None:
    held(receipt, people)
    found = supervision(people.actor("chief"), first=NOON.date(), last=NOON.date() + 30 * DAY)
    assert [(line.number, line.waited, line.interviewer, line.state) for line in found.rows] == [
        (receipt.number, 10, "林怡君", "held")
    ]
    assert (found.held, found.mean_tenths) == (1, 100)
    assert supervision(people.actor("elsewhere"), first=NOON.date(), last=NOON.date() + 30 * DAY).rows == ()
