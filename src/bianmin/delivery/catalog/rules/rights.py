"""Who may publish services and sheets, and who writes drafts."""

from bianmin.foundation.packs.rules import may_load
from bianmin.kernel.actor import Actor, Role

__all__ = ["may_draft", "may_load", "may_publish"]


def _over(actor: Actor, path: str, *roles: Role) -> bool:
    """Whether the actor holds one of the roles in a unit or above it."""
    return any(path.startswith(held) for held in actor.paths(*roles))


def may_publish(actor: Actor, agency: str, unit: str) -> bool:
    """Whoever may load the agency's packs, and the chief of the unit in charge 單位主管."""
    return may_load(actor, agency) or _over(actor, unit, Role.CHIEF)


def may_draft(actor: Actor, agency: str, unit: str) -> bool:
    """Officers and chiefs of the unit in charge, and whoever may load the agency's packs."""
    return may_load(actor, agency) or _over(actor, unit, Role.OFFICER, Role.CHIEF)
