"""Keep the rules of a forum."""

from datetime import datetime

from bianmin.delivery.forum.models import Policy
from bianmin.delivery.forum.vocab.rules import ForumRules
from bianmin.foundation.packs.actions import hold
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed


@act()
def write_rules(*, rules: ForumRules, by: Actor, at: datetime) -> None:
    """Let a forum pack hold for its agency; a later one replaces it.

    Raises:
        NotAllowed.
    """
    if not (by.has(Role.SYSTEM) or rules.agency in by.agencies(Role.ADMIN, Role.RESEARCH)):
        raise NotAllowed
    hold(Policy, rules, verb="forum.write_rules", subject="forum.rules", by=by, at=at)
