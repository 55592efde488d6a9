"""Open a round of scoring, score in it, and close it with its result."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.orgs.queries import overseen
from bianmin.kernel.actor import Actor, Permission
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.quality.evaluation.models import Entrant, Judge, Round, Score
from bianmin.quality.evaluation.queries.rounds import criteria, found, missing
from bianmin.quality.evaluation.queries.selves import frameworks
from bianmin.quality.evaluation.rules.rounds import (
    may_evaluate,
    may_hold,
    may_open,
    seat,
    stands_by,
    works_there,
)
from bianmin.quality.evaluation.vocab import RoundState


class NoWeights(Refused):
    """The edition prints no weights, so nothing can be added up."""

    message = _("This edition prints no weights. Choose one that does, or load your own edition with weights.")


class NobodyNamed(Refused):
    """A round without judges or without anybody to be judged."""

    message = _("Choose at least one.")


class NeedsTitle(Refused):
    """A round without a title."""

    message = _("Give the evaluation a title.")


class TooManyPoints(Refused):
    """More points than the construct's weight."""

    message = _("{name} counts {most} points at most. Give fewer.")


class NoPoints(Refused):
    """A criterion was left empty."""

    message = _("Give points for {name}; 0 is a number too.")


class OwnUnit(Refused):
    """A judge scores where the judge works."""

    message = _("You work there. Another member of the committee scores it.")


class StandsBy(Refused):
    """A judge scores whom the judge coaches or speaks for."""

    message = _("You coach this unit or speak for it. Another member of the committee scores it.")


class NotBelowYou(Refused):
    """A unit or agency that does not stand below who evaluates."""

    message = _("{name} does not stand below you. Choose from the list.")


