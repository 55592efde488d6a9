"""Read plans: whole, by version, judged, and beside the figures they promise."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q, QuerySet

from bianmin.foundation.orgs.queries import overseen
from bianmin.kernel.actor import PUBLIC, Actor
from bianmin.kernel.errors import NotFound
from bianmin.quality.indicators.queries.definitions import goal_of, indicators
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import Span, span
from bianmin.quality.indicators.vocab.values import Goal, Value
from bianmin.quality.plans.models import Area, Item, Plan, Profile
from bianmin.quality.plans.rules.drafting import Draft, judged
from bianmin.quality.plans.rules.rights import IN_FORCE, allowed, may_draft, visible
from bianmin.quality.plans.vocab.cards import (
    ActCard,
    AreaCard,
    ItemCard,
    Judgement,
    PlanCard,
    Progress,
    RowCard,
    State,
    VersionCard,
)
from bianmin.quality.plans.vocab.deadlines import Deadline, Kind, deadline


def visible_to(actor: Actor) -> QuerySet[Plan]:
    """The plans an actor may see, the newest year first; an agency above sees those of the agencies below."""
    return versions_visible_to(actor).filter(current=True)


def versions_visible_to(actor: Actor) -> QuerySet[Plan]:
    """The same with the versions that came before: those being amended, and those that were."""
    readable = visible(actor)
    if above := overseen(actor):
        readable |= Q(agency__in=above)
    return Plan.objects.filter(readable).order_by("agency", "-year", "code", "-id")


def plan(actor: Actor, *, agency: str, code: str, version: str = "") -> PlanCard:
    """A plan: the version that is worked on, or the one that is named.

    Raises:
        NotFound: there is none the actor may see.
    """
    rows = versions_visible_to(actor).filter(agency=agency, code=code)
    wanted = [rows.filter(version=version)] if version else [rows.filter(current=True), rows]
    row = next((found for each in wanted if (found := each.first())), None)
    if row is None:
        raise NotFound
    return card_of(actor, row)


def plan_key(card: PlanCard) -> int:
    """The key of a plan's version, by which filings name it."""
    return Plan.objects.values_list("pk", flat=True).get(agency=card.agency, code=card.code, version=card.version)


def public_plans(agency: str) -> list[PlanCard]:
    """What the public reads: of each plan the newest version that was published, the newest year first."""
    rows = versions_visible_to(PUBLIC).filter(agency=agency, state__in=(State.PUBLISHED, State.FILED))
    newest: dict[str, Plan] = {}
    for row in rows:
        newest.setdefault(row.code, row)
    return [card_of(PUBLIC, row) for row in newest.values()]


def in_force(actor: Actor, *, agency: str, year: int) -> PlanCard | None:
    """The plan of a year: the newest version that was approved, else the draft; None where there is none."""
    rows = list(versions_visible_to(actor).filter(agency=agency, year=year))
    row = next((each for each in rows if each.state in IN_FORCE), next((each for each in rows if each.current), None))
    return card_of(actor, row) if row else None


def card_of(actor: Actor, row: Plan) -> PlanCard:
    """The card of a plan for this reader."""
    rows = tuple(
        RowCard(each.code, each.shape, deadline(each.shape.deadline)) for each in row.rows.order_by("position")
    )
    inherited = {each.code: each.deadline for each in rows}
    items = row.items.select_related("row").prefetch_related("areas").order_by("position")
    acts = row.acts.order_by("id")
    return PlanCard(
        agency=row.agency,
        code=row.code,
        version=row.version,
        state=State(row.state),
        head=row.shape,
        areas=tuple(_areas(row.areas.select_related("parent").order_by("position"))),
        rows=rows,
        items=tuple(_item(each, inherited) for each in items),
        acts=tuple(ActCard(act.verb, act.by, act.at, act.on, act.number, act.place) for act in acts),
        allowed=allowed(actor, row),
        versions=tuple(
            VersionCard(each.version, State(each.state), each.current)
            for each in versions_visible_to(actor).filter(agency=row.agency, code=row.code)
        ),
        editable=may_draft(actor, row),
    )


def _areas(rows: Iterable[Area]) -> Iterable[AreaCard]:
    names: dict[int, tuple[str, ...]] = {}
    for row in rows:
        above = names[row.parent_id] if row.parent_id else ()
        names[row.pk] = (*above, row.shape.name)
        yield AreaCard(row.code, row.parent.code if row.parent else "", row.shape, above)


def _item(row: Item, inherited: dict[str, Deadline]) -> ItemCard:
    shape = row.shape
    own = deadline(shape.deadline)
    takes = own.kind is Kind.BLANK and shape.row in inherited
    areas = tuple(sorted((area.position, area.code) for area in row.areas.all()))
    return ItemCard(
        row.code, shape, tuple(code for _place, code in areas), inherited[shape.row] if takes else own, takes
    )


def judgements(card: PlanCard, *, pages: int | None = None) -> list[Judgement]:
    """What the rules of the governing plan find; nothing for history and for a plan that nobody judges."""
    rows = Profile.objects.filter(code=card.head.judge, agency__in=("", card.agency), current=True)
    profile = rows.order_by("-agency").first()
    if profile is None or card.state == State.HISTORY:
        return []
    return judged(Draft(card, indicators(card.agency).keys(), pages), profile.shape.rules)


def year_of(card: PlanCard) -> Span:
    """The plan's year as a span."""
    return span(str(card.head.year))


def written_goals(card: PlanCard) -> dict[str, Goal]:
    """The targets that this version of the plan sets itself, by indicator, as values are compared with them."""
    known = indicators(card.agency)
    return {
        each.indicator: goal_of(each.op, each.value, known[each.indicator].shape.unit, each.source or card.head.title)
        for each in card.head.targets
        if each.indicator in known
    }


def against(value: Value, goal: Goal | None) -> Value:
    """A value compared with a target instead of its own; as it is where there is none."""
    if goal is None:
        return value
    return replace(value, goal=goal, met=goal.met_by(value.value) if value.value is not None else None)


def progress(actor: Actor, card: PlanCard, *, over: Span | None = None) -> list[Progress]:
    """Every item beside its figures: target, actual and the year before, over the plan's year or another span.

    Raises:
        NotAllowed: the actor may not read the agency's figures.
    """
    known = indicators(card.agency)
    codes = sorted({code for item in card.items for code in item.shape.indicators if code in known})
    found = values(actor, codes, agency=card.agency, span=over or year_of(card)) if codes else []
    written = written_goals(card) if over in (None, year_of(card)) else {}
    by_code = {value.code: against(value, written.get(value.code)) for value in found}
    return [
        Progress(item, tuple(by_code[code] for code in item.shape.indicators if code in by_code)) for item in card.items
    ]
