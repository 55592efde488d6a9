"""Keep the newsletters of an agency."""

from datetime import datetime

from bianmin.delivery.newsletters.models import Policy
from bianmin.delivery.newsletters.vocab.rules import NewsletterRules
from bianmin.foundation.packs.actions import hold
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed


@act()
def write_rules(*, rules: NewsletterRules, by: Actor, at: datetime) -> None:
    """Let a pack of newsletters hold for its agency; a later one replaces it.

    Raises:
        NotAllowed.
    """
    if not (by.has(Role.SYSTEM) or rules.agency in by.agencies(Role.ADMIN, Role.RESEARCH)):
        raise NotAllowed
    hold(Policy, rules, verb="newsletters.write_rules", subject="newsletters.rules", by=by, at=at)