class NotAllScored(Refused):
    """Somebody has not scored somebody."""

    message = _("{count} scores are still missing, the first: {first}. Wait for them, or take the judge off.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who is to be evaluated: agency, path of the unit, name."""

    agency: str
    unit_path: str
    name: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A round to be opened: its title, year and edition; who is evaluated, and the keys of who judges."""

    agency: str
    title: str
    year: int
    framework: str
    entrants: tuple[Candidate, ...]
    judges: tuple[str, ...]


def _note(verb: str, row: Round, *, by: Actor, at: datetime, fields: Iterable[str] = ()) -> None:
    subject = f"evaluation.round:{row.pk}"
    record(verb=f"evaluation.{verb}", subject=subject, agency=row.agency, by=by, at=at, fields=fields)


def _check_opening(opening: Opening, by: Actor) -> None:
    if not opening.title.strip():
        raise NeedsTitle(field="title")
    if not opening.entrants or not opening.judges:
        raise NobodyNamed(field="judges" if opening.entrants else "entrants")
    lower = overseen(by, Permission.HOLD_ROUNDS)
    for one in opening.entrants:
        if not may_evaluate(by, opening.agency, one.agency, one.unit_path, lower):
            raise NotBelowYou(field="entrants", name=one.name)


@transaction.atomic
def open_round(*, opening: Opening, by: Actor, at: datetime) -> Round:
    """Open a round of scoring 評核作業; it ends under the edition it began with.

    Raises:
        NotAllowed: no chief or research officer of the agency.
        NeedsTitle, NobodyNamed, NoWeights: `field` says where.
        NotFound: no such edition is loaded.
    """
    if not may_open(by, opening.agency):
        raise NotAllowed
    _check_opening(opening, by)
    edition = frameworks(opening.agency).filter(code=opening.framework).first()
    if edition is None:
        raise NotFound
    if edition.nodes.filter(level=0, weight=None).exists():
        raise NoWeights(field="edition")
    row = Round.objects.create(
        agency=opening.agency, framework=edition, year=opening.year, title=opening.title.strip()[:200],
        opened_on=local_day(at), opened_by=by.key, unit_path=seat(by, opening.agency),
    )  # fmt: skip
    Entrant.objects.bulk_create(
        Entrant(round=row, agency=one.agency, unit_path=one.unit_path, name=one.name) for one in opening.entrants
    )
    Judge.objects.bulk_create(Judge(round=row, person=person) for person in dict.fromkeys(opening.judges))
    _note("open_round", row, by=by, at=at)
    return row


def _check_apart(row: Round, judge: Judge, target: Entrant, by: Actor) -> None:
    """Refuse to let somebody score where she works, coaches or speaks, or has stepped aside."""
    if works_there(by, target, row) or target.pk in judge.aside:
        raise OwnUnit
    if stands_by(by.key, target, row.guests.all()):
        raise StandsBy


def _judging(round_key: int, entrant: int, by: Actor) -> tuple[Round, Judge, Entrant]:
    """An open round that the actor judges, and one of its entrants; nobody else changes it meanwhile."""
    row = Round.objects.select_for_update().get(pk=found(by, round_key).pk)
    judge, target = row.judges.filter(person=by.key).first(), row.entrants.filter(pk=entrant).first()
    if target is None:
        raise NotFound
    if judge is None or row.state != RoundState.OPEN:
        raise NotAllowed
    return row, judge, target


@transaction.atomic
def score(
    *, round_key: int, entrant: int, points: Mapping[str, tuple[int | None, str]], by: Actor, at: datetime
) -> None:
    """Score one entrant whole: for each construct's code the points and what is said; scored again, it replaces.

    Raises:
        OwnUnit, StandsBy: the judge works there, coaches it or speaks for it.
        NoPoints, TooManyPoints: `field` is the construct's code.
        NotFound, NotAllowed: no such open round or entrant, or the actor is no judge of it.
    """
    row, judge, target = _judging(round_key, entrant, by)
    if not by.has(Permission.SCORE):
        raise NotAllowed
    _check_apart(row, judge, target, by)
    for node in criteria(row):
        given, comment = points.get(node.code, (None, ""))
        name = node.shape.name or node.code
        if given is None:
            raise NoPoints(field=node.code, name=name)
        if given > (node.weight or 0):
            raise TooManyPoints(field=node.code, name=name, most=node.weight)
        values = {"points": given, "comment": comment.strip(), "scored_at": at}
        Score.objects.update_or_create(entrant=target, judge=judge, node=node, defaults=values)
    _note("score", row, by=by, at=at, fields=[str(entrant)])


@transaction.atomic
def step_aside(*, round_key: int, entrant: int, by: Actor, at: datetime) -> None:
    """Step aside from scoring an entrant 迴避; points given before are taken away.

    Raises:
        NotFound, NotAllowed: no such open round or entrant, or the actor is no judge of it.
    """
    row, judge, target = _judging(round_key, entrant, by)
    judge.scores.filter(entrant=target).delete()
    judge.aside = sorted({*judge.aside, target.pk})
    judge.save(update_fields=["aside"])
    _note("step_aside", row, by=by, at=at, fields=[str(entrant)])


@transaction.atomic
def drop_judge(*, round_key: int, person: str, by: Actor, at: datetime) -> None:
    """Take a judge off an open round, with what that judge has scored; the last one stays.

    Raises:
        NobodyNamed: it is the last one.
        NotFound, NotAllowed: no such open round or judge, or the actor does not hold it.
    """
    row = Round.objects.select_for_update().get(pk=found(by, round_key).pk)
    if not may_hold(by, row) or row.state != RoundState.OPEN:
        raise NotAllowed
    judge = row.judges.filter(person=person).first()
    if judge is None:
        raise NotFound
    if row.judges.count() == 1:
        raise NobodyNamed
    judge.scores.all().delete()
    judge.delete()
    _note("drop_judge", row, by=by, at=at)


@transaction.atomic
def close_round(*, round_key: int, by: Actor, at: datetime) -> Round:
    """Close a round 定評: its points never change afterwards, and those who were evaluated may read the result.

    Raises:
        NotAllScored: some judge has not scored some entrant.
        NotFound, NotAllowed: no such open round, or the actor does not hold it.
    """
    row = Round.objects.select_for_update().get(pk=found(by, round_key).pk)
    if not may_hold(by, row) or row.state != RoundState.OPEN:
        raise NotAllowed
    lacking = missing(row)
    if lacking:
        raise NotAllScored(count=len(lacking), first=lacking[0][1].name)
    row.state, row.closed_on = RoundState.CLOSED, local_day(at)
    row.save(update_fields=["state", "closed_on"])
    _note("close_round", row, by=by, at=at)
    return row
