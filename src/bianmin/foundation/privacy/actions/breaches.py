"""Record breaches and what is done about them."""

from datetime import datetime

from bianmin.foundation.audit.actions import record
from bianmin.foundation.privacy.actions.numbers import number_for
from bianmin.foundation.privacy.models import Breach, BreachStep
from bianmin.foundation.privacy.queries import breaches_visible_to
from bianmin.foundation.privacy.rules import (
    NotedAlready,
    TooEarlyToClose,
    check_choice,
    check_past,
    check_text,
    may_record_breach,
)
from bianmin.foundation.privacy.vocab import DUTIES, Step, Touched
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.rocdate import local_day


def _journal(verb: str, row: Breach, *fields: str, by: Actor, at: datetime) -> None:
    subject = f"privacy.breach:{row.pk}"
    record(verb=f"privacy.{verb}", subject=subject, agency=row.agency, fields=fields, purpose=row.number, by=by, at=at)


@act()
def record_breach(
    *,
    agency: str,
    found_at: datetime,
    touched: str,
    what: str,
    persons: int,
    special: bool,
    by: Actor,
    at: datetime,
    measures: str = "",
) -> Breach:
    """Record a breach 個資事故; its time limits run from when it was found.

    Raises:
        NotAllowed, NotAChoice, InTheFuture, TextMissing, TextTooLong.
    """
    if not may_record_breach(by, agency):
        raise NotAllowed
    check_past(found_at, at, "found_at")
    row = Breach.objects.create(
        agency=agency, number=number_for(agency, "PB", local_day(at)), found_at=found_at,
        touched=check_choice(touched, Touched, "touched"), what=check_text(what, "what"), persons=persons,
        special=special, measures=measures.replace("\0", "").strip()[:4000], recorded_by=by.key,
    )  # fmt: skip
    _journal("record_breach", row, by=by, at=at)
    return row


@act()
def note_step(
    *, number: str, agency: str, step: str, done_at: datetime, by: Actor, at: datetime, note: str = ""
) -> BreachStep:
    """Note that something was done about a breach; closing needs a note of what is changed, and everything done.

    Raises:
        NotFound, NotAllowed, NotAChoice, InTheFuture, NotedAlready, TooEarlyToClose, TextMissing.
    """
    row = breaches_visible_to(by).select_for_update(of=("self",)).filter(agency=agency, number=number).first()
    if row is None:
        raise NotFound
    if not may_record_breach(by, agency):
        raise NotAllowed
    chosen = Step(check_choice(step, Step, "step"))
    check_past(done_at, at, "done_at")
    done = set(row.steps.values_list("step", flat=True))
    if chosen.value in done:
        raise NotedAlready(field="step")
    if chosen is Step.CLOSED and not {duty.value for duty in DUTIES} <= done:
        raise TooEarlyToClose(field="step")
    text = check_text(note, "note") if chosen is Step.CLOSED else note.replace("\0", "").strip()[:4000]
    noted = BreachStep.objects.create(breach=row, step=chosen.value, done_at=done_at, note=text, by=by.key)
    _journal("note_step", row, chosen.value, by=by, at=at)
    return noted
