"""Is the service norm always kept within the statutory limit? Both are compared as dates 標準作業時間與法定期限."""

from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils.translation import gettext as _

from bianmin.delivery.catalog.vocab import DEFAULT_LIMIT, Service
from bianmin.foundation.clock.reckon.calendar import Calendar
from bianmin.foundation.clock.reckon.limit import Limit, end_of
from bianmin.foundation.clock.vocab import Period, Rule
from bianmin.kernel.rocdate import TAIPEI, local_day

AHEAD: Final = 731
"""How many start dates are tried: those of the next 24 months."""

LATEST: Final = time(23, 59)
"""The moment of a day at which whatever is counted in hours ends latest."""


def _ends(period: Period, start: date, rule: Rule, calendar: Calendar) -> date:
    begins = datetime.combine(start, LATEST, TAIPEI) if period.unit.hourly else start
    end = end_of(Limit(begins, period, calendar, rule))
    return local_day(end) if isinstance(end, datetime) else end


def first_break(offer: Service, *, calendar: Calendar, on: date, days: int = AHEAD) -> tuple[date, date, date] | None:
    """The first start date from a day on whose norm would end after the limit: it, the norm's end, the limit's end.

    Only service norms that are published are looked at; without a limit of its own the law's two months count.
    """
    if not offer.service_norm:
        return None
    norm, limit = Period.parse(offer.service_norm), Period.parse(offer.statutory_limit or DEFAULT_LIMIT)
    if norm.unit is limit.unit and norm.amount <= limit.amount:
        return None
    for step in range(days):
        start = on + timedelta(days=step)
        ends = _ends(norm, start, offer.rule, calendar), _ends(limit, start, offer.rule, calendar)
        if ends[0] > ends[1]:
            return start, *ends
    return None


def in_words(start: date, norm: date, limit: date) -> str:
    """The sentence about a norm that is not kept within its limit."""
    sentence = _("Begun on %(start)s the norm ends on %(norm)s, after the limit on %(limit)s. Shorten the norm.")
    return sentence % {"start": start, "norm": norm, "limit": limit}
