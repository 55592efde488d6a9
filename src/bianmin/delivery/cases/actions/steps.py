"""What every act on a case does: find the row within rights, change it if nobody was faster, write what happened."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case, Event
from bianmin.delivery.cases.queries.visible import remember, row
from bianmin.delivery.cases.rules import is_own, may, stands, verbs
from bianmin.delivery.cases.vocab import FACT, EventKind, State, Verb
from bianmin.delivery.cases.vocab.event import ANSWERS
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.act import keep
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.kernel.rows import new, update


class NotInThisState(Refused):
    """The case has gone on, or has not come so far."""

    message = _("This cannot be done now: the case stands at “{state}”. Possible now: {verbs}")


class OwnCase(Refused):
    """A deputy would decide a matter of his own (行政程序法 §32)."""

    message = _("This seems to be your own matter. A deputy does not decide it; hand it over to another colleague.")


class SomebodyWasFirst(Refused):
    """Two acted at the same moment, and this was the second."""

    message = _("Somebody else changed this case a moment ago. Open it again and see what is left to do.")


def act_on(number: str, verb: Verb, *, by: Actor) -> Case:
    """The case an actor may do something with now.

    Raises:
        NotFound: there is none the actor may see.
        NotAllowed: the actor may see it, not do this.
        NotInThisState: it cannot be done now.
    """
    case = row(by, number)
    if not may(by, verb, case):
        raise NotAllowed
    if verb in (Verb.DECIDE, Verb.RECOMMEND) and is_own(by, case):
        raise OwnCase
    if not stands(verb, case):
        now = sorted(str(Verb(name).label) for name in verbs(by, case))
        raise NotInThisState(state=State(case.state).label, verbs=" / ".join(now) or "-")
    return case


def change(case: Case, verb: str, *, by: Actor, at: datetime, **values: object) -> Case:
    """Write the values if the case is still as it was read; journal the act and touch what is counted.

    Raises:
        SomebodyWasFirst: another act came between.
    """
    counted = FACTS.facts[FACT]
    before = counted.keys(case)
    still = {"id": case.pk, "revision": case.revision}
    if not update(Case, still, {**values, "revision": case.revision + 1}):
        raise SomebodyWasFirst
    case.revision += 1
    for name, value in values.items():
        setattr(case, name, value)
    remember(case)
    touch(fact=FACT, keys=before | counted.keys(case))
    record(verb=f"cases.{verb}", subject=case.subject, agency=case.agency, by=by, at=at, fields=values)
    return case


def happened(case: Case, kind: EventKind, *, by: Actor, at: datetime, public: bool = True, **params: object) -> None:
    """Write a line of the timeline; days among the parameters are kept as ISO text, none is left out."""
    said = {name: value for name, value in params.items() if value is not None}
    kept = {name: value if isinstance(value, str | int) else str(value) for name, value in said.items()}
    line = new(
        Event,
        agency=case.agency,
        case=case,
        kind=kind.value,
        params=kept,
        public=public,
        actor=by.key,
        at=at,
        on=local_day(at),
    )
    keep(line)
    if kind in ANSWERS and case.reply_due_on is not None and case.replied_on is None:
        _answered(case, line.on)


def _answered(case: Case, on: date) -> None:
    """Note that an online application was answered first on a day."""
    update(Case, {"id": case.pk, "replied_on": None}, {"replied_on": on})
    case.replied_on = on
    remember(case)
    touch(fact=FACT, keys=FACTS.facts[FACT].keys(case))
