"""The rules of a forum by the pack of its agency, and what follows from them."""

from datetime import datetime, time

from bianmin.delivery.forum.models import Policy
from bianmin.delivery.forum.vocab.rules import ForumRules
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.hours import worked
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Period
from bianmin.foundation.packs.queries.held import held
from bianmin.kernel.rocdate import TAIPEI


def rules_of(agency: str) -> ForumRules | None:
    """The forum pack that holds for an agency; None where none is loaded: then there is no forum."""
    return held(Policy, ForumRules, agency)


def due_at(agency: str, rules: ForumRules, at: datetime) -> datetime:
    """Until when an answer is promised to what is written at a moment: a moment, or the end of a day."""
    found = due(Limit(at, Period.parse(rules.norm), office_calendar(agency), hours=rules.office_hours)).due
    return found if isinstance(found, datetime) else datetime.combine(found, time(23, 59, 59), TAIPEI)


def office_minutes(agency: str, rules: ForumRules, since: datetime, until: datetime) -> int:
    """How many whole minutes of office hours lie between two moments."""
    spent = worked(since, until, on=office_calendar(agency).on, hours=rules.office_hours)
    return int(spent.total_seconds()) // 60
