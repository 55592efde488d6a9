"""What if: it is done on a day, or the papers arrive on a day. Nothing is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bianmin.foundation.clock.reckon.limit import Limit, due, paused_days
from bianmin.foundation.clock.vocab import Due, Pause
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import TAIPEI
from bianmin.kernel.words import N_


class BeforeItBegan(Refused):
    """A day before the matter began."""

    message = N_("{day} lies before the beginning, {start}. Enter that day or a later one.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What it would be if done on a day: when it was due, days in the office's hands, and whether in time."""

    due: Due
    on: date
    used_days: int
    in_time: bool

    @property
    def late_by(self) -> int:
        """How many days late, 0 in time."""
        return max(0, (self.on - self.due.due_on).days)


def began_on(limit: Limit) -> date:
    """The day on which a limit began."""
    start = limit.start
    return start.astimezone(TAIPEI).date() if isinstance(start, datetime) else start


def if_done(limit: Limit, on: date) -> Verdict:
    """What it would be if it were done on a day.

    Raises:
        BeforeItBegan: the day lies before the beginning.
    """
    start = began_on(limit)
    if on < start:
        raise BeforeItBegan(day=on, start=start)
    found = due(limit)
    used = (on - start).days - paused_days(limit.pauses, until=on) if on > start else 0
    return Verdict(found, on, max(0, used), in_time=on <= found.due_on)


def if_resumed(limit: Limit, stopped_on: date, on: date, *, restart: bool = False) -> Due:
    """When it would be due if it stood still from one day and ran on another, which is the office's again.

    With `restart` it begins anew: the day after `on` is the first one counted.
    """
    if on < stopped_on:
        raise BeforeItBegan(day=on, start=stopped_on)
    pause = Pause(stopped_on, max(stopped_on, on - timedelta(days=1)))
    longer = replace(limit, pauses=[*without(limit.pauses, stopped_on), pause])
    return due(replace(longer, start=_moment(limit, on)) if restart else longer)


def without(pauses: Sequence[Pause], first: date) -> list[Pause]:
    """The pauses but the one that begins on a day."""
    return [pause for pause in pauses if pause.first != first]


def _moment(limit: Limit, on: date) -> date:
    start = limit.start
    return start.replace(year=on.year, month=on.month, day=on.day) if isinstance(start, datetime) else on
