"""Take the list of subscribers along as a table, addresses masked, which the journal notes."""

from datetime import datetime
from typing import Final

from bianmin.delivery.newsletters.queries.subscribers import listed
from bianmin.delivery.newsletters.vocab.cards import SubscriberCard
from bianmin.foundation.audit.actions import record
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor

MOST: Final = 20_000


@act()
def read_list(*, agency: str, paper: str, state: str, email: str, by: Actor, at: datetime) -> list[SubscriberCard]:
    """The subscriptions that the actor sees, addresses masked, at most twenty thousand; who took them is journaled."""
    found = listed(by, agency, paper=paper, state=state, email=email, most=MOST)
    record(verb="newsletters.export", subject="newsletters.subscribers", agency=agency, by=by, at=at)
    return found
