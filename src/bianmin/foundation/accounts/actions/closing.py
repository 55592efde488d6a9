"""Close accounts, by hand or because their time is over, and open them again."""

from datetime import datetime, timedelta

from bianmin.foundation.accounts.actions.absences import end_absence, end_deputy
from bianmin.foundation.accounts.actions.journal import journal
from bianmin.foundation.accounts.models import Absence, Deputy, User
from bianmin.foundation.accounts.queries import administered, expired, idle, key_of
from bianmin.foundation.accounts.rules import LastAdministrator, check_others_administer, in_force
from bianmin.foundation.packs.actions import reissue
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import local_day


@act()
def deactivate(*, user: str, by: Actor, at: datetime) -> User:
    """Close an account: nobody signs in with it, sessions end, and it stands in for nobody from today on.

    Raises:
        NotFound, NotAllowed.
        LastAdministrator: nobody else could administer the agency.
    """
    row = administered(user, by)
    today = local_day(at)
    check_others_administer(row, row.agency, today)
    row.is_active = False
    row.save(update_fields=["is_active"])
    for deputy in Deputy.objects.filter(in_force(today), stand_in=row):
        end_deputy(deputy=deputy.pk, until=today - timedelta(days=1), by=by, at=at)
    for absence in Absence.objects.filter(in_force(today), stand_in=row):
        end_absence(absence=absence.pk, until=today - timedelta(days=1), by=by, at=at)
    reissue(User)
    journal("deactivate", row, by, at, "is_active")
    return row


@act()
def reopen(*, user: str, by: Actor, at: datetime) -> User:
    """Open a suspended account again; the time without use begins anew.

    Raises:
        NotFound, NotAllowed.
    """
    row = administered(user, by)
    row.is_active, row.last_login = True, at
    row.save(update_fields=["is_active", "last_login"])
    reissue(User)
    journal("reopen", row, by, at, "is_active")
    return row


def close_ended(*, by: Actor, at: datetime) -> int:
    """Close accounts whose last day has passed; tells how many."""
    users = list(expired(on=local_day(at)))
    for user in users:
        deactivate(user=key_of(user), by=by, at=at)
    return len(users)


def suspend_idle(*, days: int, by: Actor, at: datetime) -> int:
    """Close accounts that nobody signed in with for so many days 閒置帳號; the last administrator's stays open."""
    count = 0
    for user in idle(days=days, at=at) if days else ():
        try:
            deactivate(user=key_of(user), by=by, at=at)
            count += 1
        except LastAdministrator:
            continue
    return count
