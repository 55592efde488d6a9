"""Name who stands in for somebody 職務代理, in general or while away 差假."""

from datetime import date, datetime

from bianmin.foundation.accounts.actions.journal import journal
from bianmin.foundation.accounts.models import Absence, Deputy, User
from bianmin.foundation.accounts.queries import user_with_key
from bianmin.foundation.accounts.rules import check_absence, check_deputy, may_name_deputy
from bianmin.foundation.packs.actions import reissue
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound


@act()
def name_deputy(
    *, absent: str, stand_in: str, valid_from: date, valid_until: date | None = None, by: Actor, at: datetime
) -> Deputy:
    """Name who stands in for somebody 職務代理, first and last day included.

    Raises:
        NotAllowed: neither the person herself nor her chief or administrator.
        OwnDeputy, NotHere, DeputyAlready, WrongDays: `field` names the input.
    """
    away, other = _away(absent, by), user_with_key(stand_in)
    check_deputy(away, other, valid_from, valid_until)
    _told("name_deputy", away, by, at)
    return Deputy.objects.create(
        absent=away, stand_in=other, agency=away.agency, valid_from=valid_from, valid_until=valid_until
    )


@act()
def end_deputy(*, deputy: int, until: date, by: Actor, at: datetime) -> None:
    """End a deputy's time after a day; one that has not begun by then is taken back altogether.

    Raises:
        NotFound, NotAllowed.
    """
    row = Deputy.objects.select_related("absent").filter(pk=deputy).first()
    _end(row, until, "end_deputy", by, at)


@act()
def enter_absence(
    *, absent: str, stand_in: str, valid_from: date, valid_until: date, by: Actor, at: datetime
) -> Absence:
    """Enter that somebody is away 差假, first and last day included, and who does the work; it ends by itself.

    Raises:
        NotAllowed: neither the person herself nor her chief or administrator.
        OwnDeputy, NotHere, AbsentAlready, DeputyIsAway, WrongDays: `field` names the input.
    """
    away, other = _away(absent, by), user_with_key(stand_in)
    check_absence(away, other, valid_from, valid_until)
    _told("enter_absence", away, by, at)
    return Absence.objects.create(
        absent=away, stand_in=other, agency=away.agency, valid_from=valid_from, valid_until=valid_until
    )


@act()
def end_absence(*, absence: int, until: date, by: Actor, at: datetime) -> None:
    """End an absence after a day, when somebody is back early; one that has not begun by then is taken back.

    Raises:
        NotFound, NotAllowed.
    """
    row = Absence.objects.select_related("absent").filter(pk=absence).first()
    _end(row, min(until, row.valid_until) if row else until, "end_absence", by, at)


def _away(absent: str, by: Actor) -> User:
    """Whose work another does: somebody for whom the actor may say so."""
    user = user_with_key(absent)
    if not may_name_deputy(by, user):
        raise NotAllowed
    return user


def _end(row: Deputy | Absence | None, until: date, verb: str, by: Actor, at: datetime) -> None:
    if row is None:
        raise NotFound
    if not may_name_deputy(by, row.absent):
        raise NotAllowed
    _told(verb, row.absent, by, at)
    if until < row.valid_from:
        row.delete()
        return
    row.valid_until = until
    row.save(update_fields=["valid_until"])


def _told(verb: str, absent: User, by: Actor, at: datetime) -> None:
    """Who does whose work changes the rights of both: they are read anew, and the journal says so."""
    reissue(User)
    journal(verb, absent, by, at)
