"""From when until when: the last day of a permit and its reminders, each reckoned with every step in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from bianmin.delivery.permits.queries.published import ladder
from bianmin.delivery.permits.rules.ladder import calendar_of
from bianmin.delivery.permits.vocab.kinds import PermitKind
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.calendar import Calendar
from bianmin.foundation.clock.reckon.limit import Limit
from bianmin.foundation.clock.vocab import Period, Rule, spoken
from bianmin.kernel.words import LISTENER


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when (None: without an end), and how that was found, a sentence a step."""

    first: date
    last: date | None
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder to come: its step, its day, how many days before the end, and why it moved."""

    code: str
    name: str
    channel: str
    day: date
    days: int
    moved_from: date | None
    demonstration: bool


def _said(value: object) -> str:
    return str(spoken(value, LISTENER.language() or "zh_Hant"))


def period_end(first: date, text: str, calendar: Calendar, *, first_day_counts: bool) -> date:
    """The last day of a period; a day off does not move it."""
    rule = Rule.ADVERSE if first_day_counts else Rule.LAW
    return next(Limit(first, Period.parse(text), calendar, rule).ends())


def span(of: PermitKind, first: date, *, chosen: date | None = None, calendar: Calendar | None = None) -> Span:
    """The days a permit of this kind is valid that begins on a day; `chosen` is the last day, where one is chosen."""
    rule = of.validity
    begins = _("It begins on {day}.").format(day=_said(first))
    if rule.chosen and chosen:
        return Span(
            first, chosen, (begins, _("Its last day was set when it was issued: {day}.").format(day=_said(chosen)))
        )
    if rule.until:
        return Span(first, rule.until, (begins, _("All of this kind end on {day}.").format(day=_said(rule.until))))
    if not rule.period:
        return Span(first, None, (begins, _("It has no end.")))
    known = calendar or office_calendar(of.agency)
    last = period_end(first, rule.period, known, first_day_counts=rule.first_day_counts)
    counted = _("The first day counts.") if rule.first_day_counts else _("Counting begins on the day after.")
    period = _("It is valid for {period}.").format(period=_said(Period.parse(rule.period)))
    end = _("So its last day is {day}, the whole day; a day off does not move it.").format(day=_said(last))
    return Span(first, last, (begins, period, counted, end))


def reminders(agency: str, code: str, ends_on: date, *, on: date) -> list[Reminder]:
    """When the steps of a ladder come for a permit that ends on a day, the earliest first."""
    policy = ladder(agency, code, on) if code else None
    if policy is None:
        return []
    return [
        Reminder(
            code=rung.code,
            name=rung.name,
            channel=rung.channel,
            day=day,
            days=rung.days,
            moved_from=planned if (planned := ends_on - timedelta(days=rung.days)) != day else None,
            demonstration=rung.demonstration,
        )
        for rung, day in calendar_of(policy, ends_on, office_calendar(agency))
    ]


def renewable_from(of: PermitKind, ends_on: date | None) -> date | None:
    """From which day a renewal may be applied for; None where there is none."""
    if of.renewal is None or ends_on is None:
        return None
    return ends_on - timedelta(days=of.renewal.opens)
