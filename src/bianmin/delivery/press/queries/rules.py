"""The rules of an agency for the press, and its office time."""

from datetime import datetime, time

from bianmin.delivery.press.models import Policy
from bianmin.delivery.press.vocab import PressRules
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.hours import worked
from bianmin.foundation.clock.reckon.limit import Limit, end_of
from bianmin.foundation.clock.vocab import OfficeHours, Period, Rule
from bianmin.foundation.packs.queries.held import held
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import TAIPEI


def rules_of(agency: str) -> PressRules | None:
    """The press pack that holds for an agency; None where none is loaded: then nothing is written down."""
    return held(Policy, PressRules, agency)


def rules_for(agency: str) -> PressRules:
    """The same, where there must be one.

    Raises:
        NotFound.
    """
    found = rules_of(agency)
    if found is None:
        raise NotFound
    return found


def due_at(rules: PressRules, tone: str, seen_at: datetime) -> datetime:
    """Until when it is answered: so many office hours from the moment it was seen, or the end of a day."""
    period, hours = Period.parse(getattr(rules.limits, tone)), OfficeHours.parse(rules.hours)
    found = end_of(Limit(seen_at, period, office_calendar(rules.agency), rule=Rule.WORKING, hours=hours))
    return found if isinstance(found, datetime) else datetime.combine(found, time(23, 59, 59), TAIPEI)


def office_minutes(rules: PressRules, seen_at: datetime, until: datetime) -> int:
    """How many whole minutes of office time lie between two moments."""
    hours = OfficeHours.parse(rules.hours)
    return int(worked(seen_at, until, on=office_calendar(rules.agency).on, hours=hours).total_seconds() // 60)
