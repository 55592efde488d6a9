"""Objections and appeals: what a service lets be filed, until when, and what was filed."""

from datetime import date

from bianmin.delivery.cases.models import Case, Contest, Decision
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.vocab import CLOSED
from bianmin.delivery.cases.vocab.contest import FINISHED, ContestCard, ContestKind
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
        result_served_on=contest.result_served_on,
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


def appealed(case: Case, decision: Decision) -> Contest | None:
    """The appeal against a decision that left it as it was, after which there may be a lawsuit."""
    return case.contests.filter(decision=decision, kind=ContestKind.APPEAL, result__in=FINISHED).order_by("-id").first()


def _served(case: Case, decision: Decision, kind: str) -> date | None:
    """The day from which a way to contest a decision is counted; None while nobody knows it, or it is not open."""
    if kind != ContestKind.LAWSUIT:
        return decision.served_on
    before = appealed(case, decision)
    return before.result_served_on if before else None


def last_days(case: Case) -> dict[str, date]:
    """Until when the decision can be contested, without days of grace; nothing while its service is not noted."""
    ways = policies(case) if case.state in CLOSED and not case.contested else ()
    found = newest_decision(case) if ways else None
    days = {way: _served(case, found, way.kind) for way in ways} if found else {}
    return {way.kind: after(case.agency, on, way.within) for way, on in days.items() if on}


def after(agency: str, day: date, limit: str, grace: int = 0) -> date:
    """The last day of a limit that begins on the day after `day`, with days of grace, moved on from a day off."""
    extra = (Period(grace, Unit.DAYS),) if grace else ()
    return due(Limit(day, Period.parse(limit), office_calendar(agency), extensions=extra)).due_on
