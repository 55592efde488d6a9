"""Destroy what is past its time, by a list two persons agreed on; the figures that counted it stay.

Days on which destroyed rows were counted are closed first: their cells are never counted again, and how many rows
are gone is kept with each day, so that a value can say so.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from django.db.models import ProtectedError

from bianmin.delivery.cases.models import Case
from bianmin.delivery.exchange.models import Account, Inquiry, Lookup
from bianmin.delivery.forum.models import Message as Post
from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.permits.models import Permit
from bianmin.delivery.talks.models import Talk
from bianmin.foundation.clients.models import Filing
from bianmin.foundation.clock.models import LedgerEntry
from bianmin.foundation.documents.models import File
from bianmin.foundation.facts.actions import close, count_gone
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.notices.models import Message
from bianmin.foundation.persons.actions import forget_person
from bianmin.foundation.privacy.actions import destruction as lists
from bianmin.foundation.privacy.models import Demand, Destruction, Doomed
from bianmin.foundation.privacy.queries import destruction, held, listed, matters
from bianmin.foundation.privacy.rules import NoPeriod
from bianmin.foundation.search.actions import drop
from bianmin.journeys.privacy.retention import CLASSES, Kept, class_of, years_kept
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import local_day
from bianmin.quality.indicators.actions.refresh import refresh

MOST: Final = 1000
"""How many matters one list holds."""


def _free(of: Kept, agency: str, years: int, today: date) -> Iterator[tuple[str, str, date]]:
    """Subject, number and last day of what is past its years, neither on hold nor on an open list."""
    on_hold, on_lists = held(agency), listed(agency)
    for row in of.past(agency, years, today).iterator(chunk_size=500):
        subject = of.subject(row)
        if subject not in on_lists and on_hold.isdisjoint(of.tied(row)):
            yield subject, row.number or subject, row.over_on


def past_time(agency: str, *, at: datetime) -> dict[str, int]:
    """How many rows of each class with a period are past it, whether or not they are on hold."""
    today = local_day(at)
    return {code: CLASSES[code].past(agency, years, today).count() for code, years in years_kept(agency).items()}


@act()
def propose(*, agency: str, kind: str = "case", by: Actor, at: datetime) -> Destruction:
    """Propose the list of what is past its time now of one class, at most a thousand rows, the oldest first.

    Raises:
        NotAllowed, NoPeriod, NothingDue.
    """
    years = years_kept(agency).get(kind, 0)
    if not years:
        raise NoPeriod
    found = list(islice(_free(CLASSES[kind], agency, years, local_day(at)), MOST))
    return lists.propose(agency=agency, kind=kind, years=years, matters=found, by=by, at=at)


def _numbered(agency: str, number: str) -> Case | Permit | Demand | Opinion | Post:
    """The case, permit, request, opinion or message of the forum that people know by a number.

    Raises:
        NotFound.
    """
    for model in (Case, Permit, Demand, Opinion, Post):
        row = model.objects.filter(agency=agency, number=number.strip()).first()
        if row is not None:
            return row
    raise NotFound


def hold_matter(*, agency: str, number: str, reason: str, by: Actor, at: datetime) -> None:
    """Keep a matter from being destroyed; with a case its ratings and permits are kept too.

    Raises:
        NotFound, NotAllowed, TextMissing.
    """
    row = _numbered(agency, number)
    of = next(one for one in CLASSES.values() if isinstance(row, one.rows().model))
    lists.hold(agency=agency, subject=of.subject(row), label=row.number, reason=reason, by=by, at=at)


def _papers_of(agency: str, subject: str, clocks: Iterable[str]) -> None:
    """Destroy what names a matter from outside it: files, messages, talk, look-ups, ledger, which system sent it."""
    Filing.objects.filter(agency=agency, subject=subject).delete()
    Talk.objects.filter(agency=agency, subject=subject).delete()
    Lookup.objects.filter(agency=agency, subject=subject).delete()
    Inquiry.objects.filter(agency=agency, account__subject=subject).delete()
    Account.objects.filter(agency=agency, subject=subject).delete()
    File.objects.filter(agency=agency, subject=subject).delete()
    messages = Message.objects.filter(agency=agency, subject=subject)
    messages.exclude(instead_of=None).delete()
    messages.delete()
    LedgerEntry.objects.filter(agency=agency, subject__in=set(clocks)).delete()


def _person(key: int | None, by: Actor, at: datetime) -> None:
    """Destroy a person whom nothing else names; a bill or a request keeps its own for its own time."""
    if key is None:
        return
    try:
        with attempt():
            forget_person(person=key, by=by, at=at)
    except (ProtectedError, NotFound):
        return


def _destroy(of: Kept, row: Any, by: Actor, at: datetime) -> str:
    """Destroy one matter; gives why it was kept, empty when it is gone."""
    persons = set(of.people(row))
    try:
        with attempt():
            for fact, counted in of.counted(row):
                count_gone(fact=FACTS.facts[fact], row=counted)
            _papers_of(row.agency, of.subject(row), of.clocks(row))
            drop(agency=row.agency, kind=of.prefix, key=row.number)
            if isinstance(row, Permit):
                row.followers.update(follows=None)
            row.delete()
    except ProtectedError as kept:
        names = {str(one._meta.label) for one in kept.protected_objects}
        return ", ".join(sorted(names))[:100]
    for key in persons:
        _person(key, by, at)
    return ""


@act()
def _carry_out_one(matter: Doomed, by: Actor, at: datetime) -> None:
    of = class_of(matter.subject)
    row = of.rows().select_for_update().filter(pk=int(matter.subject.rpartition(":")[2])).first()
    kept = ""
    if row is not None:
        held_now = not held(matter.destruction.agency).isdisjoint(of.tied(row))
        kept = "hold" if held_now else _destroy(of, row, by, at)
    lists.note_destroyed(matter=matter, kept=kept, by=by, at=at)


def _last_days(found: list[Doomed]) -> dict[str, date]:
    """By fact, the last day on which any of the matters is counted."""
    last: dict[str, date] = {}
    for matter in found:
        of = class_of(matter.subject)
        row = of.rows().filter(pk=int(matter.subject.rpartition(":")[2])).first()
        for fact, counted in of.counted(row) if row is not None else ():
            days = [key[2] for key in FACTS.facts[fact].keys(counted)]
            last[fact] = max([*days, last.get(fact, date.min)])
    return {fact: day for fact, day in last.items() if day > date.min}


def carry_out(*, number: str, agency: str, by: Actor, at: datetime) -> Destruction:
    """Carry an approved list out: count, close the days, destroy row by row; call it outside a transaction.

    Broken off, it goes on where it stopped.

    Raises:
        NotFound, NotAllowed, NotApproved.
    """
    row = destruction(by, number, agency=agency)
    lists.check_approved(row, by)
    found = [matter for matter in matters(row) if matter.destroyed_at is None]
    refresh(at=at)
    for fact, until in _last_days(found).items():
        close(fact=fact, agency=agency, until=until)
    for matter in found:
        _carry_out_one(matter, by, at)
    lists.finish(row=row, by=by, at=at)
    return row
