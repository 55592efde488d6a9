"""Objections, appeals and cases opened again: each with a clock of its own, and nothing of before is lost."""

from datetime import date, timedelta

import pytest

from bianmin.delivery.cases.actions.contest import (
    DayIsNotPossible,
    DistanceIsUnknown,
    GroundsAreMissing,
    KindIsUnknown,
    LongerAlready,
    NotByWhoDecided,
    ResultIsMissing,
    contest,
    lengthen,
    reply,
    serve,
    settle,
)
from bianmin.delivery.cases.actions.decide import decide, release, withdraw
from bianmin.delivery.cases.actions.extend import extend
from bianmin.delivery.cases.actions.reopen import reopen
from bianmin.delivery.cases.actions.steps import NotInThisState
from bianmin.delivery.cases.actions.supplement import request_supplement, supplement
from bianmin.delivery.cases.models import Contest, Decision
from bianmin.delivery.cases.queries.card import case
from bianmin.delivery.cases.queries.desk import desk
from bianmin.delivery.cases.queries.dues import days_used
from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.cases.vocab import Defect, Filters, Receipt
from bianmin.kernel.errors import NotAllowed
from tests.factories.delivery import applied, decided, holder, row, service
from tests.people import NOON, People

DAY = timedelta(days=1)
WAYS = [
    {"kind": "objection", "to": "卑南鄉戶政事務所", "within": "30d", "decide": "15d"},
    {
        "kind": "appeal", "to": "臺東縣政府", "within": "30d", "reply": "20d", "decide": "3m", "longer": "2m",
        "again": "1m",
        "distances": [{"code": "county", "name": "縣內", "days": 0}, {"code": "abroad", "name": "國外", "days": 37}],
    },
]  # fmt: skip


@pytest.fixture
def refused(people: People) -> Receipt:
    """A case refused on 6 March 2025, a Thursday."""
    receipt = applied(service(contests=WAYS))
    decide(number=receipt.number, outcome="refused", reasons="不符", by=people.actor("officer"), at=NOON + DAY)
    return receipt


def appeal(receipt: Receipt, *, days: int = 10, **words: object) -> Contest:
    said = {"kind": "appeal", "grounds": "事實有誤", "distance": "county", **words}
    contest(number=receipt.number, by=holder(receipt), at=NOON + days * DAY, **said)
    return Contest.objects.get(result="")


def test_an_appeal_has_its_own_limits_and_leaves_the_decision_in_force(refused: Receipt) -> None:
    filed = appeal(refused, served_on=date(2025, 3, 7))
    # 30 days from 8 March end on Sunday 6 April and roll on to Monday 7 April; 20 days from 15 March
    assert (filed.last_day, filed.filed_on) == (date(2025, 4, 7), date(2025, 3, 15))
    assert filed.reply_due_on == date(2025, 4, 7)
    kept = row(refused)
    assert (kept.state, kept.contested, kept.contest_due_on) == ("decided", "appeal", date(2025, 4, 7))


def test_days_of_grace_for_distance_are_added_before_a_day_off_is_left(refused: Receipt) -> None:
    filed = appeal(refused, served_on=date(2025, 3, 7), distance="abroad")
    assert (filed.grace_days, filed.last_day) == (37, date(2025, 5, 13))


def test_what_comes_late_is_kept_and_marked(refused: Receipt, people: People) -> None:
    appeal(refused, days=60, served_on=date(2025, 3, 7))
    assert [one.late for one in case(people.actor("officer"), refused.number).contests] == [True]


@pytest.mark.parametrize(
    ("words", "refusal", "field"),
    [
        ({"kind": "lawsuit"}, KindIsUnknown, "kind"),
        ({"grounds": " "}, GroundsAreMissing, "grounds"),
        ({"distance": "moon"}, DistanceIsUnknown, "distance"),
        ({"served_on": date(2025, 3, 5)}, DayIsNotPossible, "served_on"),
        ({"served_on": date(2026, 3, 5)}, DayIsNotPossible, "served_on"),
    ],
)
def test_what_cannot_be_filed_says_why_at_its_field(
    refused: Receipt, words: dict[str, object], refusal: type[Exception], field: str
) -> None:
    with pytest.raises(refusal) as said:
        appeal(refused, **words)
    assert said.value.field == field  # type: ignore[attr-defined] # a Refused
    assert row(refused).contested == ""


def test_there_is_one_contest_at_a_time(refused: Receipt) -> None:
    appeal(refused)
    with pytest.raises(NotInThisState):
        appeal(refused, kind="objection", days=11)


def test_the_reply_goes_to_the_authority_whose_limit_then_runs_and_grows_once(refused: Receipt, people: People) -> None:
    appeal(refused)
    by = people.actor("officer")
    reply(number=refused.number, text="原處分並無違誤", by=by, at=NOON + 20 * DAY)
    assert row(refused).contest_due_on == date(2025, 6, 25)
    lengthen(number=refused.number, by=by, at=NOON + 80 * DAY)
    assert row(refused).contest_due_on == date(2025, 8, 25)
    with pytest.raises(LongerAlready):
        lengthen(number=refused.number, by=by, at=NOON + 81 * DAY)


