"""Read rounds of scoring: who has scored whom, and the result with its spread."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from fractions import Fraction

from django.db.models import QuerySet

from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.quality.evaluation.models import Entrant, Guest, Judge, Node, Round, Score
from bianmin.quality.evaluation.rules.rounds import may_hold, may_score, stands_by, visible
from bianmin.quality.evaluation.vocab import Part, RoundState, Stage


@dataclass(frozen=True, slots=True)
class Spread:
    """The points of several judges: how many scored, mean, lowest, highest."""

    count: int
    mean: Fraction
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Criterion:
    """A construct that is scored: code, name, points at most."""

    code: str
    name: str
    most: int


@dataclass(frozen=True, slots=True)
class GuestCard:
    """Somebody invited who does not score: the key, the part, and the unit (empty: the whole round)."""

    id: int
    person: str
    part: Part
    entrant: str


@dataclass(frozen=True, slots=True)
class EntrantCard:
    """Who is evaluated: for each criterion the spread of the points, the total of the means, and the place.

    `mine`: the reader's own points by criterion; `may_score`: the reader scores it now; `missing`: judges' keys that
    have not scored it whole.
    """

    id: int
    agency: str
    unit_path: str
    name: str
    mine: dict[str, tuple[int, str]]
    may_score: bool
    stage: Stage = Stage.ENTERED
    visit_on: date | None = None
    visit_at: time | None = None
    supplied_on: date | None = None
    spreads: tuple[Spread | None, ...] = ()
    total: Fraction | None = None
    place: int | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundCard:
    """A round; the spreads are there for who holds it, and for everybody who sees it once it is closed."""

    id: int
    agency: str
    title: str
    year: int
    framework: str
    state: RoundState
    opened_on: date
    closed_on: date | None
    criteria: tuple[Criterion, ...]
    judges: tuple[str, ...]
    guests: tuple[GuestCard, ...]
    edition: str
    entrants: tuple[EntrantCard, ...]
    may_hold: bool
    told: bool

    @property
    def full(self) -> int:
        """The points of all criteria together."""
        return sum(one.most for one in self.criteria)


def visible_to(actor: Actor) -> QuerySet[Round]:
    """The rounds an actor may see, the newest first."""
    return Round.objects.filter(visible(actor)).distinct().select_related("framework").order_by("-year", "-id")


def found(actor: Actor, key: int) -> Round:
    """One round.

    Raises:
        NotFound: there is none the actor may see.
    """
    row = visible_to(actor).filter(pk=key).first()
    if row is None:
        raise NotFound
    return row


def criteria(row: Round) -> list[Node]:
    """What is scored: the constructs, which carry the weights."""
    return list(row.framework.nodes.filter(level=0).order_by("position"))


def _spread(points: list[int]) -> Spread | None:
    return Spread(len(points), Fraction(sum(points), len(points)), min(points), max(points)) if points else None


def spreads_of(nodes: list[Node], scores: list[Score]) -> tuple[Spread | None, ...]:
    """For each criterion the spread of what the judges gave one entrant."""
    return tuple(_spread([score.points for score in scores if score.node_id == node.pk]) for node in nodes)


def _total(spreads: tuple[Spread | None, ...]) -> Fraction | None:
    means = [spread.mean for spread in spreads if spread is not None]
    return sum(means, Fraction(0)) if len(means) == len(spreads) else None


def missing(row: Round) -> list[tuple[str, Entrant]]:
    """Judges who have not scored an entrant whole: the judge's key and the entrant; only short-listed ones are."""
    nodes, scores = criteria(row), list(Score.objects.filter(entrant__round=row))
    guests = list(row.guests.all())
    done = [(score.judge_id, score.entrant_id) for score in scores]
    return [
        (judge.person, entrant)
        for entrant in row.entrants.exclude(stage=Stage.UNLISTED).order_by("id")
        for judge in row.judges.order_by("id")
        if done.count((judge.pk, entrant.pk)) < len(nodes)
        and entrant.pk not in judge.aside
        and not stands_by(judge.person, entrant, guests)
    ]


def _with_points(
    cards: list[EntrantCard], spreads: Mapping[int, tuple[Spread | None, ...]], lacking: list[tuple[str, Entrant]]
) -> list[EntrantCard]:
    """The cards with what the judges gave, for who holds the round or once it is closed."""
    totals = {key: _total(each) for key, each in spreads.items()}
    order = sorted((one for one in totals.values() if one is not None), reverse=True)
    places = {key: order.index(total) + 1 if total is not None else None for key, total in totals.items()}
    waiting = {card.id: tuple(person for person, entrant in lacking if entrant.pk == card.id) for card in cards}
    return [
        replace(card, spreads=spreads[card.id], total=totals[card.id], place=places[card.id], missing=waiting[card.id])
        for card in cards
    ]


def _entrant(
    actor: Actor, each: Entrant, row: Round, scores: list[Score], judge: Judge | None, guests: list[Guest]
) -> EntrantCard:
    """The card of an entrant with what this reader gave it."""
    mine = {score.node.code: (score.points, score.comment) for score in scores if score.judge.person == actor.key}
    return EntrantCard(
        id=each.pk,
        agency=each.agency,
        unit_path=each.unit_path,
        name=each.name,
        mine=mine,
        may_score=may_score(actor, judge, each, row, guests),
        stage=Stage(each.stage),
        visit_on=each.visit_on,
        visit_at=each.visit_at,
        supplied_on=each.supplied_on,
    )


def round_card(actor: Actor, key: int) -> RoundCard:
    """One round as a card for this reader.

    Raises:
        NotFound: there is none the actor may see.
    """
    row = found(actor, key)
    nodes, scores = criteria(row), list(Score.objects.filter(entrant__round=row).select_related("judge", "node"))
    holds, guests = may_hold(actor, row), list(row.guests.select_related("entrant").order_by("id"))
    told = holds or row.state == RoundState.CLOSED
    judges, entrants = {judge.person: judge for judge in row.judges.order_by("id")}, list(row.entrants.order_by("id"))
    cards = [_entrant(actor, each, row, _of(each, scores), judges.get(actor.key), guests) for each in entrants]
    if told:
        spreads = {each.pk: spreads_of(nodes, _of(each, scores)) for each in entrants}
        cards = _with_points(cards, spreads, missing(row))
    return RoundCard(
        id=row.pk, agency=row.agency, title=row.title, year=row.year, framework=row.framework.title,
        state=RoundState(row.state), opened_on=row.opened_on, closed_on=row.closed_on,
        criteria=tuple(Criterion(node.code, node.shape.name or node.code, node.weight or 0) for node in nodes),
        judges=tuple(judges), entrants=tuple(cards), may_hold=holds,
        guests=tuple(_guest(one) for one in guests),
        edition=row.framework.code,
        told=told,
    )  # fmt: skip


def _guest(one: Guest) -> GuestCard:
    return GuestCard(one.pk, one.person, Part(one.part), one.entrant.name if one.entrant else "")


def _of(entrant: Entrant, scores: list[Score]) -> list[Score]:
    return [score for score in scores if score.entrant_id == entrant.pk]
