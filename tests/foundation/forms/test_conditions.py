"""Conditions, hidden questions and repeated rows."""

import pytest
from django.utils import translation

from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.conditions import holds
from bianmin.foundation.forms.rules.judge import problems
from bianmin.foundation.forms.vocab import Condition, Form, When
from tests.foundation.forms.samples import GOOD, WHOLE


def when(op, value=True, joined="all"):
    return When(joined=joined, conditions=(Condition.model_validate({"field": "a", "op": op, "value": value}),))


@pytest.mark.parametrize(
    ("op", "value", "answer", "true"),
    [
        ("is", "x", "x", True),
        ("is", "x", "y", False),
        ("is", "x", None, False),
        ("is", "x", ["w", "x"], True),
        ("is", 3, 3, True),
        ("is", 3, "3.00", True),
        ("is_not", "x", None, True),
        ("is_not", "x", "x", False),
        ("in", ["x", "y"], "y", True),
        ("in", ["x", "y"], "z", False),
        ("in", ["x", "y"], ["z", "x"], True),
        ("at_least", 3, 3, True),
        ("at_least", 3, 2, False),
        ("at_least", 3, "12.50", True),
        ("at_least", 3, None, False),
        ("at_least", 3, "sNaN", False),
        ("at_least", "2026-01-01", "2026-01-02", True),
        ("at_most", "2026-01-01", "2026-01-02", False),
        ("at_most", 3, 3, True),
        ("filled", True, "x", True),
        ("filled", True, None, False),
        ("filled", False, None, True),
    ],
)
def test_a_condition_compares_the_answer_before(op, value, answer, true):
    known = {} if answer is None else {"a": answer}
    assert holds(when(op, value), known) is true


def test_conditions_are_joined_by_all_or_any():
    two = [Condition(field="a", value="1"), Condition(field="b", value="1")]
    assert not holds(When(joined="all", conditions=tuple(two)), {"a": "1"})
    assert holds(When(joined="any", conditions=tuple(two)), {"a": "1"})


def test_a_hidden_question_keeps_what_was_typed_and_gives_no_answer():
    checked = check(WHOLE, {**GOOD, "scope": ["none"], "copies": ["999"]})
    assert checked.errors == {}
    assert "copies" not in checked.answers
    assert "copies" not in checked.visible
    assert checked.typed["copies"] == ("999",)


def test_a_hidden_section_is_not_asked():
    checked = check(WHOLE, {**GOOD, "members.0.member_name": ["林"]})
    assert checked.errors == {}
    assert "members" not in checked.answers
    assert checked.typed["members.0.member_name"] == ("林",)


PART = {**GOOD, "scope": ["part"]}


def test_rows_are_answered_in_order_and_blank_ones_do_not_count():
    rows = {"members.0.member_name": ["甲"], "members.3.member_name": [" "], "members.7.member_name": ["乙"]}
    checked = check(WHOLE, PART | rows)
    assert checked.errors == {}
    assert checked.answers["members"] == [{"member_name": "甲"}, {"member_name": "乙"}]


@pytest.mark.parametrize(
    ("count", "sentence"), [(0, "Fill in at least 1."), (4, "At most 3 can be given. Remove some.")]
)
def test_too_few_and_too_many_rows_get_a_sentence_at_the_section(count, sentence):
    checked = check(WHOLE, PART | {f"members.{row}.member_name": ["甲"] for row in range(count)})
    with translation.override("en"):
        assert str(checked.errors["members"]) == sentence


def test_a_wrong_answer_in_a_row_gets_its_sentence_in_that_row():
    rows = {"members.2.member_birth.year": ["75"], "members.2.member_birth.month": ["13"]}
    checked = check(WHOLE, PART | rows)
    assert set(checked.errors) == {"members.2.member_name", "members.2.member_birth"}


def test_a_condition_in_a_row_looks_at_its_own_row():
    rows = {
        "members.0.member_name": ["甲"],
        "members.1.member_name": ["乙"],
        "members.1.member_birth": ["75/3/9"],
    }
    checked = check(WHOLE, PART | rows)
    assert set(checked.errors) == {"members.1.member_reason"}
    assert "members.0.member_reason" not in checked.visible


def nested(**when):
    return When.model_validate(when)


KIND = {"field": "kind", "value": "a"}
MANY = {"field": "people", "count": True, "op": "at_least", "value": 2}
URGENT = {"field": "urgent", "value": True}


@pytest.mark.parametrize(
    ("known", "true"),
    [
        ({"kind": "a", "people": [{}, {}]}, True),
        ({"kind": "a", "people": [{}]}, False),
        ({"kind": "a", "urgent": True}, True),
        ({"kind": "b", "urgent": True}, False),
        ({"kind": "a"}, False),
    ],
)
def test_conditions_stand_in_groups_within_groups(known, true):
    when = nested(conditions=[KIND, {"joined": "any", "conditions": [MANY, URGENT]}])
    assert holds(when, known) is true


def test_no_row_at_all_is_counted_as_none():
    assert holds(nested(conditions=[{"field": "people", "count": True, "op": "at_most", "value": 0}]), {}) is True


def repeating(**more):
    people = {
        "code": "people",
        "title": "p",
        "repeat": {"noun": "p"},
        "fields": [{"code": "n", "type": "text", "label": "n"}],
    }
    last = {
        "code": "last",
        "title": "l",
        "fields": [{"code": "q", "type": "text", "label": "q", "required": True, **more}],
    }
    return Form.model_validate(
        {"kind": "form", "id": "x", "version": "1", "source": "t", "title": "x", "sections": [people, last]}
    )


def test_a_question_is_asked_when_enough_rows_are_filled_in():
    form = repeating(when={"conditions": [MANY]})
    assert problems(form) == []
    one, two = {"people.0.n": ["a"]}, {"people.0.n": ["a"], "people.7.n": ["b"]}
    assert (check(form, one).errors.keys(), check(form, two).errors.keys()) == (set(), {"q"})


@pytest.mark.parametrize(
    "when",
    [
        {"conditions": [{"field": "n", "count": True, "op": "is", "value": 1}]},
        {"conditions": [{"field": "people", "count": True, "op": "is", "value": "x"}]},
        {"conditions": [{"joined": "any", "conditions": [{"field": "nothing"}]}]},
        {"conditions": [{"conditions": [{"conditions": [{"conditions": [{"conditions": [MANY]}]}]}]}]},
    ],
    ids=["counts a question", "counts in words", "names nothing, deep", "too deep"],
)
def test_conditions_that_cannot_hold_are_told_before_publishing(when):
    assert len(problems(repeating(when=when))) == 1


def test_a_box_is_filled_in_only_from_a_question_before_it():
    assert len(problems(repeating(prefill="later"))) == 1
    assert len(problems(repeating(prefill="applicant.name"))) == 0


def test_a_condition_on_the_number_one_is_kept_as_one():
    one = Condition(field="copies", op="at_least", value=1)
    again = Condition.model_validate_json(one.model_dump_json(exclude_defaults=True))
    assert [holds(When(conditions=(again,)), {"copies": copies}) for copies in (0, 1, 2)] == [False, True, True]
