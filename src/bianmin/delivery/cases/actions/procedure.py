"""Finish a step of the procedure; hand a case over to a colleague."""

from datetime import date, datetime

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.steps import SomebodyWasFirst, act_on, change, happened
from bianmin.delivery.cases.models import StepDone
from bianmin.delivery.cases.queries.people import stand_in
from bianmin.delivery.cases.queries.procedure import steps_of
from bianmin.delivery.cases.vocab import EventKind, Verb
from bianmin.delivery.cases.vocab.promise import StepLine
from bianmin.foundation.accounts.queries import staff_of
from bianmin.foundation.audit.actions import record
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day


class NoStepLeft(Refused):
    """Every step is done."""

    message = _("Every step of the procedure is done.")


class NoSuchColleague(Refused):
    """Who is to take the case does not work here."""

    message = _("Choose a colleague of this agency who is not its officer already.")


def _in_time(step: StepLine, at: datetime) -> bool | None:
    if step.due_at is None:
        return None
    return at <= step.due_at if isinstance(step.due_at, datetime) else local_day(at) <= step.due_at


def _day(moment: date | None) -> date | None:
    return local_day(moment) if isinstance(moment, datetime) else moment


@act()
def finish_step(*, number: str, by: Actor, at: datetime) -> str:
    """Finish the step in hand; the next one begins now. Gives the name of the finished one.

    Raises:
        NoStepLeft, SomebodyWasFirst: nothing changed.
    """
    case = act_on(number, Verb.FINISH_STEP, by=by)
    step = next((one for one in steps_of(case, as_of=local_day(at)) if one.current), None)
    if step is None:
        raise NoStepLeft
    values = {"began_at": step.began_at, "due_on": _day(step.due_at), "in_time": _in_time(step, at)}
    try:
        with attempt():
            StepDone.objects.create(agency=case.agency, case=case, code=step.code, done_at=at, done_by=by.key, **values)
    except IntegrityError:
        raise SomebodyWasFirst from None
    record(verb="cases.finish_step", subject=case.subject, agency=case.agency, by=by, at=at, fields=[step.code])
    happened(case, EventKind.STEP_DONE, by=by, at=at, name=step.name)
    return step.name


@act()
def hand_over(*, number: str, to: str, by: Actor, at: datetime) -> None:
    """Hand a case over to a colleague 移辦: the officer changes, its clock and ledger do not.

    Raises:
        NoSuchColleague: nobody of the agency was chosen, or its officer.
    """
    case = act_on(number, Verb.HAND_OVER, by=by)
    if to == case.officer or to not in {one.key for one in staff_of(case.agency)}:
        raise NoSuchColleague(field="to")
    change(case, "hand_over", by=by, at=at, officer=to, deputy=stand_in(to, local_day(at)))
    happened(case, EventKind.HANDED_OVER, by=by, at=at)
