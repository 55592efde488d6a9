"""Periods added up for a case, as pages and papers show them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bianmin.foundation.forms.vocab import Json

SECTION: Final = "stays"
"""The repeated section of a form that asks for the periods."""

FIRST_DAY: Final = "first_day"
LAST_DAY: Final = "last_day"


@dataclass(frozen=True, slots=True)
class RuleTotal:
    """What one rule made of the periods: days and full years that count, how many it needs, how many are missing."""

    name: str
    need: int
    days: int
    full_years: int
    missing: int
    demonstration: bool


@dataclass(frozen=True, slots=True)
class WorkingCard:
    """One adding-up; `by` is the key of who did it."""

    version: str
    own: bool
    stays: tuple[tuple[date, date], ...]
    totals: tuple[RuleTotal, ...]
    by: str
    at: datetime
    rows: tuple[dict[str, Json], ...]
