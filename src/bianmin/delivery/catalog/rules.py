"""Who may publish services."""

from bianmin.foundation.packs.rules import may_load
from bianmin.kernel.actor import Actor


def may_publish(actor: Actor, agency: str) -> bool:
    """Whoever may load the agency's packs."""
    return may_load(actor, agency)
