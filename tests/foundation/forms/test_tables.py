"""Decision tables: exactly one row holds, and a table with a gap or two rows at once is refused at its row."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.foundation.forms.tables.decide import combinations, decide, faults
from bianmin.foundation.forms.tables.periods import Counting, CountingRule, Stay, add_up
from bianmin.foundation.forms.tables.shapes import Range, Row
from bianmin.foundation.forms.vocab import Field
from bianmin.kernel.errors import NotFound


def choice(code: str, *values: str, **more: Any) -> Field:
    options = [{"value": value, "label": value} for value in values]
    return Field.model_validate(
        {"code": code, "type": "choice", "label": code, "required": True, "options": options, **more}
    )


def number(code: str, **more: Any) -> Field:
    return Field.model_validate({"code": code, "type": "number", "label": code, "required": True, **more})


def day(code: str) -> Field:
    return Field.model_validate({"code": code, "type": "roc_date", "label": code, "required": True})


def row(code: str, **when: Any) -> Row:
    return Row.model_validate({"code": code, "when": when})


WHO = choice("who", "national", "foreigner")
AGE = number("age", least=0, most=120, when={"conditions": [{"field": "who", "value": "national"}]})
WHOLE = (
    row("foreigner", who=["foreigner"]),
    row("child", age={"most": 17}),
    row("grown", age={"least": 18, "most": 64}),
    row("old", age={"least": 65}),
)


def test_a_whole_table_has_no_fault_and_hidden_questions_leave_no_gap():
    assert list(faults([WHO, AGE], WHOLE)) == []
    assert len(list(combinations([WHO, AGE], WHOLE))) == 4


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"who": "foreigner"}, "foreigner"), ({"who": "national", "age": 0}, "child"),
        ({"who": "national", "age": 17}, "child"), ({"who": "national", "age": 18}, "grown"),
        ({"who": "national", "age": 120}, "old"),
    ],
)  # fmt: skip
def test_the_row_that_holds_decides(answers: dict[str, Any], code: str):
    assert decide(WHOLE, answers).code == code


def test_nothing_decides_where_no_row_holds():
    with pytest.raises(NotFound):
        decide(WHOLE[1:], {"who": "foreigner"})


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ((*WHOLE[:2], row("old", age={"least": 65})), ("rows",), "age 18–64"),
        (WHOLE[1:], ("rows",), "who foreigner"),
        ((*WHOLE[:3], row("old", age={"least": 64})), ("rows", 3), "age 64"),
        ((*WHOLE, row("never", who=["foreigner"], age={"least": 3})), ("rows", 4), "never"),
        ((*WHOLE[:3], row("old", agee={"least": 65})), ("rows", 3, "when", "agee"), "agee"),
        ((row("foreigner", who=["alien"]), *WHOLE[1:]), ("rows", 0, "when", "who"), "who"),
        ((row("foreigner", who={"least": 1}), *WHOLE[1:]), ("rows", 0, "when", "who"), "who"),
    ],
)
def test_gaps_overlaps_and_wrong_names_are_told_at_their_row(rows: tuple[Row, ...], place: object, words: str):
    found = dict(faults([WHO, AGE], rows))
    assert words in found[place]


def test_questions_must_have_a_known_number_of_answers():
    text = Field.model_validate({"code": "name", "type": "text", "label": "name", "required": True})
    assert [place for place, _sentence in faults([text], [row("any")])] == [("questions", 0)]


def test_dates_are_cut_where_the_rows_cut_them():
    rows = (row("before", on={"most": date(2009, 8, 13)}), row("after", on={"least": date(2009, 8, 14)}))
    assert list(faults([day("on")], rows)) == []
    assert decide(rows, {"on": "2009-08-13"}).code == "before"
    assert decide(rows, {"on": "2009-08-14"}).code == "after"
    gap = (rows[0], row("after", on={"least": date(2009, 8, 15)}))
    assert "98年8月14日" in dict(faults([day("on")], gap))[("rows",)]


def test_a_table_with_too_many_cases_is_refused():
    many = [choice(f"q{at}", *"abcdefgh") for at in range(6)]
    assert [place for place, _sentence in faults(many, [row("any")])] == [("rows",)]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=5))
def test_a_table_without_faults_decides_every_number_exactly_once(ranges: list[tuple[int, int]]):
    asked = number("n", least=0, most=30)
    rows = [Row(code=f"r{at}", when={"n": Range(least=a, most=b)}) for at, (a, b) in enumerate(ranges)]
    holding = [sum(a <= n <= b for a, b in ranges) for n in range(31)]
    whole = all(count == 1 for count in holding) and all(a <= b for a, b in ranges)
    assert (not list(faults([asked], rows))) is whole


KIND = {"kind": "reunion"}


def rule(**changes: Any) -> CountingRule:
    rows = [
        {"code": "counts", "when": {"kind": ["reunion"], "day": {"most": "2009-08-13"}}, "counted": True, "reason": "計"},
        {"code": "later", "when": {"kind": ["reunion"], "day": {"least": "2009-08-14"}}, "counted": False, "reason": "不計"},
        {"code": "visit", "when": {"kind": ["visit"]}, "counted": False, "reason": "探親"},
    ]  # fmt: skip
    return CountingRule.model_validate(
        {"code": "six", "name": "六年", "need": 6, "least_days": 184, "rows": rows, **changes}
    )


def stay(first: str, last: str, kind: str = "reunion") -> Stay:
    return Stay(date.fromisoformat(first), date.fromisoformat(last), {"kind": kind})


@pytest.mark.row("SYS-049")
def test_a_period_is_cut_where_the_rule_changes_and_every_piece_says_why():
    total = add_up(rule(), [stay("2009-08-01", "2009-08-31"), stay("2008-01-01", "2008-12-31")])
    assert [(str(one.first), str(one.last), one.counted, one.row.code) for one in total.pieces] == [
        ("2008-01-01", "2008-12-31", 366, "counts"),
        ("2009-08-01", "2009-08-13", 13, "counts"),
        ("2009-08-14", "2009-08-31", 0, "later"),
    ]
    assert (total.days, total.full_years, total.missing) == (379, 1, 5)
    assert [(year.days, year.full) for year in total.years] == [(366, True), (13, False)]


def test_days_in_two_periods_count_once():
    total = add_up(rule(), [stay("2008-01-01", "2008-01-10"), stay("2008-01-06", "2008-01-15")])
    assert (total.days, [one.twice for one in total.pieces]) == (15, [0, 5])


def test_years_may_run_from_the_first_day_that_counts_even_a_29th_of_february():
    total = add_up(rule(year="running", least_days=365), [stay("2008-02-29", "2009-02-28")])
    assert [(str(year.first), str(year.last), year.full) for year in total.years] == [
        ("2008-02-29", "2009-02-28", True)
    ]


@given(
    st.lists(
        st.tuples(
            st.dates(date(2000, 1, 1), date(2015, 1, 1)), st.integers(0, 500), st.sampled_from(["reunion", "visit"])
        ),
        max_size=8,
    ),
    st.sampled_from(["calendar", "running"]),
)
def test_days_counted_are_days_of_some_period_and_years_hold_them_all(periods: list[Any], year: str):
    stays = [Stay(first, first + timedelta(days=length), {"kind": kind}) for first, length, kind in periods]
    total = add_up(rule(year=year), stays)
    expected = {
        first + timedelta(days=step)
        for first, length, kind in periods
        for step in range(length + 1)
        if kind == "reunion" and first + timedelta(days=step) < date(2009, 8, 14)
    }
    assert (
        total.days == len(expected) == sum(one.days for one in total.years) == sum(one.counted for one in total.pieces)
    )


def test_a_row_of_counting_says_why():
    with pytest.raises(ValueError, match="reason"):
        Counting.model_validate({"code": "x", "counted": True, "reason": ""})
