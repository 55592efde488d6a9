"""What a timer is, and which are installed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

FIRST_WAIT: Final = timedelta(seconds=10)
LONGEST_WAIT: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Timer:
    """Work that is done again and again.

    `act` is called as `act(at=moment)`, outside a transaction. It does whatever its rows say is due, so doing it twice
    changes nothing. `lease` is how long it may take at most; longer means that its worker is dead.
    """

    name: str
    every: timedelta
    act: Callable[..., Any]
    lease: timedelta = timedelta(minutes=10)


@dataclass(slots=True)
class Registry:
    """The timers that are installed; only `config` fills it."""

    timers: dict[str, Timer] = field(default_factory=dict)

    def add(self, *timers: Timer) -> None:
        """Install timers."""
        self.timers |= {timer.name: timer for timer in timers}


TIMERS: Final = Registry()


def wait_after(failures: int) -> timedelta:
    """How long to wait after so many failures in a row: 10 s, doubled each time, at most 15 minutes."""
    return min(FIRST_WAIT * (1 << min(failures - 1, 10)), LONGEST_WAIT)
