"""Days used to dispatch a letter 發文使用日數 (文書處理手冊 79)."""

from datetime import date
from fractions import Fraction
from typing import Final

from bianmin.foundation.clock.reckon.calendar import Calendar
from bianmin.foundation.clock.reckon.days import ONE

SAME_DAY: Final = Fraction(1, 2)
"""What a letter dispatched on the day of its receipt counts."""

RESTRICTED_MOST: Final = 6
"""The most a letter with a deadline of its own 限期公文 counts when it keeps the deadline."""


def used_days(received: date, dispatched: date, calendar: Calendar, *, own_draft: bool = False) -> Fraction:
    """Working days from the day after receipt to dispatch; half a day when no working day lies between.

    An own draft 創稿 counts from the day it was begun or assigned.
    """
    if dispatched == received:
        return SAME_DAY
    first = received if own_draft else received + ONE
    return max(SAME_DAY, Fraction(calendar.working_days(first, dispatched)))


def restricted_used_days(received: date, dispatched: date, due: date, calendar: Calendar) -> Fraction:
    """Days used by a letter with a deadline of its own 限期公文: at most six when it was kept, all when it was not."""
    used = used_days(received, dispatched, calendar)
    return used if dispatched > due else min(used, Fraction(RESTRICTED_MOST))
