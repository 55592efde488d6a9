"""Approve, publish and file plans."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.quality.plans.models import Act, Plan
from bianmin.quality.plans.queries import card_of, judgements, visible_to
from bianmin.quality.plans.rules.rights import NEXT, allowed
from bianmin.quality.plans.vocab.cards import Judgement, State, Verb


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


def _move(*, agency: str, code: str, verb: Verb, number: str, place: str, by: Actor, at: datetime) -> Plan:
    plan = visible_to(by).select_for_update().filter(agency=agency, code=code).first()
    if plan is None:
        raise NotFound
    if verb not in allowed(by, plan):
        raise NotAllowed
    if verb == Verb.APPROVE:
        _check(by, plan)
    plan.state = NEXT[State(plan.state)][1]
    plan.save()
    Act.objects.create(plan=plan, verb=verb, by=by.key, at=at, on=local_day(at), number=number, place=place)
    record(verb=f"plans.{verb}", subject=f"plans.plan:{plan.pk}", agency=agency, by=by, at=at)
    return plan


def _check(by: Actor, plan: Plan) -> None:
    errors = [found for found in judgements(card_of(by, plan)) if found.severity == "error"]
    if errors:
        raise BreaksRules(errors)


@transaction.atomic
def approve(*, agency: str, code: str, number: str = "", by: Actor, at: datetime) -> Plan:
    """The head approves a draft 核定; refused while it breaks a rule that is an error under its governing plan.

    Raises:
        BreaksRules: with every judgement.
        NotFound, NotAllowed: it is not there for this actor, no draft, or the actor is no chief of the agency.
    """
    return _move(agency=agency, code=code, verb=Verb.APPROVE, number=number, place="", by=by, at=at)


@transaction.atomic
def publish(*, agency: str, code: str, place: str, by: Actor, at: datetime) -> Plan:
    """Make an approved plan public 公布, on the website, at the service place, or both.

    Raises:
        NeedsPlace: where is not said.
        NotFound, NotAllowed: it is not there for this actor, or not approved.
    """
    if not place.strip():
        raise NeedsPlace(field="place")
    return _move(agency=agency, code=code, verb=Verb.PUBLISH, number="", place=place.strip(), by=by, at=at)


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
