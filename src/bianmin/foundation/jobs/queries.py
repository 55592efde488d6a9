"""Read the timers: whether the platform's own work gets done."""

from dataclasses import dataclass
from datetime import datetime

from bianmin.foundation.jobs.models import Schedule


@dataclass(frozen=True, slots=True)
class TimerCard:
    """A timer: when it last went well, when it goes next, and how often it failed since."""

    name: str
    next_at: datetime
    running: bool
    started_at: datetime | None
    finished_at: datetime | None
    failures: int
    fault: str


def timers(*, at: datetime) -> list[TimerCard]:
    """All timers that ever ran, by name."""
    return [
        TimerCard(
            name=row.name,
            next_at=row.next_at,
            running=row.leased_until is not None and row.leased_until > at,
            started_at=row.started_at,
            finished_at=row.finished_at,
            failures=row.failures,
            fault=row.fault,
        )
        for row in Schedule.objects.order_by("name")
    ]


def holders() -> set[str]:
    """The workers that are at a timer, or were when they died."""
    return set(Schedule.objects.exclude(leased_until=None).values_list("holder", flat=True))