def test_a_revoked_decision_is_made_again_within_a_limit_of_its_own(refused: Receipt, people: People) -> None:
    appeal(refused)
    by = people.actor("officer")
    settle(number=refused.number, result="revoked", reasons="事實未查明", by=by, at=NOON + 60 * DAY)
    again = row(refused)
    assert (again.state, again.round, again.contested, again.decided_on) == ("review", 2, "", None)
    assert again.due_on == again.statutory_due_on == date(2025, 6, 4)
    decide(number=refused.number, outcome="granted", by=people.actor("chief"), at=NOON + 62 * DAY)
    assert [(one.round, one.outcome) for one in Decision.objects.order_by("round")] == [(1, "refused"), (2, "granted")]
    done = row(refused)
    assert (done.decided_on, done.on_time, done.used_days) == (date(2025, 5, 6), True, 2)
    shown = case(by, refused.number).decision
    assert shown is not None
    assert shown.outcome == "granted"


def test_the_authority_may_set_the_limit_itself(refused: Receipt, people: People) -> None:
    appeal(refused)
    words = {"result": "revoked", "reasons": "另為處分", "again": "2m", "document": "府訴字第1140000001號"}
    settle(number=refused.number, by=people.actor("officer"), at=NOON + 60 * DAY, **words)
    assert row(refused).due_on == date(2025, 7, 4)
    assert Contest.objects.get().result_number == "府訴字第1140000001號"


def test_a_dismissed_appeal_leaves_everything_as_it_was(refused: Receipt, people: People) -> None:
    appeal(refused)
    settle(number=refused.number, result="dismissed", reasons="無理由", by=people.actor("officer"), at=NOON + 60 * DAY)
    kept = row(refused)
    assert (kept.state, kept.contested, kept.contest_due_on, kept.round) == ("decided", "", None, 1)


def test_an_objection_is_settled_by_somebody_else_than_who_decided(refused: Receipt, people: People) -> None:
    appeal(refused, kind="objection")
    words = {"number": refused.number, "result": "dismissed", "reasons": "無理由", "at": NOON + 12 * DAY}
    with pytest.raises(NotByWhoDecided):
        settle(by=people.actor("officer"), **words)
    settle(by=people.actor("chief"), **words)
    assert row(refused).contested == ""


@pytest.mark.parametrize("words", [{"result": "", "reasons": "x"}, {"result": "dismissed", "reasons": ""}])
def test_a_result_has_a_name_and_reasons(refused: Receipt, people: People, words: dict[str, str]) -> None:
    appeal(refused)
    with pytest.raises(ResultIsMissing):
        settle(number=refused.number, by=people.actor("chief"), at=NOON + 12 * DAY, **words)


def test_the_citizen_settles_nothing(refused: Receipt) -> None:
    appeal(refused)
    with pytest.raises(NotAllowed):
        settle(number=refused.number, result="revoked", reasons="x", by=holder(refused), at=NOON + 12 * DAY)


def test_the_last_days_are_shown_once_the_service_is_noted(refused: Receipt, people: People) -> None:
    assert track_card(holder(refused), refused.number).last_days == {}
    serve(number=refused.number, served_on=date(2025, 3, 7), by=people.actor("officer"), at=NOON + 5 * DAY)
    found = track_card(holder(refused), refused.number)
    assert found.last_days == {"objection": date(2025, 4, 7), "appeal": date(2025, 4, 7)}
    assert "contest" in found.verbs


def test_handing_over_serves_the_decision(people: People) -> None:
    receipt = decided(applied(service(contests=WAYS)), by=people.actor("officer"))
    release(number=receipt.number, by=people.actor("officer"), at=NOON + 3 * DAY)
    assert Decision.objects.get().served_on == date(2025, 3, 8)


def test_a_case_opened_again_may_pause_and_be_extended_anew(people: People) -> None:
    receipt, by = applied(service(contests=WAYS)), people.actor("officer")
    extend(number=receipt.number, reason="待查", limit="5d", by=by, at=NOON)
    decided(receipt, by=by)
    reopen(number=receipt.number, reason="發現新證據", by=by, at=NOON + 30 * DAY)
    again = row(receipt)
    assert (again.state, again.statutory_due_on) == ("review", date(2025, 5, 5))
    request_supplement(number=receipt.number, defects=[Defect("身分證")], by=by, at=NOON + 31 * DAY)
    supplement(number=receipt.number, uploads={}, answers={"words": "在此"}, by=holder(receipt), at=NOON + 33 * DAY)
    assert row(receipt).statutory_due_on == date(2025, 5, 6)
    extend(number=receipt.number, reason="待查", limit="10d", by=by, at=NOON + 34 * DAY)
    assert row(receipt).due_on > date(2025, 5, 6)
    assert days_used(row(receipt), until=date(2025, 4, 14)) == 8


def test_a_withdrawn_case_is_not_contested(people: People) -> None:
    receipt = applied(service(contests=WAYS))
    withdraw(number=receipt.number, by=holder(receipt), at=NOON)
    with pytest.raises(NotInThisState):
        appeal(receipt)


def test_lists_find_what_is_contested(refused: Receipt, people: People) -> None:
    assert desk(people.actor("officer"), Filters(contested=True)).total == 0
    appeal(refused)
    found = desk(people.actor("officer"), Filters(contested=True))
    assert [(one.number, one.contest_due_on) for one in found.rows] == [(refused.number, date(2025, 4, 7))]
    assert desk(people.actor("elsewhere"), Filters(contested=True)).total == 0
