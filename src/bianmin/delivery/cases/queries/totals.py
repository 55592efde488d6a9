"""Periods added up for a case."""

from datetime import date

from bianmin.delivery.cases.models import Working
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab.total import FIRST_DAY, LAST_DAY, RuleTotal, WorkingCard
from bianmin.kernel.actor import Actor

MOST = 20


def _card(one: Working) -> WorkingCard:
    days = tuple((date.fromisoformat(stay[FIRST_DAY]), date.fromisoformat(stay[LAST_DAY])) for stay in one.stays)
    totals = tuple(RuleTotal(**total) for total in one.totals)
    return WorkingCard(one.version, one.own, days, totals, one.by, one.at, tuple(one.stays))


def workings(actor: Actor, number: str) -> list[WorkingCard]:
    """What was added up for a case, the newest first."""
    case = row(actor, number)
    rows = Working.objects.filter(agency=case.agency, case=case).order_by("-id")[:MOST]
    return [_card(one) for one in rows]
