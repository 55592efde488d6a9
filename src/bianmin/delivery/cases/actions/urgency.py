"""Handle a case before others, or in turn again 優先辦理."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.steps import act_on, change, happened
from bianmin.delivery.cases.vocab import EventKind, Verb
from bianmin.delivery.cases.vocab.urgency import SAID, Urgency
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused


class ChooseUrgency(Refused):
    """None of the grounds on which a case goes first."""

    message = _("Choose why the case goes first.")


class SayWhyFirst(Refused):
    """Whoever waits longer may ask why."""

    message = _("Write in a sentence what makes it so; others wait longer because of it.")


@act()
def put_first(*, number: str, kind: str, reason: str, by: Actor, at: datetime) -> None:
    """Put a case on top of the lists, on what grounds and why; the timeline keeps who said so.

    Raises:
        ChooseUrgency, SayWhyFirst: nothing changed.
    """
    case = act_on(number, Verb.PUT_FIRST, by=by)
    if kind not in Urgency.values:
        raise ChooseUrgency(field="kind")
    if not reason.strip():
        raise SayWhyFirst(field="reason")
    change(case, "put_first", by=by, at=at, urgent=kind)
    happened(case, SAID[kind], by=by, at=at, public=False, reason=reason.strip()[:200])


@act()
def put_in_turn(*, number: str, by: Actor, at: datetime) -> None:
    """Let a case wait its turn again."""
    case = act_on(number, Verb.NOT_FIRST, by=by)
    change(case, "put_in_turn", by=by, at=at, urgent="")
    happened(case, EventKind.NOT_FIRST, by=by, at=at, public=False)
