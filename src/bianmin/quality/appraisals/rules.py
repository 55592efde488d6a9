"""Who reads appraisals, who judges answers, and who approves."""

from django.db.models import Q

from bianmin.kernel.actor import Actor, Permission, Role


def may_judge(actor: Actor, agency: str) -> bool:
    """Whoever keeps the figures of an agency 研考 draws answers, reads them without their writer, and judges them."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(Permission.KEEP_FIGURES)


def may_approve(actor: Actor, agency: str) -> bool:
    """A chief of the whole agency approves 核定."""
    return agency in actor.agencies(Role.CHIEF) and actor.over(f"/{agency}/", Role.CHIEF)


def readable(actor: Actor) -> Q:
    """The appraisals an actor may read: the house reads its own, with what is to be improved."""
    if actor.has(Role.SYSTEM):
        return Q()
    return Q(agency__in=actor.agencies(Permission.BELONG, Permission.KEEP_FIGURES))
