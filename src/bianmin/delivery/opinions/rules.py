"""Who reads an opinion, who works on it, and who leads."""

from typing import Final

from django.db.models import Q

from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.vocab import FACT, OpinionCard
from bianmin.kernel.actor import Actor, Permission, Role
from bianmin.kernel.reach import in_reach

WORKERS: Final = (Role.OFFICER, Role.CHIEF, Permission.ANSWER_OPINIONS)
"""Who works on the opinions of a unit and those below it."""


def held(actor: Actor) -> list[int]:
    """The keys of the opinions whose code was typed."""
    keys = (subject.removeprefix(f"{FACT}:") for subject in actor.holds if subject.startswith(f"{FACT}:"))
    return [int(key) for key in keys]


def readable(actor: Actor) -> Q:
    """The opinions an actor may read: holders their own; officers and chiefs of a unit their units'.

    So does who sees to opinions 專人 those of the unit. Auditors, and chiefs of the agency, read all of it.
    Confidential ones (行政程序法 §170) are read by who deals with them and by chiefs only.
    """
    if actor.has(Role.SYSTEM):
        return Q()
    seen, led = in_reach(actor, _of_units(actor, Permission.ANSWER_OPINIONS)), _of_units(actor, Role.CHIEF)
    dealt = Q(officer__in={actor.key, *actor.absent})
    return (seen & (Q(confidential=False) | dealt | led)) | Q(pk__in=held(actor))


def _of_units(actor: Actor, wanted: Role | Permission) -> Q:
    """The opinions of the units in which something is held, and of those below."""
    units = Q(pk__in=())
    for grant in actor.grants:
        if grant.meets(wanted):
            units |= Q(agency=grant.agency, unit_path__startswith=grant.path)
    return units


def may_handle(actor: Actor, opinion: Opinion | OpinionCard) -> bool:
    """Officers and chiefs of the unit answer it, and who sees to opinions there; its holder does not."""
    return opinion.agency in actor.agencies(*WORKERS) and actor.over(opinion.unit_path, *WORKERS)


def may_lead(actor: Actor, opinion: Opinion | OpinionCard) -> bool:
    """A chief over the unit gives more time, follows up and publishes 主管."""
    return opinion.agency in actor.agencies(Role.CHIEF) and actor.over(opinion.unit_path, Role.CHIEF)


def may_take_down(actor: Actor, agency: str) -> bool:
    """Whoever serves the public of an agency takes down what is told or sent."""
    return agency in actor.agencies(*WORKERS)
