"""Read improvements."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from bianmin.foundation.accounts.queries import names
from bianmin.foundation.orgs.queries import overseen, unit_names
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.quality.improvements.models import Improvement
from bianmin.quality.improvements.rules import UNIT, allowed, section, visible
from bianmin.quality.improvements.vocab import ImprovementCard, Source, State, StepCard


def visible_to(actor: Actor) -> QuerySet[Improvement]:
    """The improvements an actor may see, the soonest due first; an agency above sees those of the agencies below."""
    readable = visible(actor)
    if above := overseen(actor):
        readable |= Q(agency__in=above)
    return Improvement.objects.filter(readable).order_by("due_on", "id")


def owners(keys: Iterable[str]) -> dict[str, str]:
    """The names of people and units behind keys of owners, doers and verifiers."""
    wanted = set(keys)
    units = unit_names(section(key) for key in wanted if section(key))
    return {**names(wanted), **{f"{UNIT}{path}": name for path, name in units.items()}}


def overdue(rows: QuerySet[Improvement], *, on: date) -> QuerySet[Improvement]:
    """Those not reported as done whose day has passed 逾期."""
    return rows.filter(state=State.OPEN, due_on__lt=on)


def card_of(actor: Actor, row: Improvement, *, on: date) -> ImprovementCard:
    """The card of one row for this reader on this day."""
    return ImprovementCard(
        number=row.number,
        agency=row.agency,
        unit_path=row.unit_path,
        source_kind=row.source_kind,
        source_ref=row.source_ref,
        cause=row.cause,
        measure=row.measure,
        benefit=row.benefit,
        owner=row.owner,
        opened_on=row.opened_on,
        due_on=row.due_on,
        done_on=row.done_on,
        done_by=row.done_by,
        result=row.result,
        verified_on=row.verified_on,
        verified_by=row.verified_by,
        state=State(row.state),
        overdue=row.state == State.OPEN and row.due_on < on,
        allowed=allowed(actor, row),
        steps=tuple(
            StepCard(step.verb, step.by, step.at, step.text)
            for step in sorted(row.steps.all(), key=lambda step: step.pk)
        ),
    )


def cards(actor: Actor, *, agency: str, on: date, states: Iterable[State] = State) -> list[ImprovementCard]:
    """The improvements of an agency in these states that the actor may see, the soonest due first."""
    rows = visible_to(actor).filter(agency=agency, state__in=list(states)).prefetch_related("steps")
    return [card_of(actor, row, on=on) for row in rows]


def improvement(actor: Actor, *, agency: str, number: str, on: date) -> ImprovementCard:
    """One improvement by its number.

    Raises:
        NotFound: there is none the actor may see.
    """
    row = visible_to(actor).filter(agency=agency, number=number).first()
    if row is None:
        raise NotFound
    return card_of(actor, row, on=on)


def begun_for(actor: Actor, kind: Source, *, agency: str, refs: Iterable[str], on: date) -> dict[str, ImprovementCard]:
    """The improvements that were begun for these references of one kind of source, by reference."""
    rows = visible_to(actor).filter(agency=agency, source_kind=kind, source_ref__in=list(refs))
    return {row.source_ref: card_of(actor, row, on=on) for row in rows.prefetch_related("steps")}


def standing(agency: str, kind: Source, *, refs: Iterable[str]) -> dict[str, Improvement]:
    """How far what was begun for these references is, by reference, for whoever may read the references themselves."""
    rows = Improvement.objects.filter(agency=agency, source_kind=kind, source_ref__in=list(refs))
    return {row.source_ref: row for row in rows}


def reviews(actor: Actor, *, agency: str, refs: Iterable[str], on: date) -> dict[str, ImprovementCard]:
    """The improvements that review missed targets 檢討, by the reference of the value; a missing one is no review."""
    return begun_for(actor, Source.TARGET, agency=agency, refs=refs, on=on)
