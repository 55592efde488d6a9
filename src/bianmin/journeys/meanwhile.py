"""Meanwhile: what was typed on a page is done only if the case still stands as the page showed it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import EventKind
from bianmin.foundation.accounts.queries import names
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import TAIPEI
from bianmin.kernel.words import N_


class ChangedMeanwhile(Refused):
    """Somebody acted on the case after the page was opened."""

    message = N_("Meanwhile {who} changed this case at {time}: “{what}” What you typed is kept; look first.")


@act()
def as_seen(do: Callable[..., Any], *, number: str, seen: int | None, by: Actor, at: datetime, **words: Any) -> Any:
    """Do something with a case that still has the revision its page was made from; None asks for none.

    Of two who act at the same moment one wins; the other is told what happened meanwhile and by whom.

    Raises:
        ChangedMeanwhile; what the act refuses.
    """
    case = row(by, number)
    if seen is not None and case.revision != seen:
        last = case.events.order_by("-id")[:1].get()
        who = names([last.actor]).get(last.actor, case.agency if last.actor.startswith("staff:") else "Bianmin")
        said = EventKind(last.kind).label.format_map({"due_on": "", **last.params})
        raise ChangedMeanwhile(who=who, time=f"{last.at.astimezone(TAIPEI):%H:%M}", what=said)
    return do(number=number, by=by, at=at, **words)
