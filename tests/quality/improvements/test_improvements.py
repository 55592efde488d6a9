from datetime import date, timedelta

import pytest

from bianmin.foundation.accounts.queries import key_of
from bianmin.foundation.audit.models import Line
from bianmin.foundation.facts.models import Mark
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.quality.improvements.actions import AlreadyBegun, Incomplete, NotYours, begin, finish, send_back, verify
from bianmin.quality.improvements.models import Improvement
from bianmin.quality.improvements.queries import cards, improvement, overdue, reviews, visible_to
from bianmin.quality.improvements.vocab import Source, State, Verb, Work
from tests.people import AGENCY, COUNTER, NOON, RECORDS, ROOT

REF = f"IN-04@{ROOT}@114"
TODAY = date(2025, 3, 5)


def begun(people, *, who="chief", unit=COUNTER, ref=REF, cause="補件次數偏高", owner="", **more):
    work = Work(cause, "一次告知全部缺漏", owner or key_of(people.officer), **more)
    return begin(
        unit_path=unit, source_kind=Source.TARGET, source_ref=ref, work=work, by=people.actor(who), at=NOON,
    )  # fmt: skip


def done(people, row, who="officer", at=NOON):
    return finish(agency=AGENCY, number=row.number, result="缺漏降至 3%", by=people.actor(who), at=at)


def seen(people, row, who):
    return improvement(people.actor(who), agency=AGENCY, number=row.number, on=TODAY)


def test_it_runs_from_cause_to_another_persons_verification(people):
    row = begun(people)
    assert (row.number, row.due_on, row.state) == ("改114-0001", date(2025, 4, 2), State.OPEN)
    done(people, row)
    verify(agency=AGENCY, number=row.number, by=people.actor("chief"), at=NOON + timedelta(days=2))
    card = seen(people, row, "officer")
    assert (card.state, card.done_on, card.verified_on) == (State.VERIFIED, TODAY, date(2025, 3, 7))
    assert (card.done_by, card.verified_by) == (key_of(people.officer), key_of(people.chief))
    assert [step.verb for step in card.steps] == ["begin", "finish", "verify"]
    lines = Line.objects.filter(verb__startswith="improvements.").order_by("id")
    assert list(lines.values_list("verb", flat=True)) == [
        "improvements.begin", "improvements.finish", "improvements.verify",
    ]  # fmt: skip


@pytest.mark.parametrize(("period", "due"), [("3wd", "2025-03-10"), ("30d", "2025-04-07"), ("2m", "2025-05-05")])
def test_it_is_due_by_the_clock(people, period, due):
    assert begun(people, period=period).due_on.isoformat() == due


def test_neither_owner_nor_doer_nor_a_deputy_for_them_verifies(people):
    row = begun(people, owner=key_of(people.chief))
    done(people, row, "chief")
    with pytest.raises(NotYours):
        verify(agency=AGENCY, number=row.number, by=people.actor("chief"), at=NOON)
    with pytest.raises(NotAllowed):
        verify(agency=AGENCY, number=row.number, by=people.actor("officer"), at=NOON)
    assert verify(agency=AGENCY, number=row.number, by=people.actor("research"), at=NOON).state == State.VERIFIED


def test_what_does_not_work_is_sent_back_with_a_reason(people):
    row = begun(people)
    done(people, row)
    with pytest.raises(Incomplete):
        send_back(agency=AGENCY, number=row.number, reason=" ", by=people.actor("chief"), at=NOON)
    back = send_back(agency=AGENCY, number=row.number, reason="仍有漏列", by=people.actor("chief"), at=NOON)
    assert (back.state, back.done_on, back.due_on) == (State.OPEN, None, row.due_on)
    assert seen(people, row, "officer").steps[-1].text == "仍有漏列"


def test_it_is_overdue_the_day_after_its_day_until_it_is_done(people):
    row = begun(people, period="3wd")
    everything = visible_to(people.actor("chief"))
    assert [overdue(everything, on=date(2025, 3, day)).count() for day in (10, 11)] == [0, 1]
    done(people, row)
    assert overdue(everything, on=date(2025, 3, 11)).count() == 0


def test_one_source_has_one_improvement(people):
    begun(people)
    with pytest.raises(AlreadyBegun, match="改114-0001"):
        begun(people)
    assert Improvement.objects.count() == 1


@pytest.mark.parametrize("field", ["cause", "owner"])
def test_what_is_missing_is_named(people, field):
    with pytest.raises(Incomplete) as refused:
        begun(people, **{field: " "})
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("who", "sees"),
    [("officer", True), ("elsewhere", False), ("chief", True), ("research", True), ("auditor", True),
     ("supervisor", True), ("outsider", False), ("admin", False)],
)  # fmt: skip
def test_it_is_seen_in_its_unit_above_it_and_by_its_owner(people, who, sees):
    begun(people)
    assert visible_to(people.actor(who)).exists() is sees
    assert not visible_to(PUBLIC).exists()


def test_its_owner_sees_it_in_any_unit(people):
    row = begun(people, unit=RECORDS)
    assert seen(people, row, "officer").allowed == {Verb.FINISH, Verb.REPORT}
    with pytest.raises(NotFound):
        improvement(people.actor("outsider"), agency=AGENCY, number=row.number, on=TODAY)


def test_who_has_no_role_in_the_unit_begins_nothing(people):
    for who in ("elsewhere", "auditor", "supervisor"):
        with pytest.raises(NotAllowed):
            begun(people, who=who)
    assert not Mark.objects.exists()


def test_a_missed_target_is_reviewed_by_its_improvement(people):
    begun(people)
    found = reviews(people.actor("research"), agency=AGENCY, refs=[REF, "IN-23@x@114"], on=TODAY)
    assert list(found) == [REF]
    assert [card.number for card in cards(people.actor("chief"), agency=AGENCY, on=TODAY)] == ["改114-0001"]
