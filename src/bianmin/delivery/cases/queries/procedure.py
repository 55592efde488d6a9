"""The steps of a case's procedure, each with its own clock; and the extensions asked for."""

from dataclasses import replace
from datetime import date, datetime

from bianmin.delivery.cases.models import Case, Extension, StepDone
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import OPEN
from bianmin.delivery.cases.vocab.promise import ExtensionCard, StepLine
from bianmin.delivery.catalog.vocab import Step
from bianmin.foundation.clock.queries import ledger, office_calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Pause, Period
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import TAIPEI, local_day


def step_due(case: Case, step: Step, began_at: datetime, pauses: tuple[Pause, ...]) -> date | None:
    """Until when a step that began at a moment is to be done; the clock of the case stands still for it too."""
    if not step.limit:
        return None
    period = Period.parse(step.limit)
    start = began_at.astimezone(TAIPEI) if period.unit.hourly else local_day(began_at)
    return due(Limit(start, period, office_calendar(case.agency), service_of(case).offer.rule, pauses)).due


def steps_of(case: Case, *, as_of: date) -> tuple[StepLine, ...]:
    """The steps in order: those done, the one in hand, those to come."""
    done = {row.code: row for row in StepDone.objects.filter(agency=case.agency, case=case)}
    lines = [_line(step, done.get(step.code)) for step in service_of(case).offer.sop]
    at = next((at for at, line in enumerate(lines) if line.done_at is None), None)
    if at is not None and case.state in OPEN:
        began = max((row.done_at for row in done.values()), default=case.received_at)
        pauses = ledger(case.agency, case.clock, as_of=as_of).pauses
        due_at = step_due(case, service_of(case).offer.sop[at], began, pauses)
        lines[at] = replace(lines[at], began_at=began, due_at=due_at, current=True)
    return tuple(lines)


def _line(step: Step, done: StepDone | None) -> StepLine:
    """A step that was done, or that nobody has begun."""
    line = StepLine(step.code, step.name, step.role, step.limit)
    if done is None:
        return line
    return replace(line, began_at=done.began_at, due_at=done.due_on, done_at=done.done_at, in_time=done.in_time)


def steps(actor: Actor, number: str, *, as_of: date) -> tuple[StepLine, ...]:
    """The steps of a case the actor may see."""
    return steps_of(row(actor, number), as_of=as_of)


def extensions(actor: Actor, number: str) -> list[ExtensionCard]:
    """The extensions of a case the actor may see, the oldest first."""
    case = row(actor, number)
    rows = Extension.objects.filter(agency=case.agency, case=case).order_by("id")
    return [
        ExtensionCard(
            one.period, one.reason, one.asked_by, one.asked_on, one.answer,
            one.answered_by, one.answered_on, one.before_on, one.after_on,
        )
        for one in rows
    ]  # fmt: skip
