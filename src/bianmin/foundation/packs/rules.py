"""Who may load and read packs."""

from bianmin.kernel.actor import Actor, Role


def may_load(actor: Actor, agency: str) -> bool:
    """An administrator or research officer of the agency loads its packs; shared ones any administrator."""
    roles = (Role.ADMIN, Role.RESEARCH)
    if actor.has(Role.SYSTEM):
        return True
    return agency in actor.agencies(*roles) if agency else actor.has(Role.ADMIN)


def may_read(actor: Actor) -> bool:
    """Staff read packs."""
    return actor.staff or actor.has(Role.SYSTEM)
