"""Give and take duties 派任、解任."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bianmin.foundation.accounts.duties import card_of, check_apart, find_duty
from bianmin.foundation.accounts.models import Holding, User
from bianmin.foundation.accounts.queries import user_with_key
from bianmin.foundation.accounts.rules import (
    HeldAlready,
    NoSuchUnit,
    NotBelow,
    OwnDuty,
    check_duty,
    check_others_administer,
    may_administer,
    may_give,
    overlapping,
)
from bianmin.foundation.audit.actions import record
from bianmin.foundation.orgs.models import Unit
from bianmin.foundation.orgs.queries import below
from bianmin.foundation.packs.actions import reissue
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, NotFound


@act()
def grant_role(
    *,
    user: str,
    role: str,
    path: str,
    valid_from: date,
    valid_until: date | None = None,
    over: Iterable[str] = (),
    number: str = "",
    by: Actor,
    at: datetime,
) -> Holding:
    """Give somebody a duty in a unit, and so in the units below it, first and last day included 派任.

    `role` is the code of a duty; `over` are agencies below it is for; `number` is the document that gives it.

    Raises:
        NotAllowed: the actor gives no duties there, or not this one. OwnDuty: a head gives it to herself.
        NoSuchUnit, NoSuchDuty, HeldAlready, HeldApart, NotForPeople, NotHeldHere, ForOutsiders, NeedsLastDay, NotBelow,
        WrongDays: `field` names the input.
    """
    row = user_with_key(user)
    unit = Unit.objects.filter(path=path).first()
    if unit is None:
        raise NoSuchUnit(field="path", path=path)
    card, duty = find_duty(unit.agency, role)
    if not may_give(by, unit.agency, path, card):
        raise NotAllowed
    if by.key == user and not may_administer(by, unit.agency):
        raise OwnDuty(field="person")
    check_duty(card, row, path, valid_from, valid_until)
    if Holding.objects.filter(overlapping(valid_from, valid_until), user=row, role=card.code, path=path).exists():
        raise HeldAlready(field="role")
    check_apart(row, card, path, valid_from, valid_until)
    held = Holding.objects.create(
        user=row, role=card.code, duty=duty, agency=unit.agency, path=path, over=_below(unit.agency, over),
        valid_from=valid_from, valid_until=valid_until, number=number.strip()[:60],
    )  # fmt: skip
    _journal_duty("grant_role", held, by, at)
    return held


@act()
def revoke_role(*, holding: int, until: date, number: str = "", by: Actor, at: datetime) -> Holding:
    """End a duty after a day 解任; one that has not begun by then is taken back altogether.

    Raises:
        NotFound; NotAllowed: the actor gives no such duty there.
        LastAdministrator: nobody else could administer the agency.
    """
    held = Holding.objects.select_related("user", "duty__book").filter(pk=holding).first()
    if held is None:
        raise NotFound
    card = card_of(held.duty) if held.duty else find_duty(held.agency, held.role)[0]
    if not may_give(by, held.agency, held.path, card):
        raise NotAllowed
    if held.role == Role.ADMIN.value:
        check_others_administer(held.user, held.agency, until + timedelta(days=1))
    _journal_duty("revoke_role", held, by, at)
    if until < held.valid_from:
        held.delete()
        return held
    held.valid_until, held.ended_number = until, number.strip()[:60]
    held.save(update_fields=["valid_until", "ended_number"])
    return held


def _below(agency: str, over: Iterable[str]) -> list[str]:
    """The codes, each of an agency below this one."""
    wanted = sorted(set(over))
    if strange := [code for code in wanted if code == agency or code not in below(agency)]:
        raise NotBelow(field="over", names=", ".join(strange))
    return wanted


def _journal_duty(verb: str, held: Holding, by: Actor, at: datetime) -> None:
    """A duty given or taken stands in the journal of the agency where it is held."""
    reissue(User)
    subject = f"accounts.user:{held.user_id}"
    record(verb=f"accounts.{verb}", subject=subject, agency=held.agency, by=by, at=at, fields=[held.role])
