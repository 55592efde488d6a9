"""Forget what was only of use for a while: failed look-ups, ended sessions, old sign-in records."""

from datetime import datetime, timedelta
from typing import Final

from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session

from bianmin.foundation.audit.actions import record
from bianmin.foundation.tries.models import Attempt
from bianmin.kernel.act import act
from bianmin.kernel.actor import system

FAILURES: Final = timedelta(days=1)
"""Failed look-ups count for an hour; a day is kept so that an attack can be seen."""
LOCKS: Final = timedelta(days=365)
"""A number that opens with its code only does so for a year."""
SWEEPER: Final = system("sweeper")


@act()
def forget(*, at: datetime) -> int:
    """Delete rows whose time is over, and journal it; tells how many."""
    spent = (
        Attempt.objects.filter(at__lt=at - FAILURES, locks=False),
        Attempt.objects.filter(at__lt=at - LOCKS),
        Session.objects.filter(expire_date__lt=at),
        AccessAttempt.objects.filter(attempt_time__lt=at - FAILURES),
        AccessLog.objects.filter(attempt_time__lt=at - timedelta(days=settings.SIGN_IN_DAYS)),
    )
    gone = sum(rows.delete()[0] for rows in spent)
    if gone:
        record(verb="upkeep.forget", subject="upkeep.forget", agency="", by=SWEEPER, at=at)
    return gone
