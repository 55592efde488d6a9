"""How a domain says what can be counted in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Model, QuerySet
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A named set of countable rows 事實.

    `rows` gives the base queryset. `dates`, `dimensions`, `amounts` and `filters` map the public names that packs use
    to the columns (or annotations of `rows`) behind them; `agency` and `unit` are the columns of the agency's code and
    of the unit's path as it was on that day; `number` is the column that people know a row by (a case number).
    Amounts are whole numbers (days, seconds, dollars). `subject` is the journal's word for a row (`cases.case`).
    `persons` maps names to the columns of the number by which a person is known; they are counted and never shown.
    """

    name: str
    label: str | Promise
    subject: str
    rows: Callable[[], QuerySet[Model]]
    dates: Mapping[str, str]
    number: str
    agency: str = "agency"
    unit: str = "unit_path"
    dimensions: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[str, str] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)
    persons: Mapping[str, str] = field(default_factory=dict)

    def keys(self, row: Any) -> set[tuple[str, str, date]]:
        """The keys `(agency, unit, day)` that one row is counted under, by each of its dates that is set."""
        agency, unit = getattr(row, self.agency), getattr(row, self.unit)
        days = {getattr(row, column) for column in self.dates.values()}
        return {(agency, unit, day) for day in days if day is not None}


@dataclass(slots=True)
class Registry:
    """The facts that are installed; only `config` fills it."""

    facts: dict[str, Fact] = field(default_factory=dict)

    def add(self, *facts: Fact) -> None:
        """Install facts."""
        self.facts |= {fact.name: fact for fact in facts}


FACTS: Final = Registry()
