"""What the desk asks about conditions of a decision, and what it does with the answers."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.conditions import (
    ConditionIsUnknown,
    ConditionsAreMissing,
    check_condition,
)
from bianmin.delivery.cases.queries.card import CaseCard
from bianmin.delivery.cases.vocab import Verb
from bianmin.delivery.cases.vocab.condition import ConditionState, Wish
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.cases.acting import Act
from bianmin.kernel import rocdate
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.text import whole

FOUND: Final = (ConditionState.MET, ConditionState.LAPSED)
RESULTS: Final = tuple((found.value, found.label) for found in FOUND)


def asked(wishes: tuple[Wish, ...]) -> Asked:
    """The box in which conditions are written, one on each line."""
    return Asked(
        "conditions",
        _("Conditions"),
        part="lines",
        required=False,
        value="\n".join(f"{rocdate.parted(wish.due_on)} {wish.text}" for wish in wishes),
        hint=_("For what is granted with conditions or in part. One on each line, its last day in front: 115/12/31"),
    )


def wishes_of(text: str) -> Iterator[Wish]:
    """The conditions that were typed.

    Raises:
        ConditionsAreMissing: a line without a day in front, or with nothing behind it.
    """
    for line in filter(None, map(str.strip, text.splitlines())):
        day, _space, what = line.partition(" ")
        try:
            found = rocdate.parse(day)
        except Refused:
            raise ConditionsAreMissing(field="conditions") from None
        yield Wish(what.strip(), found)


def carried(do: Callable[..., Any]) -> Callable[..., Any]:
    """A decision or a recommendation with the conditions as they were typed."""

    def run(*, conditions: str = "", **words: Any) -> Any:
        return do(conditions=tuple(wishes_of(conditions)), **words)

    return run


def _checking(card: CaseCard) -> list[Asked]:
    held = card.decision.conditions if card.decision else ()
    waiting = (one for one in held if one.state == ConditionState.OPEN)
    open_ones = tuple((str(one.number), f"{one.number}. {one.text}") for one in waiting)
    return [
        Asked("condition", _("Which condition"), part="choices", options=open_ones),
        Asked("result", _("What was found"), part="choices", options=RESULTS),
        Asked("remark", _("Remark"), part="lines", required=False),
    ]


def _check(*, number: str, condition: str, result: str, remark: str, by: Actor, at: datetime) -> None:
    if result not in dict(RESULTS):
        raise ConditionIsUnknown(field="result")
    met = result == ConditionState.MET
    check_condition(number=number, condition=whole(condition), met=met, remark=remark, by=by, at=at)


CONDITIONS: Final = (
    Act(
        Verb.CHECK_CONDITION,
        _("The applicant sees whether it was met. What follows from one that was not is a decision of its own."),
        _("What was found is kept."),
        _check,
        _checking,
    ),
)
