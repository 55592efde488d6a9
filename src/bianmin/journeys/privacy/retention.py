"""What is kept for years and then destroyed 保存類別: each class with its rows, when one is over, and what goes too.

For how many years is the agency's data (pack `personal-data`, `years`). What is kept for days only, because nothing
was ever sent or it only guards the door, is removed by timers (`removed_by_themselves`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, Final

from django.conf import settings
from django.db.models import F, Max, Model, Q, QuerySet
from django.db.models.functions import Coalesce

from bianmin.delivery.appointments.models import Visit
from bianmin.delivery.appointments.vocab import VISIT
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import FACT as CASES
from bianmin.delivery.cases.vocab.interview import INTERVIEW
from bianmin.delivery.exchange.models import Inquiry, Lookup
from bianmin.delivery.exchange.vocab import INQUIRY, LOOKUP
from bianmin.delivery.forum.models import Message
from bianmin.delivery.forum.vocab.states import MESSAGE
from bianmin.delivery.newsletters.vocab.states import UNCONFIRMED_DAYS
from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.vocab import FACT as OPINION
from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.vocab.states import CONTACT, USE
from bianmin.delivery.permits.vocab.states import FACT as PERMITS
from bianmin.delivery.ratings.models import Rating
from bianmin.delivery.ratings.vocab import FACT as RATINGS
from bianmin.delivery.ratings.vocab import AlertState
from bianmin.delivery.talks.models import Talk
from bianmin.delivery.talks.vocab import QUESTION, SAID
from bianmin.foundation.privacy.models import Demand
from bianmin.foundation.privacy.queries import duties

Counted = Iterable[tuple[str, Model]]
"""Rows that are counted, each with its fact."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A class: `over` is the day a row ended, `free` what may be destroyed at all.

    `tied` gives the subjects whose hold holds the row too, `counted` what the figures count of it, `people` the
    persons recorded for it, `clocks` the subjects of its ledgers of time.
    """

    code: str
    rows: Callable[[], QuerySet[Any]]
    over: Any
    free: Q
    tied: Callable[[Any], Iterable[str]]
    counted: Callable[[Any], Counted]
    people: Callable[[Any], Iterable[int | None]]
    clocks: Callable[[Any], Iterable[str]] = lambda _row: ()
    prefix: str = ""

    def subject(self, row: Any) -> str:
        """The journal's word for a row."""
        return f"{self.prefix or self.code}:{row.pk}"

    def past(self, agency: str, years: int, today: date) -> QuerySet[Any]:
        """The rows of an agency past their years, the oldest first, with the day each ended as `over_on`."""
        limit = today.replace(year=today.year - years, day=min(today.day, 28))
        rows: QuerySet[Any] = self.rows().filter(self.free, agency=agency).annotate(over_on=self.over)
        past: QuerySet[Any] = rows.filter(over_on__lt=limit)
        return past.order_by("over_on", "pk")


def _of_case(row: Case) -> Counted:
    yield CASES, row
    yield from ((INTERVIEW, one) for one in row.interviews.all())
    talks = Talk.objects.filter(agency=row.agency, subject=row.subject)
    for talk in talks:
        yield from ((QUESTION, one) for one in talk.questions.all())
        yield from ((SAID, one) for one in talk.lines.all())
    yield from ((LOOKUP, one) for one in Lookup.objects.filter(agency=row.agency, subject=row.subject))
    yield from ((INQUIRY, one) for one in Inquiry.objects.filter(agency=row.agency, account__subject=row.subject))


def _in_case(row: Case) -> Iterable[int | None]:
    """Who applied, who applied for them or together with them, and whoever may act for them."""
    beside = (each.values_list("person", flat=True) for each in (row.parties, row.mandates))
    return (row.applicant_id, row.proxy_id, *chain.from_iterable(beside))


def _of_permit(row: Permit) -> Counted:
    yield PERMITS, row
    yield from ((CONTACT, one) for one in row.contacts.all())
    yield from ((USE, one) for one in row.uses.all())


def _holders(row: Permit) -> Iterable[int | None]:
    handing = getattr(row, "handing", None)
    return (row.holder_id, handing.proxy_id if handing else None)


def _threads() -> QuerySet[Message]:
    """Messages of the forum, each with its replies; the last of them is when the talk ended."""
    return Message.objects.filter(parent=None)


def _thread(row: Message) -> list[Message]:
    return [row, *row.replies.all()]


CLASSES: Final[Mapping[str, Kept]] = {
    "case": Kept(
        "case", Case.objects.all, F("decided_on"),
        Q(contested="", contest_due_on=None, condition_due_on=None), tied=lambda row: (row.subject,),
        counted=_of_case, people=_in_case,
        clocks=lambda row: (row.subject, row.clock), prefix=CASES,
    ),
    "rating": Kept(
        "rating", Rating.objects.all, F("rated_on"), ~Q(state=AlertState.OPEN),
        tied=lambda row: (f"{RATINGS}:{row.pk}", row.subject), counted=lambda row: ((RATINGS, row),),
        people=lambda _row: (), prefix=RATINGS,
    ),
    "permit": Kept(
        "permit", Permit.objects.all,
        Coalesce("ended_on", "expired_on"), Q(), tied=lambda row: (row.subject, row.origin), counted=_of_permit,
        people=_holders, prefix=PERMITS,
    ),
    "demand": Kept(
        "demand", Demand.objects.all, F("decided_on"), Q(),
        tied=lambda row: (f"privacy.demand:{row.pk}",), counted=lambda _row: (), people=lambda row: (row.person_id,),
        prefix="privacy.demand",
    ),
    "visit": Kept(
        "visit", Visit.objects.all, F("on"), Q(person__isnull=False), tied=lambda row: (row.subject,),
        counted=lambda row: ((VISIT, row),), people=lambda row: (row.person_id,), prefix=VISIT,
    ),
    "opinion": Kept(
        "opinion", Opinion.objects.all, F("closed_on"), Q(), tied=lambda row: (row.subject,),
        counted=lambda row: ((OPINION, row),), people=lambda row: (row.person_id,), prefix=OPINION,
    ),
    "message": Kept(
        "message", _threads, Coalesce(Max("replies__on"), "on"), Q(), tied=lambda row: (row.subject,),
        counted=lambda row: ((MESSAGE, one) for one in _thread(row)),
        people=lambda row: (one.person_id for one in _thread(row)), prefix=MESSAGE,
    ),
}  # fmt: skip
"""Every class by its code in the packs."""


def class_of(subject: str) -> Kept:
    """The class of a subject (`cases.case:7`)."""
    prefix = subject.partition(":")[0]
    return next(one for one in CLASSES.values() if one.prefix == prefix)


def years_kept(agency: str) -> dict[str, int]:
    """For how many years each class is kept: the agency's data; a class of which none speaks is not there."""
    said = duties(agency).get("years", {})
    return {code: int(said[code]) for code in CLASSES if said.get(code)}


def removed_by_themselves() -> dict[str, int]:
    """What timers remove, each with the days it is kept: drafts never sent, failed look-ups, records of signing in, and
    subscriptions of newsletters that were not confirmed; those that were end with their address when they are ended.
    """
    days = {"draft": settings.DRAFT_DAYS, "attempt": 1, "sign-in": settings.SIGN_IN_DAYS}
    return {**days, "subscription": UNCONFIRMED_DAYS}
