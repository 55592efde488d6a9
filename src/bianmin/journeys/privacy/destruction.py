"""Destroy what is past its time, by a list two persons agreed on; the figures that counted it stay.

Days on which destroyed cases were counted are closed first: their cells are never counted again, and how many rows
are gone is kept with each day, so that a value can say so.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from django.db.models import ProtectedError, QuerySet

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import FACT
from bianmin.foundation.clock.models import LedgerEntry
from bianmin.foundation.documents.models import File
from bianmin.foundation.facts.actions import close, count_gone
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.notices.models import Message
from bianmin.foundation.persons.models import Person
from bianmin.foundation.privacy.actions import destruction as lists
from bianmin.foundation.privacy.models import Destruction, Doomed
from bianmin.foundation.privacy.queries import destruction, duties, held, listed, matters
from bianmin.foundation.privacy.rules import NoPeriod
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import local_day
from bianmin.quality.indicators.actions import refresh

MOST: Final = 1000
"""How many matters one list holds."""


def years_kept(agency: str) -> int:
    """For how many years cases are kept after their decision: the agency's data, 0 where none say."""
    return int(duties(agency).get("years", {}).get("case", 0))


def _due(agency: str, years: int, today: date) -> QuerySet[Case]:
    """Decided cases past their years, neither disputed nor open again, oldest first."""
    limit = today.replace(year=today.year - years, day=min(today.day, 28))
    rows = Case.objects.filter(agency=agency, decided_on__lt=limit, contested="", contest_due_on=None)
    return rows.filter(condition_due_on=None).order_by("decided_on", "pk")


def _free(agency: str, years: int, today: date) -> Iterator[tuple[str, str, date]]:
    without = held(agency) | listed(agency)
    for case in _due(agency, years, today).iterator(chunk_size=500):
        if case.subject not in without and case.decided_on is not None:
            yield case.subject, case.number, case.decided_on


@act()
def propose(*, agency: str, by: Actor, at: datetime) -> Destruction:
    """Propose the list of what is past its time now, at most a thousand cases, the oldest first.

    Raises:
        NotAllowed, NoPeriod, NothingDue.
    """
    years = years_kept(agency)
    if not years:
        raise NoPeriod
    found = [row for row, _place in zip(_free(agency, years, local_day(at)), range(MOST), strict=False)]
    return lists.propose(agency=agency, years=years, matters=found, by=by, at=at)


def hold_case(*, agency: str, number: str, reason: str, by: Actor, at: datetime) -> None:
    """Keep a case from being destroyed.

    Raises:
        NotFound, NotAllowed, TextMissing.
    """
    case = Case.objects.filter(agency=agency, number=number.strip()).first()
    if case is None:
        raise NotFound
    lists.hold(agency=agency, subject=case.subject, label=case.number, reason=reason, by=by, at=at)


def _papers_of(case: Case) -> None:
    """Destroy what names the case from outside it: files, messages, its ledger of time."""
    File.objects.filter(agency=case.agency, subject=case.subject).delete()
    messages = Message.objects.filter(agency=case.agency, subject=case.subject)
    messages.exclude(instead_of=None).delete()
    messages.delete()
    ledger = LedgerEntry.objects.filter(agency=case.agency)
    for subject in {case.subject, case.clock}:
        ledger.filter(subject=subject).delete()


def _person(key: int | None) -> None:
    """Destroy a person whom nothing else names; a bill or a request keeps its own for its own time."""
    if key is None:
        return
    try:
        with attempt():
            Person.objects.filter(pk=key).delete()
    except ProtectedError:
        return


def _destroy(case: Case) -> str:
    """Destroy one case; gives why it was kept, empty when it is gone."""
    persons = (case.applicant_id, case.proxy_id)
    try:
        with attempt():
            count_gone(fact=FACTS.facts[FACT], row=case)
            _papers_of(case)
            case.delete()
    except ProtectedError as kept:
        names = {str(one._meta.label) for one in kept.protected_objects}  # noqa: SLF001 - Django's documented name
        return ", ".join(sorted(names))[:100]
    for key in persons:
        _person(key)
    return ""


@act()
def _carry_out_one(matter: Doomed, by: Actor, at: datetime) -> None:
    case = Case.objects.select_for_update().filter(pk=int(matter.subject.rpartition(":")[2])).first()
    kept = "hold" if matter.subject in held(matter.destruction.agency) else ""
    if case is not None and not kept:
        kept = _destroy(case)
    lists.note_destroyed(matter=matter, kept=kept, by=by, at=at)


def _last_day(found: list[Doomed]) -> date | None:
    """The last day on which any of the cases is counted."""
    keys = [int(matter.subject.rpartition(":")[2]) for matter in found]
    fact = FACTS.facts[FACT]
    days = [key[2] for case in Case.objects.filter(pk__in=keys) for key in fact.keys(case)]
    return max(days, default=None)


def carry_out(*, number: str, agency: str, by: Actor, at: datetime) -> Destruction:
    """Carry an approved list out: count, close the days, destroy case by case; call it outside a transaction.

    Broken off, it goes on where it stopped.

    Raises:
        NotFound, NotAllowed, NotApproved.
    """
    row = destruction(by, number, agency=agency)
    lists.check_approved(row, by)
    found = [matter for matter in matters(row) if matter.destroyed_at is None]
    refresh(at=at)
    until = _last_day(found)
    if until is not None:
        close(fact=FACT, agency=agency, until=until)
    for matter in found:
        _carry_out_one(matter, by, at)
    lists.finish(row=row, by=by, at=at)
    return row
