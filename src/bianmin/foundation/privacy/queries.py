"""Read the published list, demands and breaches, each with the rights of who asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from bianmin.foundation.privacy.models import Breach, BreachStep, Demand, Destruction, Doomed, Hold, Register
from bianmin.foundation.privacy.rules import readable_breaches, readable_demands, readable_lists
from bianmin.foundation.privacy.vocab import DUTIES, BreachCard, DataFile, DemandCard, Duty, Step
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Published:
    """An agency's list of personal-data files as it is published: since when, from which source."""

    files: tuple[DataFile, ...]
    published_on: date
    source: str


def _newest(agency: str) -> Register | None:
    return Register.objects.filter(agency=agency).order_by("-pk").first()


def published(agency: str) -> Published | None:
    """The newest list of an agency; None where it published none."""
    row = _newest(agency)
    if row is None or not row.files:
        return None
    files = tuple(DataFile(**{**one, "classes": tuple(one["classes"])}) for one in row.files)
    return Published(files, row.published_on, row.source)


def duties(agency: str) -> Mapping[str, Any]:
    """Limits and texts about demands and breaches: the agency's own over those all share."""
    found: dict[str, Any] = {}
    for code in ("", agency):
        row = _newest(code)
        found |= row.duties if row else {}
    return found


def demands_visible_to(actor: Actor) -> QuerySet[Demand]:
    """The demands an actor may read, the open ones that are due first on top."""
    return Demand.objects.filter(readable_demands(actor)).order_by("outcome", "due_on", "pk")


def card_of(row: Demand) -> DemandCard:
    """The card of a row."""
    return DemandCard(
        id=row.pk, agency=row.agency, number=row.number, kind=row.kind, channel=row.channel, person=row.person_id,
        about=row.about, received_on=row.received_on, due_on=row.due_on, extended_on=row.extended_on,
        extension_reason=row.extension_reason, proof=row.proof, outcome=row.outcome, reason=row.reason,
        decided_on=row.decided_on, files=row.files,
    )  # fmt: skip


def demands(actor: Actor, *, agency: str, most: int = 200) -> list[DemandCard]:
    """The demands to an agency."""
    return [card_of(row) for row in demands_visible_to(actor).filter(agency=agency)[:most]]


def demand(actor: Actor, number: str, *, agency: str) -> DemandCard:
    """One demand.

    Raises:
        NotFound.
    """
    row = demands_visible_to(actor).filter(agency=agency, number=number).first()
    if row is None:
        raise NotFound
    return card_of(row)


def _duty(step: Step, row: Breach, done: Mapping[str, BreachStep], limits: Mapping[str, Any]) -> Duty:
    limit = limits.get(step.value, {})
    until = row.found_at + timedelta(hours=limit["hours"]) if limit.get("hours") else None
    noted = done.get(step.value)
    return Duty(step.value, until, noted.done_at if noted else None, limit.get("source", ""))


def _breach(row: Breach, limits: Mapping[str, Any]) -> BreachCard:
    done = {step.step: step for step in row.steps.all()}
    return BreachCard(
        number=row.number, found_at=row.found_at, touched=row.touched, special=row.special, persons=row.persons,
        what=row.what, measures=row.measures, duties=tuple(_duty(step, row, done, limits) for step in DUTIES),
        closed=Step.CLOSED.value in done,
    )  # fmt: skip


def breaches_visible_to(actor: Actor) -> QuerySet[Breach]:
    """The breaches an actor may read, newest first."""
    return Breach.objects.filter(readable_breaches(actor)).order_by("-pk")


def breaches(actor: Actor, *, agency: str) -> list[BreachCard]:
    """The breaches of an agency with what is due about each."""
    limits = duties(agency).get("breach", {})
    steps = Prefetch("steps", BreachStep.objects.order_by("pk"))
    return [_breach(row, limits) for row in breaches_visible_to(actor).filter(agency=agency).prefetch_related(steps)]


def breach(actor: Actor, number: str, *, agency: str) -> BreachCard:
    """One breach.

    Raises:
        NotFound.
    """
    row = breaches_visible_to(actor).filter(agency=agency, number=number).first()
    if row is None:
        raise NotFound
    return _breach(row, duties(agency).get("breach", {}))


def held(agency: str) -> set[str]:
    """Subjects that must not be destroyed now."""
    return set(Hold.objects.filter(agency=agency, lifted_at=None).values_list("subject", flat=True))


def holds(actor: Actor, *, agency: str) -> QuerySet[Hold]:
    """Holds that are in force, newest first."""
    return Hold.objects.filter(readable_lists(actor), agency=agency, lifted_at=None).order_by("-pk")


def listed(agency: str) -> set[str]:
    """Subjects on a list that is not carried out yet."""
    open_ones = Doomed.objects.filter(destruction__agency=agency, destruction__done_at=None)
    return set(open_ones.values_list("subject", flat=True))


def destructions(actor: Actor, *, agency: str) -> QuerySet[Destruction]:
    """The lists of an agency, newest first, with how many matters each holds."""
    rows = Destruction.objects.filter(readable_lists(actor), agency=agency)
    return rows.annotate(count=Count("matters")).order_by("-pk")


def destruction(actor: Actor, number: str, *, agency: str) -> Destruction:
    """One list.

    Raises:
        NotFound.
    """
    row = destructions(actor, agency=agency).filter(number=number).first()
    if row is None:
        raise NotFound
    return row


def matters(row: Destruction, *, most: int = 1000) -> list[Doomed]:
    """The matters of a list, oldest first."""
    return list(Doomed.objects.filter(destruction=row).order_by("ended_on", "pk")[:most])
