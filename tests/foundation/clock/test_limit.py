from datetime import date, datetime

import pytest

from bianmin.foundation.clock.reckon.calendar import built_in
from bianmin.foundation.clock.reckon.limit import Limit, NeedsMoment, TooFar, WrongExtension, due, paused_days
from bianmin.foundation.clock.vocab import Day, DayState, OfficeHours, Origin, Pause, Period, Rule
from bianmin.kernel.rocdate import TAIPEI


def limit(start, period, **more):
    pauses = [Pause.parse(text) for text in more.pop("pauses", [])]
    extensions = [Period.parse(text) for text in more.pop("extensions", [])]
    start = datetime.fromisoformat(start).replace(tzinfo=TAIPEI) if "T" in start else date.fromisoformat(start)
    calendar = more.pop("calendar", built_in())
    return Limit(start, Period.parse(period), calendar, pauses=pauses, extensions=extensions, **more)


def answer(*args, **more):
    found = due(limit(*args, **more))
    return found.raw.isoformat(), found.due.isoformat()


@pytest.mark.parametrize(
    ("start", "period", "raw", "rolled"),
    [
        ("2005-10-07", "10d", "2005-10-17", "2005-10-17"),
        ("2005-10-09", "30d", "2005-11-08", "2005-11-08"),
        ("2008-12-11", "30d", "2009-01-10", "2009-01-10"),
        ("2026-01-15", "2m", "2026-03-15", "2026-03-16"),
        ("2025-12-31", "2m", "2026-02-28", "2026-03-02"),
        ("2024-12-29", "2m", "2025-02-28", "2025-03-03"),
        ("2026-04-30", "2m", "2026-06-30", "2026-06-30"),
        ("2026-02-13", "6wd", "2026-03-03", "2026-03-03"),
        ("2024-02-07", "3wd", "2024-02-17", "2024-02-17"),
        ("2025-10-23", "1wd", "2025-10-27", "2025-10-27"),
        ("2026-04-30", "1wd", "2026-05-04", "2026-05-04"),
        ("2026-01-02", "30wd", "2026-02-13", "2026-02-13"),
        ("2026-01-02", "30d", "2026-02-01", "2026-02-02"),
        ("2026-01-02", "2w", "2026-01-16", "2026-01-16"),
        ("2024-02-29", "1y", "2025-02-28", "2025-03-03"),
        ("2026-11-20", "1d", "2026-11-21", "2026-11-23"),
    ],
)
def test_periods_end_as_the_law_counts_them(start, period, raw, rolled):
    found = due(limit(start, period))
    assert (found.raw.isoformat(), found.due.isoformat()) == (raw, rolled)
    explained = {step.code: step.day.isoformat() for step in found.steps}
    assert (explained["raw"], explained["rolled"]) == (raw, rolled)


@pytest.mark.parametrize(
    ("start", "period", "pauses", "rolled"),
    [
        ("2026-03-02", "6wd", ["2026-03-04..2026-03-10"], "2026-03-17"),
        ("2026-01-02", "30d", ["2026-01-10..2026-01-19"], "2026-02-11"),
        ("2026-01-15", "2m", ["2026-02-01..2026-02-10"], "2026-03-25"),
        ("2026-01-15", "2m", ["2026-03-16..2026-03-20"], "2026-03-23"),
        ("2026-01-02", "30d", ["2025-12-01..2026-01-02"], "2026-02-02"),
        ("2026-01-02", "30d", ["2026-01-10..2026-01-14", "2026-01-12..2026-01-19"], "2026-02-11"),
        ("2026-01-02", "30d", ["2026-01-10..2026-01-19", "2026-02-05..2026-02-06"], "2026-02-13"),
    ],
)
def test_paused_days_are_not_counted(start, period, pauses, rolled):
    assert answer(start, period, pauses=pauses)[1] == rolled


def test_a_pause_is_explained_with_the_end_before_and_after_it():
    found = due(limit("2026-01-15", "2m", pauses=["2026-02-01..2026-02-10"]))
    explained = {step.code: step.day.isoformat() for step in found.steps}
    assert explained["counted"] == "2026-03-15"
    assert explained["paused"] == "2026-02-10"
    assert explained["moved"] == "2026-03-25"


@pytest.mark.parametrize(
    ("start", "period", "extensions", "pauses", "raw", "rolled"),
    [
        ("2026-01-15", "2m", ["2m"], [], "2026-05-15", "2026-05-15"),
        ("2026-01-02", "30d", ["30d"], [], "2026-03-03", "2026-03-03"),
        ("2026-01-02", "15d", ["15d"], ["2026-01-20..2026-01-24"], "2026-02-06", "2026-02-06"),
        ("2026-03-02", "6wd", ["3wd", "2wd"], [], "2026-03-17", "2026-03-17"),
    ],
)
def test_extensions_follow_on_the_end_as_counted(start, period, extensions, pauses, raw, rolled):
    assert answer(start, period, extensions=extensions, pauses=pauses) == (raw, rolled)


