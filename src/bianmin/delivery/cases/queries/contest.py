"""Objections and appeals: what a service lets be filed, until when, and what was filed."""

from datetime import date

from bianmin.delivery.cases.models import Case, Contest, Decision
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.vocab import CLOSED
from bianmin.delivery.cases.vocab.contest import ContestCard
from bianmin.delivery.catalog.vocab import Contest as Policy
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Period, Unit


def contest_card(contest: Contest) -> ContestCard:
    """The card of an objection or appeal."""
    return ContestCard(
        round=contest.round,
        kind=contest.kind,
        to=contest.to,
        filed_on=contest.filed_on,
        grounds=contest.grounds,
        distance=contest.distance,
        grace_days=contest.grace_days,
        last_day=contest.last_day,
        late=contest.last_day is not None and contest.filed_on > contest.last_day,
        reply_due_on=contest.reply_due_on,
        replied_on=contest.replied_on,
        reply=contest.reply,
        decide_due_on=contest.decide_due_on,
        longer_on=contest.longer_on,
        result=contest.result,
        result_on=contest.result_on,
        result_number=contest.result_number,
        result_reasons=contest.result_reasons,
        odt=contest.odt,
        pdf=contest.pdf,
    )


def contests(case: Case) -> tuple[ContestCard, ...]:
    """All objections and appeals of a case, the newest first; none is looked for before the first decision."""
    ever = case.contested or case.round > 1 or case.decided_on is not None
    return tuple(map(contest_card, case.contests.order_by("-round"))) if ever else ()


def policies(case: Case) -> tuple[Policy, ...]:
    """How the service lets its decisions be contested."""
    return service_of(case).offer.contests


def newest_decision(case: Case) -> Decision | None:
    """The decision that counts, None before the first one."""
    return Decision.objects.filter(agency=case.agency, case=case).order_by("-round").first()


def last_days(case: Case) -> dict[str, date]:
    """Until when the decision can be contested, without days of grace; nothing while its service is not noted."""
    ways = policies(case) if case.state in CLOSED and not case.contested else ()
    served = newest_decision(case) if ways else None
    if served is None or served.served_on is None:
        return {}
    return {way.kind: after(case.agency, served.served_on, way.within) for way in ways}


def after(agency: str, day: date, limit: str, grace: int = 0) -> date:
    """The last day of a limit that begins on the day after `day`, with days of grace, moved on from a day off."""
    extra = (Period(grace, Unit.DAYS),) if grace else ()
    return due(Limit(day, Period.parse(limit), office_calendar(agency), extensions=extra)).due_on
