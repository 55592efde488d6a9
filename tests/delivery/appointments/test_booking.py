"""Places by time: one for each who books, none for two, free again when given back, and counted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count, pairwise

import pytest
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from bianmin.delivery.appointments.actions.book import (
    NoLongerOpen,
    NotThisTime,
    PhoneIsMissing,
    TooFewMatters,
    TooManyAhead,
    book,
    cancel,
    move,
)
from bianmin.delivery.appointments.actions.desk import WasCancelled, settle, walk_in, write_rules
from bianmin.delivery.appointments.actions.open import open_booking
from bianmin.delivery.appointments.actions.seats import TimeIsFull
from bianmin.delivery.appointments.models import Seat, Visit
from bianmin.delivery.appointments.queries.times import days, site_of, times
from bianmin.delivery.appointments.queries.visits import code_of
from bianmin.delivery.appointments.rules import starts
from bianmin.delivery.appointments.vocab import BookingRules, Site, State, Wish
from bianmin.foundation.clock.actions import set_day
from bianmin.foundation.clock.reckon.calendar import built_in
from bianmin.foundation.clock.vocab import DayState
from bianmin.foundation.tries.vocab import NothingFits
from bianmin.kernel.actor import PUBLIC, Actor, Assurance, system
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import span
from tests.delivery.cases.test_at_once import at_once
from tests.factories.house import load_house
from tests.people import AGENCY, NOON, People, household_office

HOURS = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-12:00,13:00-16:00")
NINE = datetime(2025, 3, 6, 9, 0, tzinfo=TAIPEI)
keys = count(1)


def rules(**changes: object) -> BookingRules:
    site = {"code": "counter", "name": "綜合受理櫃檯", "unit": "counter", "hours": HOURS, "minutes": 30, "places": 2,
            "ahead": 14, "soonest": 2, **changes}  # fmt: skip
    head = {"kind": "appointments", "id": "beinan", "version": "1", "source": "demonstration", "agency": AGENCY}
    return BookingRules.model_validate({**head, "sites": [site]})


def opens(**changes: object) -> Site:
    """Let the office be visited by appointment."""
    write_rules(rules=rules(**changes), by=system("tests"), at=NOON)
    return site_of(AGENCY, "counter")


def wish(**changes: object) -> Wish:
    key = next(keys)
    plain = {"agency": AGENCY, "site": "counter", "service_code": "transcript", "service_name": "戶籍謄本",
             "start": NINE, "key": f"a-key-of-a-form-{key:04}", "name": "陳阿美", "phone": f"0912{key:06}"}  # fmt: skip
    return Wish(**{**plain, **changes})


def booked(**changes: object) -> Visit:
    return book(wish=wish(**changes), by=PUBLIC, at=NOON)


def holder(visit: Visit) -> Actor:
    return Actor(key="public", holds=frozenset({visit.subject}), assurance=Assurance.CODE)


def taken() -> list[tuple[str, int]]:
    rows = Seat.objects.exclude(taken_by="").order_by("start", "number")
    return [(f"{row.start.astimezone(TAIPEI):%d %H:%M}", row.number) for row in rows]


def test_each_who_books_takes_a_place_and_the_third_is_told_to_choose_another_time(people: People):
    opens()
    first, second = booked(), booked()
    with pytest.raises(TimeIsFull) as full:
        booked()
    assert "請選別的時間" in full.value.sentence("zh-hant")
    assert (taken(), Visit.objects.count()) == ([("06 09:00", 1), ("06 09:00", 2)], 2)
    assert first.number != second.number
    assert first.number == "TTBN-B1140305-000013"


def test_a_form_sent_twice_books_once_even_when_the_time_is_full(people: People):
    opens(places=1)
    sent = wish()
    assert book(wish=sent, by=PUBLIC, at=NOON).number == book(wish=sent, by=PUBLIC, at=NOON).number
    assert Visit.objects.count() == 1


def test_days_are_those_the_office_works_and_a_closure_takes_one_away(people: People):
    site = opens(ahead=6)
    assert [one.day.day for one in days(AGENCY, site, at=NOON)] == [5, 6, 7, 10, 11]
    closed = date(2025, 3, 10)
    set_day(
        agency=AGENCY, day=closed, state=DayState.CLOSED, reason="颱風", source="", by=people.actor("chief"), at=NOON
    )
    assert [one.day.day for one in days(AGENCY, site, at=NOON)] == [5, 6, 7, 11]


def test_today_is_bookable_only_for_the_hours_still_to_come(people: People):
    site = opens(soonest=2)
    today = times(AGENCY, site, NOON.date(), at=NOON)
    assert [f"{one.start:%H:%M}" for one in today] == ["14:00", "14:30", "15:00", "15:30"]
    with pytest.raises(NotThisTime):
        booked(start=NINE.replace(day=5, hour=13, minute=30))


@pytest.mark.parametrize(
    "start",
    [
        NINE.replace(hour=9, minute=10),
        NINE.replace(hour=12),
        NINE.replace(day=8),
        NINE.replace(month=4),
        NINE.replace(year=2024),
    ],
)
def test_a_time_that_the_place_does_not_have_cannot_be_booked(people: People, start: datetime):
    opens()
    with pytest.raises(NotThisTime):
        booked(start=start)
    assert Seat.objects.count() == 0


def test_moving_takes_the_new_place_and_gives_the_old_back(people: People):
    opens(places=1)
    visit = booked()
    other = booked(start=NINE + timedelta(minutes=30))
    with pytest.raises(TimeIsFull):
        move(number=visit.number, start=other.start, by=holder(visit), at=NOON)
    assert taken() == [("06 09:00", 1), ("06 09:30", 1)]
    move(number=visit.number, start=NINE + timedelta(hours=1), by=holder(visit), at=NOON)
    assert taken() == [("06 09:30", 1), ("06 10:00", 1)]


def test_a_cancelled_place_is_free_at_once_and_cancelling_is_done_once(people: People):
    opens(places=1)
    visit = booked()
    cancel(number=visit.number, by=holder(visit), at=NOON)
    with pytest.raises(NoLongerOpen):
        cancel(number=visit.number, by=holder(visit), at=NOON)
    assert booked().start == NINE
    with pytest.raises(WasCancelled):
        settle(number=visit.number, came=True, by=people.actor("officer"), at=NINE)


def test_number_and_code_open_a_booking_and_nothing_else_does(people: People):
    opens()
    visit, other = booked(), booked()
    code = code_of(visit)
    for number, typed in (
        (f" {visit.number.lower()} ", f"{code[:4]} {code[4:].lower()}"),
        (visit.number.replace("-", ""), code),
    ):
        assert open_booking(agency=AGENCY, number=number, code=typed, at=NOON).id == visit.pk
    for number, typed in ((visit.number, code_of(other)), ("", code), ("TTBN-B1140305-000992", "")):
        with pytest.raises(NothingFits):
            open_booking(agency=AGENCY, number=number, code=typed, at=NOON)


def test_strangers_neither_see_nor_change_a_booking(people: People):
    opens()
    visit = booked()
    for by in (PUBLIC, people.actor("elsewhere"), people.actor("outsider")):
        with pytest.raises(NotFound):
            cancel(number=visit.number, by=by, at=NOON)
    with pytest.raises(NotAllowed):
        cancel(number=visit.number, by=people.actor("auditor"), at=NOON)
    cancel(number=visit.number, by=people.actor("officer"), at=NOON)


def test_one_telephone_books_at_most_so_many_visits_ahead(people: People):
    write_rules(rules=rules().model_copy(update={"most_open": 2}), by=system("tests"), at=NOON)
    for hour in (9, 10):
        booked(phone="0912345678", start=NINE.replace(hour=hour))
    with pytest.raises(TooManyAhead):
        booked(phone="0912-345-678", start=NINE.replace(hour=11))
    assert Visit.objects.count() == 2
    assert len(taken()) == 2


def test_a_counter_for_batches_wants_five_applications(people: People):
    opens(least=5)
    with pytest.raises(TooFewMatters) as few:
        booked(matters=4)
    assert "5" in str(few.value)
    assert booked(matters=5).matters == 5


def test_without_a_telephone_nothing_is_booked(people: People):
    opens()
    with pytest.raises(PhoneIsMissing):
        booked(phone=" ")


@given(
    minutes=st.integers(5, 240),
    days_on=st.integers(0, 400),
    hours=st.sampled_from(["08:00-12:00,13:00-17:00", "13:00-17:00", "10:15-11:45,12:00-18:05"]),
)
def test_times_never_overlap_and_never_end_after_the_counter_closes(minutes: int, days_on: int, hours: str):
    every = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), hours)
    site = rules(hours=every, minutes=minutes).sites[0]
    day = date(2025, 1, 1) + timedelta(days=days_on)
    found = list(starts(site, day, built_in()))
    assert all(later - sooner >= site.length for sooner, later in pairwise(found))
    assert not found or found[-1] + site.length <= datetime.combine(day, datetime.max.time(), TAIPEI)
    assert not found or built_in().is_working(day)


def test_a_morning_closure_leaves_the_afternoon(people: People):
    site = opens()
    day = date(2025, 3, 6)
    set_day(
        agency=AGENCY, day=day, state=DayState.AFTERNOON, reason="停電", source="", by=people.actor("chief"), at=NOON
    )
    assert [f"{one.start:%H:%M}" for one in times(AGENCY, site, day, at=NOON)][:2] == ["13:00", "13:30"]


def test_shares_of_those_who_booked_and_did_not_come_are_figures(people: People):
    opens(places=9)
    load_house("indicators")
    for came in (True, True, False, None):
        visit = booked()
        if came is not None:
            settle(number=visit.number, came=came, by=people.actor("officer"), at=NINE)
    for key in ("walk-in-key-00000001", "walk-in-key-00000001", "walk-in-key-00000002"):
        walk_in(agency=AGENCY, site="counter", key=key, by=people.actor("officer"), at=NINE)
    refresh(at=NINE)
    year = span("114")
    found = {one.code: one.figure for one in values(people.actor("research"), agency=AGENCY, span=year)}
    assert (found["AP-01"].n, found["AP-01"].d) == (2, 4)
    assert (found["AP-02"].n, found["AP-02"].d) == (1, 3)
    settle(number=Visit.objects.get(state=State.MISSED).number, came=True, by=people.actor("officer"), at=NINE)
    refresh(at=NINE)
    found = {one.code: one.figure for one in values(people.actor("research"), agency=AGENCY, span=year)}
    assert (found["AP-01"].n, found["AP-02"].n) == (3, 0)


@pytest.fixture
def office() -> Iterator[People]:
    """The office in the database itself, so that every thread sees it."""
    yield household_office()
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_as_many_are_booked_as_there_are_places(office: People):
    opens(places=3)
    found = at_once(booked, 16)
    got = [one for one in found if isinstance(one, Visit)]
    lost = [one for one in found if isinstance(one, TimeIsFull)]
    assert (len(got), len(lost)) == (3, 13)
    assert taken() == [("06 09:00", 1), ("06 09:00", 2), ("06 09:00", 3)]
    assert len({visit.number for visit in got}) == Visit.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_many_times_at_once_is_one_booking(office: People):
    opens(places=3)
    sent = replace(wish())
    found = at_once(lambda: book(wish=sent, by=PUBLIC, at=NOON), 6)
    assert {one.number for one in found} == {Visit.objects.get().number}
    assert len(taken()) == 1
