"""Who reads an opinion, who works on it, and who leads."""

from django.db.models import Q

from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.vocab import FACT
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.reach import in_reach


def held(actor: Actor) -> list[int]:
    """The keys of the opinions whose code was typed."""
    keys = (subject.removeprefix(f"{FACT}:") for subject in actor.holds if subject.startswith(f"{FACT}:"))
    return [int(key) for key in keys]


def readable(actor: Actor) -> Q:
    """The opinions an actor may read: holders their own; officers and chiefs of a unit their units'.

    Auditors, and chiefs of the agency, read all of it. Confidential ones (行政程序法 §170) are read by who deals with
    them and by chiefs only.
    """
    if actor.has(Role.SYSTEM):
        return Q()
    led = Q(agency__in=actor.heading(Role.CHIEF))
    for grant in actor.grants:
        if grant.role is Role.CHIEF:
            led |= Q(agency=grant.agency, unit_path__startswith=grant.path)
    officers = {actor.key, *actor.absent}
    return (in_reach(actor) & (Q(confidential=False) | Q(officer__in=officers) | led)) | Q(pk__in=held(actor))


def may_handle(actor: Actor, opinion: Opinion) -> bool:
    """Officers and chiefs of the unit answer it; its holder does not."""
    here = opinion.agency in actor.agencies(Role.OFFICER, Role.CHIEF)
    return here and actor.over(opinion.unit_path, Role.OFFICER, Role.CHIEF)


def may_lead(actor: Actor, opinion: Opinion) -> bool:
    """A chief over the unit gives more time, follows up and publishes 主管."""
    return opinion.agency in actor.agencies(Role.CHIEF) and actor.over(opinion.unit_path, Role.CHIEF)


def may_take_down(actor: Actor, agency: str) -> bool:
    """Whoever serves the public of an agency takes down what is told or sent."""
    return agency in actor.agencies(Role.OFFICER, Role.CHIEF)
