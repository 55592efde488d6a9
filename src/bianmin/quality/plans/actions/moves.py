"""Submit, return, approve, publish, file and amend plans."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.quality.indicators.actions.goals import set_target
from bianmin.quality.indicators.vocab.definitions import TargetShape
from bianmin.quality.plans.actions.writing import plain, targets_now
from bianmin.quality.plans.models import Act, Plan
from bianmin.quality.plans.queries.plans import card_of, judgements, visible_to
from bianmin.quality.plans.rules.rights import MOVES, allowed
from bianmin.quality.plans.vocab.cards import Judgement, Verb


class BreaksRules(Refused):
    """The plan breaks rules that its governing plan sets; `judgements` says which."""

    message = _("{count} rules of the governing plan are not kept. The first: {first} Mend them, then approve.")

    def __init__(self, judgements: list[Judgement]) -> None:
        first = judgements[0]
        super().__init__(count=len(judgements), first=f"{first.item} {first.rule}: {first.sentence}".strip())
        self.judgements = judgements


class NeedsPlace(Refused):
    """Nothing is said about where it was published or to whom it was filed."""

    message = _("Say where it is published, or which agency it is filed with.")


class NeedsReason(Refused):
    """A plan is returned and nothing is said about why."""

    message = _("Say what is to be changed.")


def locked(agency: str, code: str, verb: Verb, by: Actor) -> Plan:
    """The plan that a verb is used on, locked.

    Raises:
        NotFound, NotAllowed: it is not there for this actor, or the verb is not the actor's now.
    """
    plan = visible_to(by).select_for_update().filter(agency=agency, code=code).first()
    if plan is None:
        raise NotFound
    if verb not in allowed(by, plan):
        raise NotAllowed
    return plan


def keep_act(plan: Plan, verb: Verb, *, number: str = "", place: str = "", by: Actor, at: datetime) -> None:
    """Keep an act with the plan and in the journal."""
    day = local_day(at)
    Act.objects.create(plan=plan, verb=verb, by=by.key, at=at, on=day, number=number[:60], place=place[:200])
    record(verb=f"plans.{verb}", subject=f"plans.plan:{plan.pk}", agency=plan.agency, by=by, at=at)


def _move(*, agency: str, code: str, verb: Verb, number: str = "", place: str = "", by: Actor, at: datetime) -> Plan:
    plan = locked(agency, code, verb, by)
    if verb == Verb.APPROVE:
        _check(by, plan)
        _set_targets(plan, by=by, at=at)
    plan.state = MOVES[verb][1]
    plan.save()
    keep_act(plan, verb, number=number, place=place, by=by, at=at)
    return plan


def _check(by: Actor, plan: Plan) -> None:
    errors = [found for found in judgements(card_of(by, plan)) if found.severity == "error"]
    if errors:
        raise BreaksRules(errors)


def _set_targets(plan: Plan, *, by: Actor, at: datetime) -> None:
    """The targets written with the plan come into force with it; the plan keeps those that were in force already."""
    targets = plan.shape.targets or targets_now(plan)
    plan.definition = plain(plan.shape.model_copy(update={"targets": targets}))
    for each in targets:
        shape = TargetShape(
            indicator=each.indicator, span=str(plan.year), op=each.op, value=each.value,
            source=each.source or f"{plan.title}（{plan.version}）"[:200],
        )  # fmt: skip
        set_target(agency=plan.agency, target=shape, by=by, at=at)


@transaction.atomic
def submit(*, agency: str, code: str, by: Actor, at: datetime) -> Plan:
    """Hand a draft to the head 陳核; it is not changed until it is approved or returned.

    Raises:
        NotFound, NotAllowed: it is not there for this actor, no draft, or the actor is no chief or research officer.
    """
    return _move(agency=agency, code=code, verb=Verb.SUBMIT, by=by, at=at)


@transaction.atomic
def give_back(*, agency: str, code: str, reason: str, by: Actor, at: datetime) -> Plan:
    """Return a submitted plan to be changed 退回, with what is to be changed.

    Raises:
        NeedsReason: nothing is said.
        NotFound, NotAllowed: it is not there for this actor, not submitted, or the actor is no chief.
    """
    if not reason.strip():
        raise NeedsReason(field="reason")
    return _move(agency=agency, code=code, verb=Verb.RETURN, place=reason.strip(), by=by, at=at)


@transaction.atomic
def approve(*, agency: str, code: str, number: str = "", by: Actor, at: datetime) -> Plan:
    """The head approves a draft 核定; refused while it breaks a rule that is an error under its governing plan.

    The targets that were written with it come into force.

    Raises:
        BreaksRules: with every judgement.
        NotFound, NotAllowed: it is not there for this actor, no draft, or the actor is no chief of the agency.
    """
    return _move(agency=agency, code=code, verb=Verb.APPROVE, number=number, by=by, at=at)


@transaction.atomic
def publish(*, agency: str, code: str, place: str, by: Actor, at: datetime) -> Plan:
    """Make an approved plan public 公布, on the website, at the service place, or both.

    Raises:
        NeedsPlace: where is not said.
        NotFound, NotAllowed: it is not there for this actor, or not approved.
    """
    if not place.strip():
        raise NeedsPlace(field="place")
    return _move(agency=agency, code=code, verb=Verb.PUBLISH, place=place.strip(), by=by, at=at)


@transaction.atomic
def file(*, agency: str, code: str, to: str, number: str, by: Actor, at: datetime) -> Plan:
    """File a published plan for reference with the agency above 備查; nothing has to be approved there.

    Raises:
        NeedsPlace: the agency is not named.
        NotFound, NotAllowed: it is not there for this actor, or not published.
    """
    if not to.strip():
        raise NeedsPlace(field="to")
    return _move(agency=agency, code=code, verb=Verb.FILE, number=number, place=to.strip(), by=by, at=at)
