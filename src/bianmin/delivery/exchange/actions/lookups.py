"""Look a paper up: first the place is taken, so that nothing is asked twice, then what came of it is written."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.exchange.models import Book, Lookup
from bianmin.delivery.exchange.vocab import FAILED, LOOKUP, SPARED, Registers, Result, Wanted
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.packs.actions import hold
from bianmin.kernel import rocdate
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.kernel.rows import find_every, insert_new, lock, new, update

LONGEST: Final = 200
PATIENCE: Final = timedelta(minutes=2)
"""Whatever was asked longer ago has failed: whoever asked went away."""


class LookedUpBefore(Refused):
    """It was looked up for this matter already."""

    message = _("“{paper}” was looked up on {day} already. Write why it has to be looked up again.")


class BeingLookedUp(Refused):
    """Somebody looks it up at this moment."""

    message = _("Somebody looks this paper up at this moment. Wait for the answer.")


class WhyIsMissing(Refused):
    """A look-up failed and nobody said how."""

    message = _("Write what you saw, or why it could not be looked up, in at most {most} characters.")


@act()
def write_registers(*, registers: Registers, by: Actor, at: datetime) -> None:
    """Let a list of registers hold for its agency; a later one replaces it."""
    if not (by.has(Role.SYSTEM) or registers.agency in by.agencies(Role.ADMIN, Role.RESEARCH)):
        raise NotAllowed
    hold(Book, registers, verb="exchange.write_registers", subject="exchange.book", by=by, at=at)


def _count(row: Lookup) -> None:
    touch(fact=LOOKUP, keys=FACTS.facts[LOOKUP].keys(row))


def _set_aside(wanted: Wanted, at: datetime) -> None:
    """Make room for another look-up of the same paper, where there is a reason for it.

    Raises:
        BeingLookedUp, LookedUpBefore: nothing changed.
    """
    whose = {"agency": wanted.matter.agency, "subject": wanted.matter.subject, "paper": wanted.paper}
    before = find_every(Lookup, **whose)
    for row in [one for one in before if one.result == Result.ASKED]:
        if row.at > at - PATIENCE:
            raise BeingLookedUp(field="paper")
        row.result = Result.DOWN
        update(Lookup, {"id": row.pk}, {"result": Result.DOWN.value})
        _count(row)
    last = next((one for one in reversed(before) if one.result != Result.DOWN), None)
    if last and (last.saved or last.register == wanted.register):
        if not wanted.again.strip():
            raise LookedUpBefore(field="again", paper=wanted.paper_name, day=rocdate.parted(last.on))
        update(Lookup, {"id": last.pk}, {"saved": False})
        _count(last)


@act()
def reserve(*, wanted: Wanted, by: Actor, at: datetime, connected: bool) -> int:
    """Take the place of a look-up; gives the key that `settle` takes. Who may is said by the journey.

    Raises:
        BeingLookedUp: somebody does so now. LookedUpBefore: it was found, or this register was asked; say why again.
    """
    _set_aside(wanted, at)
    of = wanted.matter
    row = new(
        Lookup, agency=of.agency, unit_path=of.unit_path, subject=of.subject, number=of.number,
        service_code=of.service_code, paper=wanted.paper, paper_name=wanted.paper_name, register=wanted.register,
        register_name=wanted.register_name, way=wanted.way, purpose=of.service_name[:LONGEST], basis=wanted.basis,
        again=wanted.again.strip()[:LONGEST], connected=connected, by=by.key, at=at, on=local_day(at),
    )  # fmt: skip
    if not insert_new(row):
        raise BeingLookedUp(field="paper")
    record(verb="exchange.look_up", subject=of.subject, agency=of.agency, by=by, at=at, purpose=of.number)
    return row.pk


@act()
def settle(*, key: int, result: Result, note: str, by: Actor, at: datetime) -> None:
    """Write what came of a look-up; one that failed says how.

    Raises:
        WhyIsMissing: it does not.
    """
    row = lock(Lookup, id=key)
    if row is None:
        raise NotFound
    said = note.replace("\0", "").strip()
    if len(said) > LONGEST or (result in FAILED and not said and not row.connected):
        raise WhyIsMissing(field="note", most=LONGEST)
    row.result, row.saved, row.note = result, result in SPARED, said
    update(Lookup, {"id": key}, {"result": result.value, "saved": row.saved, "note": said})
    _count(row)
    verb = "exchange.found" if row.saved else "exchange.failed"
    record(verb=verb, subject=row.subject, agency=row.agency, by=by, at=at, purpose=row.number)
