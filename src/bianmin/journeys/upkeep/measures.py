"""Figures of the platform itself for a monitor: timers, outbox, journal, disk, checks."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings

from bianmin.foundation.audit.queries.chains import oldest_waiting
from bianmin.foundation.jobs.queries import timers
from bianmin.foundation.notices.queries import outbox
from bianmin.journeys.upkeep.doctor import examine
from bianmin.journeys.upkeep.vocab import Level

LEVELS: Final = {Level.GOOD: 0, Level.WARN: 1, Level.BAD: 2}


@dataclass(frozen=True, slots=True)
class Gauge:
    """A figure that goes up and down: `values` by the value of `label`, one without a label when that is empty."""

    name: str
    words: str
    values: tuple[tuple[str, int], ...]
    label: str = ""


def _age(since: datetime | None, at: datetime) -> int:
    return max(0, int((at - since).total_seconds())) if since else 0


def gauges(*, at: datetime) -> Iterator[Gauge]:
    """Every figure; durations in whole seconds."""
    cards = timers(at=at)
    waits = outbox(at=at)
    ages = tuple((card.name, _age(card.finished_at, at)) for card in cards if card.finished_at)
    yield Gauge("timer_age_seconds", "Since a timer last went well.", ages, "timer")
    yield Gauge("timer_failures", "Failures in a row.", tuple((card.name, card.failures) for card in cards), "timer")
    yield Gauge("outbox_waiting", "E-mails that wait.", (("", waits.count),))
    yield Gauge("outbox_oldest_seconds", "Age of the oldest that waits.", (("", _age(waits.oldest, at)),))
    yield Gauge(
        "journal_unsealed_seconds", "Age of the oldest line without a seal.", (("", _age(oldest_waiting(), at)),)
    )
    yield Gauge("disk_free_bytes", "Free in the home folder.", (("", shutil.disk_usage(settings.HOME).free),))
    checks = tuple((found.code, LEVELS[found.level]) for found in examine(at=at))
    yield Gauge("check", "What the doctor finds: 0 well, 1 look at it, 2 mend it now.", checks, "code")
