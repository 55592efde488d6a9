"""Ask first: registers are asked about an application that came in just now, and then a computer looks at it.

It is done outside the transaction that keeps the application, so nothing is locked while a register takes its time;
what a stopped process left undone is done by the worker.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from bianmin.delivery.cases.models import Case, Screening
from bianmin.delivery.cases.vocab import State
from bianmin.delivery.catalog.queries import service_version
from bianmin.delivery.catalog.vocab import Channel, Principles, ServiceCard
from bianmin.delivery.exchange.queries.lookups import connected, lookups_of, telling_of
from bianmin.delivery.exchange.vocab import Result
from bianmin.journeys.lookup import ask
from bianmin.journeys.screen import hand, rule_for, screen
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day

DAYS: Final = timedelta(days=7)
"""What came in longer ago is left to the officer."""


def _wanted(case: Case) -> tuple[ServiceCard, Principles] | None:
    """The service of a case and its principles, where they wait for registers."""
    service = service_version(case.agency, case.service_code, case.service_version)
    rule = rule_for(service, case.received_on)
    return (service, rule) if rule and rule.looked_up else None


def _waits(case: Case) -> bool:
    """Nobody has begun with it, and no computer has looked at it."""
    fresh = case.state == State.RECEIVED and case.channel == Channel.ONLINE
    return fresh and not Screening.objects.filter(agency=case.agency, case=case).exists()


def waits(subject: str) -> bool:
    """Whether registers are being asked about an application, as its receipt says; who may read it is asked before."""
    case = Case.objects.get(pk=int(subject.rpartition(":")[2]))
    return _waits(case) and _wanted(case) is not None


def _told(case: Case) -> set[str]:
    """The papers against which a register says nothing, as the newest look-ups stand."""
    newest = {card.paper: card.result for card in lookups_of(case.agency, case.subject)}
    return {paper for paper, result in newest.items() if result == Result.FOUND}


def _ask(case: Case, paper: str, by: Actor, at: datetime) -> None:
    """Ask the first register that tells about a paper, once; what nobody can be asked about stays to the officer."""
    asked = {card.paper for card in lookups_of(case.agency, case.subject)}
    register = next((one for one in telling_of(case.agency, paper) if connected(one)), None)
    if register is not None and paper not in asked:
        ask(number=case.number, paper=paper, register=register.code, by=by, at=at)


@act()
def _screen(case: Case, service: ServiceCard, at: datetime) -> bool:
    """Look at it by what the registers told, unless somebody has begun with it meanwhile."""
    now = Case.objects.select_for_update().get(pk=case.pk)
    if not _waits(now):
        return False
    screen(case=now, service=service, at=at, told=_told(now))
    return True


def ask_first(*, subject: str, at: datetime) -> bool:
    """Ask the registers about an application and look at it; tells whether that was done.

    Call it outside a transaction. Where it cannot be done now, the worker tries again, or an officer does it.
    """
    case = Case.objects.select_related("applicant").get(pk=int(subject.rpartition(":")[2]))
    wanted = _wanted(case) if _waits(case) else None
    if wanted is None:
        return False
    service, rule = wanted
    by = hand(case, {case.unit_path}, at)
    try:
        for paper in rule.looked_up:
            _ask(case, paper, by, at)
        return _screen(case, service, at)
    except Refused:
        return False


def _waiting(agency: str, at: datetime) -> Iterator[Case]:
    since = local_day(at) - DAYS
    rows = Case.objects.filter(
        agency=agency, state=State.RECEIVED, channel=Channel.ONLINE, received_on__gte=since, screening=None
    )
    for code, version in rows.order_by().values_list("service_code", "service_version").distinct():
        first = rows.filter(service_code=code, service_version=version).order_by("pk")
        if first and _wanted(first[0]):
            yield from first


def ask_waiting(*, agency: str, at: datetime) -> int:
    """Ask about what nobody asked about yet; tells how many cases."""
    return sum(ask_first(subject=case.subject, at=at) for case in _waiting(agency, at))
