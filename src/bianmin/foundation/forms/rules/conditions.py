"""Conditions: is this question asked, given the answers before it?"""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from bianmin.foundation.forms.vocab import Condition, Json, Op, When


def _number(value: Json) -> Decimal | None:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _same(answer: Json, value: Json) -> bool:
    if isinstance(answer, list):
        return any(_same(one, value) for one in answer)
    one, other = _number(answer), _number(value)
    return str(answer) == str(value) or (one is not None and one == other)


def _order(answer: Json, value: Json) -> int | None:
    """-1, 0 or 1 as the answer is below, equal or above: numbers as numbers, days by their ISO spelling."""
    one, other = _number(answer), _number(value)
    if one is not None and other is not None:
        return (one > other) - (one < other)
    if isinstance(answer, str) and one is None and other is None:
        return (answer > str(value)) - (answer < str(value))
    return None


def _is(answer: Json, value: Json) -> bool:
    return answer is not None and _same(answer, value)


def _among(answer: Json, value: Json) -> bool:
    return isinstance(value, tuple) and any(_is(answer, one) for one in value)


OPERATIONS: Final[dict[Op, Callable[[Json, Json], bool]]] = {
    Op.IS: _is,
    Op.IS_NOT: lambda answer, value: not _is(answer, value),
    Op.IN: _among,
    Op.AT_LEAST: lambda answer, value: _order(answer, value) in (0, 1),
    Op.AT_MOST: lambda answer, value: _order(answer, value) in (0, -1),
    Op.FILLED: lambda answer, value: (answer is not None) is (value is not False),
}
"""How each operation compares an answer (None: not answered) with the condition's value."""


def true_of(condition: Condition, known: Mapping[str, Json]) -> bool:
    """Whether one condition is true of the answers known; of several answers (choices) one suffices."""
    answer = known.get(condition.field)
    if condition.count:
        answer = len(answer) if isinstance(answer, list) else 0
    return OPERATIONS[condition.op](answer, condition.value)


def holds(when: When | None, known: Mapping[str, Json]) -> bool:
    """Whether the conditions hold; without any they do."""
    if when is None:
        return True
    results = (true_of(one, known) if isinstance(one, Condition) else holds(one, known) for one in when.conditions)
    return all(results) if when.joined == "all" else any(results)
