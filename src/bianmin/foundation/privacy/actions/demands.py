"""Receive, prove, extend and decide what people ask for."""

from collections.abc import Mapping
from datetime import date, datetime

from bianmin.foundation.audit.actions import record
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.persons.models import Person
from bianmin.foundation.privacy.actions.numbers import number_for
from bianmin.foundation.privacy.models import Demand
from bianmin.foundation.privacy.queries import demands_visible_to
from bianmin.foundation.privacy.rules import (
    IdentityOpen,
    check_choice,
    check_extensible,
    check_text,
    check_undecided,
    may_handle,
)
from bianmin.foundation.privacy.vocab import LIMITS, Channel, DemandKind, Outcome, Proof
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.rocdate import local_day


def _journal(verb: str, row: Demand, *fields: str, by: Actor, at: datetime) -> None:
    subject = f"privacy.demand:{row.pk}"
    record(verb=f"privacy.{verb}", subject=subject, agency=row.agency, fields=fields, purpose=row.number, by=by, at=at)


def due_on(agency: str, kind: DemandKind, received_on: date, *, extended: bool = False) -> date:
    """The day a demand must be decided: 15 or 30 days, once more as many when extended 個人資料保護法 §13."""
    period = LIMITS[kind]
    extensions = (period,) if extended else ()
    return due(Limit(received_on, period, office_calendar(agency), extensions=extensions)).due_on


@act()
def receive_demand(*, person: Person, kind: str, about: str, channel: str, by: Actor, at: datetime) -> Demand:
    """Receive what somebody asks for; staff only in an agency they serve the public in.

    Raises:
        NotAllowed, NotAChoice, TextMissing, TextTooLong.
    """
    if by.staff and not may_handle(by, person.agency):
        raise NotAllowed
    chosen, day = DemandKind(check_choice(kind, DemandKind, "kind")), local_day(at)
    row = Demand.objects.create(
        agency=person.agency, number=number_for(person.agency, "PD", day), kind=chosen, person=person,
        channel=check_choice(channel, Channel, "channel"), about=check_text(about, "about"), received_on=day,
        due_on=due_on(person.agency, chosen, day),
    )  # fmt: skip
    _journal("receive", row, by=by, at=at)
    return row


def _locked(number: str, agency: str, by: Actor) -> Demand:
    row = demands_visible_to(by).select_for_update(of=("self",)).filter(agency=agency, number=number).first()
    if row is None:
        raise NotFound
    if not may_handle(by, agency):
        raise NotAllowed
    return row


@act()
def prove_identity(*, number: str, agency: str, proof: str, by: Actor, at: datetime) -> Demand:
    """Note how it was made sure that who asks is whose data they are.

    Raises:
        NotFound, NotAllowed, DecidedAlready, NotAChoice.
    """
    row = _locked(number, agency, by)
    check_undecided(row)
    row.proof, row.proved_by = check_choice(proof, Proof, "proof"), by.key
    row.save(update_fields=["proof", "proved_by"])
    _journal("prove", row, "proof", by=by, at=at)
    return row


@act()
def extend_demand(*, number: str, agency: str, reason: str, by: Actor, at: datetime) -> Demand:
    """Extend the limit once; the reason is told to whoever asked (§13).

    Raises:
        NotFound, NotAllowed, DecidedAlready, ExtendedAlready, LimitOver, TextMissing, TextTooLong.
    """
    row, today = _locked(number, agency, by), local_day(at)
    check_extensible(row, today)
    row.extension_reason, row.extended_on = check_text(reason, "reason"), today
    row.due_on = due_on(agency, DemandKind(row.kind), row.received_on, extended=True)
    row.save(update_fields=["extension_reason", "extended_on", "due_on"])
    _journal("extend", row, "due_on", by=by, at=at)
    return row


@act()
def decide_demand(*, number: str, agency: str, outcome: str, reason: str, by: Actor, at: datetime) -> Demand:
    """Decide what somebody asked for; the reason is told.

    Raises:
        NotFound, NotAllowed, DecidedAlready, IdentityOpen, NotAChoice, TextMissing, TextTooLong.
    """
    row = _locked(number, agency, by)
    check_undecided(row)
    if not row.proof:
        raise IdentityOpen(field="outcome")
    row.outcome, row.reason = check_choice(outcome, Outcome, "outcome"), check_text(reason, "reason")
    row.decided_on, row.decided_by = local_day(at), by.key
    row.save(update_fields=["outcome", "reason", "decided_on", "decided_by"])
    _journal("decide", row, "outcome", by=by, at=at)
    return row


@act()
def keep_letter(*, number: str, agency: str, files: Mapping[str, str], by: Actor) -> None:
    """Keep the keys of the letter's files with a demand."""
    row = _locked(number, agency, by)
    row.files = dict(files)
    row.save(update_fields=["files"])
