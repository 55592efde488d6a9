"""Invite people to a round: further judges, coaches, attendees, the chair of a visited unit."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.quality.evaluation.models import Guest, Judge, Round
from bianmin.quality.evaluation.queries.rounds import found
from bianmin.quality.evaluation.rules.rounds import STANDS_BY, may_hold
from bianmin.quality.evaluation.vocab import Part, RoundState


class InvitedAlready(Refused):
    """The person has this part already."""

    message = _("This person is invited for that already.")


class HasScored(Refused):
    """Somebody who has scored a unit is to coach it or speak for it."""

    message = _("This person has scored there. Take the judge off first.")


def _open(round_key: int, by: Actor) -> Round:
    row = Round.objects.select_for_update().get(pk=found(by, round_key).pk)
    if not may_hold(by, row) or row.state != RoundState.OPEN:
        raise NotAllowed
    return row


def _note(verb: str, row: Round, *, by: Actor, at: datetime) -> None:
    record(verb=f"evaluation.{verb}", subject=f"evaluation.round:{row.pk}", agency=row.agency, by=by, at=at)


@act()
def invite(*, round_key: int, person: str, part: Part, entrant: int | None, by: Actor, at: datetime) -> Guest:
    """Invite somebody who does not score; without an entrant to the whole round.

    Raises:
        InvitedAlready; HasScored: a coach or chair has scored that unit.
        NotFound, NotAllowed: no such open round or entrant, or the actor does not hold it.
    """
    row = _open(round_key, by)
    if entrant is not None and not row.entrants.filter(pk=entrant).exists():
        raise NotFound(field="entrant")
    if row.guests.filter(person=person, part=part, entrant=entrant).exists():
        raise InvitedAlready(field="person")
    judge = row.judges.filter(person=person).first()
    if judge and part in STANDS_BY and judge.scores.filter(**({"entrant": entrant} if entrant else {})).exists():
        raise HasScored(field="person")
    guest = Guest.objects.create(round=row, person=person, part=part, entrant_id=entrant)
    _note("invite", row, by=by, at=at)
    return guest


@act()
def dismiss(*, round_key: int, guest: int, by: Actor, at: datetime) -> None:
    """Take an invitation back.

    Raises:
        NotFound, NotAllowed: no such open round or guest, or the actor does not hold it.
    """
    row = _open(round_key, by)
    one = row.guests.filter(pk=guest).first()
    if one is None:
        raise NotFound
    one.delete()
    _note("dismiss", row, by=by, at=at)


@act()
def add_judge(*, round_key: int, person: str, by: Actor, at: datetime) -> Judge:
    """Name another member of the committee of an open round.

    Raises:
        InvitedAlready: the person is a member.
        NotFound, NotAllowed: no such open round, or the actor does not hold it.
    """
    row = _open(round_key, by)
    if row.judges.filter(person=person).exists():
        raise InvitedAlready(field="person")
    judge = Judge.objects.create(round=row, person=person)
    _note("add_judge", row, by=by, at=at)
    return judge
