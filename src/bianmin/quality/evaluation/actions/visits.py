"""Short-list entrants for the visit, plan it, note what was handed in after it; load how visits go."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.packs.actions import hold
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.quality.evaluation.models import Award, Entrant, Round
from bianmin.quality.evaluation.queries.rounds import found
from bianmin.quality.evaluation.rules.rounds import may_hold
from bianmin.quality.evaluation.vocab import AwardPack, RoundState, Stage


class NotListed(Refused):
    """A visit to somebody who is not short-listed."""

    message = _("Only who is short-listed is visited. Short-list it, or leave the day of the visit empty.")


class ScoredBefore(Refused):
    """Somebody who was scored is taken off the short list."""

    message = _("The committee has scored it already. Take it off the short list before it is scored.")


class SuppliedTooSoon(Refused):
    """Supplements before the visit, or on a day to come."""

    message = _("Supplements come in after the visit, today at the latest.")


@dataclass(frozen=True, slots=True)
class Visit:
    """What is planned for an entrant: how far it came, when it is visited, and when supplements came in."""

    stage: Stage
    on: date | None = None
    at: time | None = None
    supplied_on: date | None = None


@act()
def write_award(*, pack: AwardPack, by: Actor, at: datetime) -> None:
    """Let a pack of kind `award` hold for its agency; a later one replaces it."""
    if not (by.has(Role.SYSTEM) or pack.agency in by.agencies(Role.ADMIN, Role.RESEARCH)):
        raise NotAllowed
    hold(Award, pack, verb="evaluation.write_award", subject="evaluation.award", by=by, at=at)


def _check(row: Entrant, visit: Visit, today: date) -> None:
    if visit.stage == Stage.UNLISTED and row.scores.exists():
        raise ScoredBefore(field="stage")
    if visit.on is not None and visit.stage == Stage.UNLISTED:
        raise NotListed(field="on")
    if visit.supplied_on is not None and not (visit.on and visit.on <= visit.supplied_on <= today):
        raise SuppliedTooSoon(field="supplied_on")


@act()
def plan_visit(*, round_key: int, entrant: int, visit: Visit, by: Actor, at: datetime) -> Entrant:
    """Say how far an entrant came, when it is visited, and when its supplements came in.

    Raises:
        NotFound, NotAllowed: no such open round or entrant, or the actor does not hold it.
        ScoredBefore, NotListed, SuppliedTooSoon: `field` says where.
    """
    round_of = Round.objects.select_for_update().get(pk=found(by, round_key).pk)
    if not may_hold(by, round_of) or round_of.state != RoundState.OPEN:
        raise NotAllowed
    row = round_of.entrants.filter(pk=entrant).first()
    if row is None:
        raise NotFound
    _check(row, visit, local_day(at))
    row.stage, row.visit_on, row.visit_at, row.supplied_on = visit.stage, visit.on, visit.at, visit.supplied_on
    row.save(update_fields=["stage", "visit_on", "visit_at", "supplied_on"])
    subject, fields = f"evaluation.round:{round_of.pk}", ["stage", "visit_on", "visit_at", "supplied_on"]
    record(verb="evaluation.plan_visit", subject=subject, agency=round_of.agency, by=by, at=at, fields=fields)
    return row
