"""What the doctor looks at, and what a look can find."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from bianmin.kernel.rocdate import TAIPEI
from bianmin.kernel.words import N_, translate

PACKAGE: Final = "bianmin.journeys"


class Level(StrEnum):
    """How well it is."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


LEVELS: Final = {Level.GOOD: N_("Well"), Level.WARN: N_("Look at it"), Level.BAD: N_("Mend it now")}


class Seen(NamedTuple):
    """What a look found: a marked sentence and the values that fill it."""

    level: Level
    text: str
    values: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Check:
    """One look: what it is about, why that matters, how to mend it; all marked sentences."""

    code: str
    title: str
    why: str
    mend: str
    look: Callable[[datetime], Seen]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found, in a reader's language; `mend` is empty where all is well."""

    code: str
    level: Level
    mark: str
    title: str
    said: str
    why: str
    mend: str


def shown(at: datetime) -> str:
    """A moment as the doctor says it: `2026-11-28 15:30` in Taipei."""
    return f"{at.astimezone(TAIPEI):%Y-%m-%d %H:%M}"


def finding(check: Check, seen: Seen, language: str) -> Finding:
    """Say what was seen in a language (`zh_Hant`)."""

    def say(text: str) -> str:
        return translate(text, package=PACKAGE, language=language) if text else ""

    level, text, values = seen
    mend = "" if level is Level.GOOD else say(check.mend)
    return Finding(
        check.code, level, say(LEVELS[level]), say(check.title), say(text).format(**values), say(check.why), mend
    )
