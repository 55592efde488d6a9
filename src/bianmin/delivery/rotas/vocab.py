"""The pack of rotas 輪值, and what pages show of a week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Final, Literal

from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints, model_validator
from pydantic import Strict as _Strict

from bianmin.foundation.packs.vocab import Header, Shape, wrong

FACT: Final = "rotas.shift"
NAME_MOST: Final = 60
CELL_MOST: Final = 300
WEEK: Final = timedelta(days=7)

Lax = _Strict(strict=False)
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Hour = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Turn(Shape):
    """One line of a rota 班別: its hours, on which days of the week (1 Monday to 7), and how many are needed."""

    code: Code
    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    begins: Hour
    ends: Hour
    days: Annotated[tuple[Annotated[int, Field(ge=1, le=7)], ...], Lax, Field(min_length=1, max_length=7)]
    least: Annotated[int, Field(ge=0, le=50)] = 1

    @property
    def minutes(self) -> int:
        """How long one turn lasts."""
        (begin, at), (end, until) = (map(int, text.split(":")) for text in (self.begins, self.ends))
        return 60 * (end - begin) + until - at


class Rota(Shape):
    """One kind of duty 輪值: whether people from outside serve, and whether the public reads its hours."""

    code: Code
    name: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    about: str = Field(default="", max_length=500)
    outside: bool = False
    public: bool = False
    source: str = Field(default="", max_length=200)
    turns: Annotated[tuple[Turn, ...], Lax, Field(min_length=1, max_length=20)]

    def turn(self, code: str) -> Turn | None:
        """A line by its code."""
        return next((one for one in self.turns if one.code == code), None)


class Rotas(Header):
    """The rotas of an agency; one pack for each agency, a later version replaces it."""

    kind: Literal["rotas"]
    rotas: Annotated[tuple[Rota, ...], Lax, Field(min_length=1, max_length=30)]

    @model_validator(mode="after")
    def _hours_in_order(self) -> "Rotas":
        if any(turn.minutes <= 0 for rota in self.rotas for turn in rota.turns):
            raise wrong(_("A turn ends after it begins."))
        return self

    def texts(self) -> list[str]:
        """What is read of it, for translation."""
        said = [text for rota in self.rotas for text in (rota.name, rota.about) if text]
        return said + [turn.name for rota in self.rotas for turn in rota.turns]


Cells = Mapping[tuple[str, date], tuple[str, ...]]
"""Who is to serve, by turn and day."""


@dataclass(frozen=True, slots=True)
class ShiftCard:
    """Somebody on duty: `person` the key of a colleague, empty for people from outside; `instead` who had been."""

    id: int
    rota: str
    turn: str
    on: date
    person: str
    name: str
    instead: str
    away: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One turn on one day: who serves, how many are missing, whether the office is open at all."""

    on: date
    shifts: tuple[ShiftCard, ...]
    served: bool
    missing: int

    @property
    def box(self) -> str:
        """The names as they stand in the box of the table."""
        return "、".join(one.name for one in self.shifts)


@dataclass(frozen=True, slots=True)
class Line:
    """One turn over a week."""

    turn: Turn
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class WeekTable:
    """A rota in a week from a Monday on, with its gaps and with who is on duty and away."""

    rota: Rota
    monday: date
    lines: tuple[Line, ...]

    @property
    def days(self) -> list[date]:
        """The days of the week."""
        return [self.monday + timedelta(days=place) for place in range(7)]

    @property
    def gaps(self) -> int:
        """How many people are missing."""
        return sum(cell.missing for line in self.lines for cell in line.cells)

    @property
    def away(self) -> int:
        """How many are on duty on a day on which they are away."""
        return sum(one.away for line in self.lines for cell in line.cells for one in cell.shifts)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
