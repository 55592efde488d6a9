"""Meanwhile: what was typed on a page is done only if the case still stands as the page showed it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from bianmin.delivery.cases.actions.steps import SomebodyWasFirst
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.track import event_line
from bianmin.delivery.cases.queries.visible import row
from bianmin.foundation.accounts.queries import names
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import TAIPEI
from bianmin.kernel.words import N_


class ChangedMeanwhile(Refused):
    """Somebody acted on the case after the page was opened."""

    message = N_("Meanwhile {who} changed this case at {time}: “{what}” What you typed is kept; look first.")


def _changed(case: Case) -> ChangedMeanwhile:
    """What happened last, by whom and when."""
    last = case.events.order_by("-id")[:1].get()
    who = names([last.actor]).get(last.actor, case.agency if last.actor.startswith("staff:") else "Bianmin")
    said = event_line(last).sentence(get_language() or "zh-hant")
    return ChangedMeanwhile(who=who, time=f"{last.at.astimezone(TAIPEI):%H:%M}", what=said)


@act()
def _do(do: Callable[..., Any], *, number: str, seen: int | None, by: Actor, at: datetime, **words: Any) -> Any:
    case = row(by, number)
    if seen is not None and case.revision != seen:
        raise _changed(case)
    return do(number=number, by=by, at=at, **words)


def as_seen(do: Callable[..., Any], *, number: str, seen: int | None, by: Actor, at: datetime, **words: Any) -> Any:
    """Do something with a case that still has the revision its page was made from; None asks for none.

    Of two who act at the same moment one wins; the other is told what happened meanwhile and by whom. Call it outside
    a transaction: what the faster one wrote is read afterwards.

    Raises:
        ChangedMeanwhile; what the act refuses.
    """
    try:
        return _do(do, number=number, seen=seen, by=by, at=at, **words)
    except SomebodyWasFirst:
        raise _changed(row(by, number)) from None
