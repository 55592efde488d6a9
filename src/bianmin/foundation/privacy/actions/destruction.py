"""Lists of what is to be destroyed 銷毀清冊: proposed by one, approved by another; and holds."""

from collections.abc import Iterable
from datetime import date, datetime

from bianmin.foundation.audit.actions import record
from bianmin.foundation.privacy.actions.numbers import number_for
from bianmin.foundation.privacy.models import Destruction, Doomed, Hold
from bianmin.foundation.privacy.queries import destruction, holds
from bianmin.foundation.privacy.rules import NotApproved, NothingDue, OwnList, check_text, may_destroy
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.rocdate import local_day


def _check(by: Actor, agency: str) -> None:
    if not may_destroy(by, agency):
        raise NotAllowed


def _journal(verb: str, row: Destruction | Hold, by: Actor, at: datetime) -> None:
    kind = "destruction" if isinstance(row, Destruction) else "hold"
    record(verb=f"privacy.{verb}", subject=f"privacy.{kind}:{row.pk}", agency=row.agency, by=by, at=at)


@act()
def propose(
    *, agency: str, kind: str, years: int, matters: Iterable[tuple[str, str, date]], by: Actor, at: datetime
) -> Destruction:
    """Propose a list of matters of one class, each its subject, number and the day it ended.

    Raises:
        NotAllowed, NothingDue.
    """
    _check(by, agency)
    rows = list(matters)
    if not rows:
        raise NothingDue
    number = number_for(agency, "PX", local_day(at))
    made = Destruction.objects.create(
        agency=agency, number=number, kind=kind, years=years, proposed_at=at, proposed_by=by.key
    )
    Doomed.objects.bulk_create(
        Doomed(destruction=made, subject=subject, label=label, ended_on=ended) for subject, label, ended in rows
    )
    _journal("propose_destruction", made, by, at)
    return made


@act()
def approve(*, number: str, agency: str, by: Actor, at: datetime) -> Destruction:
    """Approve a list that somebody else proposed.

    Raises:
        NotFound, NotAllowed, NotApproved, OwnList.
    """
    row = destruction(by, number, agency=agency)
    _check(by, agency)
    if row.approved_at is not None:
        raise NotApproved
    if {by.key, by.deputising_for} & {row.proposed_by}:
        raise OwnList
    row.approved_at, row.approved_by = at, by.key
    row.save(update_fields=["approved_at", "approved_by"])
    _journal("approve_destruction", row, by, at)
    return row


def check_approved(row: Destruction, by: Actor) -> None:
    """Refuse to carry out what nobody approved, or what was carried out.

    Raises:
        NotAllowed, NotApproved.
    """
    _check(by, row.agency)
    if row.approved_at is None or row.done_at is not None:
        raise NotApproved


@act()
def note_destroyed(*, matter: Doomed, kept: str, by: Actor, at: datetime) -> None:
    """Note that one matter was destroyed, or why it was kept."""
    matter.kept, matter.destroyed_at = kept, None if kept else at
    matter.save(update_fields=["kept", "destroyed_at"])
    if not kept:
        row = matter.destruction
        record(verb="privacy.destroy", subject=matter.subject, agency=row.agency, purpose=row.number, by=by, at=at)


@act()
def finish(*, row: Destruction, by: Actor, at: datetime) -> None:
    """Note that a list was carried out."""
    row.done_at = at
    row.save(update_fields=["done_at"])
    _journal("finish_destruction", row, by, at)


@act()
def hold(*, agency: str, subject: str, label: str, reason: str, by: Actor, at: datetime) -> Hold:
    """Keep a matter from being destroyed 暫緩銷毀.

    Raises:
        NotAllowed, TextMissing.
    """
    _check(by, agency)
    text = check_text(reason, "reason")[:400]
    row = Hold.objects.create(agency=agency, subject=subject, label=label, reason=text, set_at=at, set_by=by.key)
    _journal("hold", row, by, at)
    return row


@act()
def lift(*, hold: int, agency: str, by: Actor, at: datetime) -> None:
    """End a hold.

    Raises:
        NotAllowed, NotFound.
    """
    _check(by, agency)
    row = holds(by, agency=agency).filter(pk=hold).first()
    if row is None:
        raise NotFound
    row.lifted_at, row.lifted_by = at, by.key
    row.save(update_fields=["lifted_at", "lifted_by"])
    _journal("lift_hold", row, by, at)