def test_an_adverse_act_counts_the_first_day_and_keeps_the_last():
    assert answer("2026-01-02", "30d", rule=Rule.ADVERSE) == ("2026-01-31", "2026-01-31")


def test_an_adverse_act_shows_what_ordinary_counting_would_give():
    steps = due(limit("2026-01-02", "30d", rule=Rule.ADVERSE)).steps
    assert [step.day.isoformat() for step in steps if step.code == "ordinary"] == ["2026-02-02"]


def test_documents_and_petitions_count_days_as_working_days():
    assert answer("2026-01-02", "30d", rule=Rule.WORKING) == ("2026-02-13", "2026-02-13")
    assert answer("2026-01-15", "2m", rule=Rule.WORKING) == ("2026-03-15", "2026-03-16")


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2026-01-02T16:00", "4h", "2026-01-02T20:00:00+08:00"),
        ("2026-01-02T22:00", "4h", "2026-01-03T02:00:00+08:00"),
        ("2026-01-02T16:00", "4wh", "2026-01-05T11:00:00+08:00"),
        ("2026-01-02T11:30", "1wh", "2026-01-02T13:30:00+08:00"),
        ("2026-01-02T09:00", "3wh", "2026-01-02T12:00:00+08:00"),
        ("2026-01-03T10:00", "1wh", "2026-01-05T09:00:00+08:00"),
        ("2026-01-02T06:00", "8wh", "2026-01-02T17:00:00+08:00"),
        ("2026-02-13T16:30", "1wh", "2026-02-23T08:30:00+08:00"),
    ],
)
def test_hours_are_counted_from_the_moment(start, period, end):
    assert answer(start, period) == (end, end)


def test_hours_of_a_paused_day_are_not_counted():
    assert answer("2026-01-05T20:00", "8h", pauses=["2026-01-06..2026-01-07"])[1] == "2026-01-08T04:00:00+08:00"
    assert answer("2026-01-05T16:00", "2wh", pauses=["2026-01-06..2026-01-06"])[1] == "2026-01-07T09:00:00+08:00"


def test_half_days_have_half_the_office_hours():
    calendar = built_in().with_local({date(2026, 1, 5): Day(DayState.AFTERNOON, "停班", Origin.LOCAL)})
    assert answer("2026-01-05T08:00", "1wh", calendar=calendar)[1] == "2026-01-05T14:00:00+08:00"
    closed = built_in().with_local({date(2026, 1, 5): Day(DayState.MORNING, "停班", Origin.LOCAL)})
    assert answer("2026-01-05T11:00", "2wh", calendar=closed)[1] == "2026-01-06T09:00:00+08:00"


def test_an_office_may_have_its_own_hours():
    hours = OfficeHours.parse("08:30-17:30")
    assert answer("2026-01-05T11:30", "1wh", hours=hours)[1] == "2026-01-05T12:30:00+08:00"


def test_a_closed_office_moves_the_last_day():
    calendar = built_in().with_local({date(2026, 2, 2): Day(DayState.CLOSED, "颱風", Origin.LOCAL)})
    assert answer("2026-01-02", "30d", calendar=calendar) == ("2026-02-01", "2026-02-03")


def test_beyond_the_published_calendar_the_date_is_provisional():
    assert not due(limit("2027-12-01", "10d")).provisional
    found = due(limit("2027-12-20", "30d"))
    assert found.provisional
    assert found.steps[-1].code == "provisional"


def test_a_moment_of_receipt_counts_for_its_day_in_taipei():
    received = datetime.fromisoformat("2026-01-01T16:30:00+00:00")
    assert due(Limit(received, Period.parse("30d"), built_in())).due == date(2026, 2, 2)


@pytest.mark.parametrize(
    ("start", "period", "extensions", "refusal"),
    [
        ("2026-01-02", "4h", [], NeedsMoment),
        ("2026-01-02", "30d", ["4h"], WrongExtension),
        ("2026-01-02T09:00", "4h", ["1d"], WrongExtension),
        ("9999-12-01", "2m", [], TooFar),
        ("2026-01-02", "9999y", [], TooFar),
    ],
)
def test_what_cannot_be_reckoned_is_refused(start, period, extensions, refusal):
    with pytest.raises(refusal):
        due(limit(start, period, extensions=extensions))


def test_days_in_two_pauses_are_counted_once():
    pauses = [Pause.parse("2026-01-10..2026-01-14"), Pause.parse("2026-01-12..2026-01-19")]
    assert paused_days(pauses, until=date(2026, 12, 31)) == 10
    assert paused_days(pauses, until=date(2026, 1, 12)) == 3
    assert paused_days(pauses, until=date(2026, 1, 1)) == 0


def test_steps_are_sentences_in_both_languages():
    steps = due(limit("2026-01-02", "30d")).steps
    assert all("{" not in step.sentence(language) for step in steps for language in ("en", "zh_Hant"))
    assert "2026-02-01 (Sunday) is a weekend" in steps[-2].sentence("en")
