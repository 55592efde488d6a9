"""The ladder: letters, calls and visits made on their day, once; who is left out and why; what has ended overdue."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianmin.delivery.permits.actions.changes import cancel, note_renewal
from bianmin.delivery.permits.actions.climb import climb
from bianmin.delivery.permits.actions.contacts import ContactIsDone, ResultIsUnknown, note_result
from bianmin.delivery.permits.actions.exclude import exclude, include
from bianmin.delivery.permits.models import Contact, Permit, Tried
from bianmin.delivery.permits.queries.climbing import waiting
from bianmin.delivery.permits.rules.ladder import Standings, plan, reach, rung_day
from bianmin.foundation.clock.reckon.calendar import built_in
from bianmin.foundation.notices.models import Message
from bianmin.journeys.ladder import run_ladder
from bianmin.journeys.permit import remind_unfetched
from bianmin.kernel.actor import system
from bianmin.kernel.rocdate import TAIPEI
from tests.factories.delivery import AMEI, applied, load_notices, service
from tests.factories.permits import care, issued, publish_kinds
from tests.people import AGENCY, NOON, RECORDS, People

NIGHT = system("reminder")
ENDS = date(2026, 3, 4)


def at(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 2, 0, tzinfo=TAIPEI)


def run(month: int, day: int) -> int:
    return run_ladder(agency=AGENCY, by=NIGHT, at=at(month, day))


def seen() -> list[tuple[str, str, str]]:
    return list(Contact.objects.order_by("id").values_list("step", "state", "why"))


@pytest.fixture
def permit(people: People) -> Permit:
    publish_kinds()
    load_notices()
    return issued(people.actor("officer"))


def test_each_step_is_made_on_its_day_and_a_second_run_changes_nothing(permit: Permit) -> None:
    assert [run(2, 12), run(2, 13), run(2, 13), run(2, 14)] == [0, 1, 0, 0]
    made = Contact.objects.get()
    assert (made.step, made.planned_on, made.made_on, made.ends_on) == (
        "letter",
        date(2026, 2, 13),
        date(2026, 2, 13),
        ENDS,
    )
    assert [run(2, 24), run(2, 25), run(2, 26)] == [0, 1, 1]
    assert Contact.objects.get(step="visit").unit_path == RECORDS


def test_after_days_of_sleep_only_the_most_urgent_step_is_done(permit: Permit) -> None:
    assert run(2, 25) == 1
    assert seen() == [("call", "open", ""), ("letter", "skipped", "overtaken")]
    assert run(2, 25) == 0


def test_who_was_reached_by_telephone_is_not_visited(permit: Permit, people: People) -> None:
    run(2, 25)
    call = Contact.objects.get(step="call")
    note_result(contact=call.pk, result="promised", by=people.actor("officer"), at=at(2, 25))
    assert run(2, 26) == 0
    assert ("visit", "skipped", "settled") in seen()


def test_who_was_not_reached_is_tried_three_times_and_then_visited(permit: Permit, people: People) -> None:
    run(2, 25)
    call, by = Contact.objects.get(step="call"), people.actor("officer")
    states = []
    for _ in range(3):
        note_result(contact=call.pk, result="not_reached", by=by, at=at(2, 25))
        states.append(Contact.objects.get(pk=call.pk).state)
    assert states == ["open", "open", "done"]
    assert Tried.objects.count() == 3
    with pytest.raises(ContactIsDone):
        note_result(contact=call.pk, result="reached", by=by, at=at(2, 25))
    assert run(2, 26) == 1


def test_a_call_still_open_is_overtaken_by_the_visit(permit: Permit) -> None:
    run(2, 25)
    run(2, 26)
    assert ("call", "skipped", "overtaken") in seen()
    assert ("visit", "open", "") in seen()


def test_who_departed_is_left_out_of_everything_with_the_contact_as_source(permit: Permit, people: People) -> None:
    run(2, 25)
    call = Contact.objects.get(step="call")
    note_result(contact=call.pk, result="departed", by=people.actor("officer"), at=at(2, 25))
    assert run(2, 26) == 0
    assert ("visit", "skipped", "departed") in seen()
    assert permit.exclusions.get().source == "電話"
    run(3, 6)
    assert not Permit.objects.get().overdue


def test_a_protected_holder_gets_no_letter_and_no_visit_but_a_call(permit: Permit, people: People) -> None:
    exclude(number=permit.number, why="protected", source="社會處", by=people.actor("officer"), at=NOON)
    for month, day in ((2, 13), (2, 25), (2, 26)):
        run(month, day)
    assert seen() == [
        ("letter", "skipped", "protected"), ("call", "open", ""), ("visit", "skipped", "protected"),
    ]  # fmt: skip


def test_a_reason_that_was_taken_back_does_not_hold(permit: Permit, people: People) -> None:
    by = people.actor("officer")
    exclude(number=permit.number, why="departed", source="入出境查詢", by=by, at=NOON)
    include(number=permit.number, why="departed", by=by, at=NOON)
    assert run(2, 13) == 1


def test_without_a_telephone_the_call_is_left_out_with_its_reason(people: People) -> None:
    publish_kinds()
    issued(people.actor("officer"), phone="")
    run(2, 25)
    assert seen() == [("call", "skipped", "no_way"), ("letter", "open", "")]


def test_who_applied_for_a_renewal_is_found_among_the_cases(permit: Permit) -> None:
    renewal = service(id="renewal", name="居留延期")
    mai = {"name": "阮氏梅", "id_number": "A800000014"}
    receipt = applied(renewal, at=at(2, 20), applicant=type(AMEI)(**mai))
    run(2, 25)
    assert Permit.objects.get().renewal_number == receipt.number
    assert {why for _step, _state, why in seen()} == {"renewed"}
    run(3, 5)
    assert (Permit.objects.get().expired_on, Permit.objects.get().overdue) == (ENDS, False)


def test_a_refused_renewal_brings_the_reminder_back(permit: Permit, people: People) -> None:
    run(2, 13)
    renewal = service(id="renewal", name="居留延期")
    receipt = applied(renewal, at=at(2, 14), applicant=type(AMEI)(name="阮氏梅", id_number="A800000014"))
    run(2, 15)
    assert seen() == [("letter", "skipped", "renewed")]
    from bianmin.delivery.cases.actions.decide import decide

    decide(number=receipt.number, outcome="refused", reasons="不符", by=people.actor("chief"), at=at(2, 16))
    run(2, 17)
    assert seen() == [("letter", "open", "")]
    assert Permit.objects.get().renewal_on is None


def test_what_ends_without_a_renewal_is_overdue_from_the_day_after(permit: Permit) -> None:
    run(3, 4)
    assert Permit.objects.get().expired_on is None
    run(3, 5)
    found = Permit.objects.get()
    assert (found.expired_on, found.overdue) == (ENDS, True)
    assert found.events.last().kind == "overdue"


def test_a_renewal_recorded_at_the_desk_takes_open_contacts_off_the_list(permit: Permit, people: People) -> None:
    run(2, 13)
    note_renewal(number=permit.number, renewal="TTBN-1150214-000017", by=people.actor("officer"), at=at(2, 14))
    assert seen() == [("letter", "skipped", "renewed")]


def test_a_cancelled_permit_is_reminded_of_nothing(permit: Permit, people: People) -> None:
    cancel(number=permit.number, reason="持證人申請", by=people.actor("officer"), at=NOON)
    assert [run(2, 13), run(2, 25), run(3, 5)] == [0, 0, 0]


def test_a_letter_is_not_reached_by_telephone(permit: Permit, people: People) -> None:
    run(2, 13)
    with pytest.raises(ResultIsUnknown):
        note_result(contact=Contact.objects.get().pk, result="promised", by=people.actor("officer"), at=at(2, 13))


def test_what_nobody_fetches_is_reminded_of_twice(permit: Permit) -> None:
    days = [(19, 3), (20, 3), (2, 4), (3, 4), (30, 4)]
    told = [remind_unfetched(agency=AGENCY, by=NIGHT, at=at(month, day, 2025)) for day, month in days]
    assert told == [1, 0, 1, 0, 0]
    assert Message.objects.filter(channel="phone").count() == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_a_night_costs_the_same_statements_for_one_and_three(
    people: People, rows: int, django_assert_max_num_queries: object
) -> None:
    publish_kinds()
    for _ in range(rows):
        issued(people.actor("officer"))
    with django_assert_max_num_queries(22):
        assert climb(agency=AGENCY, by=NIGHT, at=at(2, 13)) == rows


@pytest.mark.parametrize("most", [1, 2, 3, 4, 100])
def test_portions_of_any_size_hold_every_permit_that_is_due_once(people: People, most: int) -> None:
    publish_kinds()
    last = [date(2026, 3, 4), date(2026, 3, 2), date(2026, 3, 4), date(2026, 2, 14), date(2026, 3, 4)]
    numbers = {day: [] for day in last}
    for day in last:
        permit = issued(people.actor("officer"))
        Permit.objects.filter(pk=permit.pk).update(valid_until=day)
        numbers[day].append(permit.number)
    on, policy = date(2026, 2, 13), care()
    found = [[one.number for one in some] for some in waiting(AGENCY, policy, on, built_in(), most=most)]
    assert [number for some in found for number in some] == [
        number for day in sorted(numbers) for number in numbers[day]
    ]
    assert max(map(len, found)) <= most


DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@given(on=DAYS, rung=st.integers(0, 2), day_off=st.sampled_from(["before", "after", "stay"]))
@settings(max_examples=60)
def test_the_reach_is_the_furthest_last_day_whose_step_is_due(on: date, rung: int, day_off: str) -> None:
    policy, calendar = care(day_off=day_off), built_in()
    step = policy.steps[rung]
    furthest = reach(policy, step, on, calendar)
    assert rung_day(policy, step, furthest, calendar) <= on
    assert all(rung_day(policy, step, furthest + timedelta(days=n), calendar) > on for n in range(1, 25))


@given(ends_on=DAYS, runs=st.sets(st.integers(-2, 25), min_size=1))
@settings(max_examples=60)
def test_however_often_it_runs_each_step_is_made_once_and_at_most_one_a_night(ends_on: date, runs: set[int]) -> None:
    policy, calendar, made = care(), built_in(), []
    for before in sorted(runs, reverse=True):
        on = ends_on - timedelta(days=before)
        new = list(plan(policy, ends_on, on, calendar, made=made, known=Standings()))
        assert sum(not planned.why for planned in new) <= 1
        made += [planned.rung.code for planned in new]
    assert len(made) == len(set(made))
