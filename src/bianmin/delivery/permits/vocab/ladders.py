"""The pack of an expiry ladder 屆期前關懷通知: its steps, days, ways and who is left out; policy, not code."""

from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Key
from pydantic import model_validator

from bianmin.delivery.permits.vocab.kinds import Code, Lax, Name
from bianmin.delivery.permits.vocab.states import DEMONSTRATION, Channel, Result, Why
from bianmin.foundation.packs.vocab import Day, Header, Shape, wrong


class Rung(Shape):
    """One step: so many `days` before the end, by one `channel`; left out after any of the results in `unless`.

    `unit`: the path of the unit that does it, the permit's own when empty. `tries`: how often before it is given up.
    """

    code: Code
    name: Name
    days: int = Key(ge=0, le=366)
    channel: Annotated[Channel, Lax]
    unless: Annotated[tuple[Annotated[Result, Lax], ...], Lax] = ()
    unit: str = Key(default="", max_length=200)
    tries: int = Key(default=1, ge=1, le=9)
    source: str = Key(default="", max_length=200)

    @property
    def demonstration(self) -> bool:
        """Whether no document gives this step's days."""
        return self.source == DEMONSTRATION


class Exclusion(Shape):
    """Who is left out, and of which ways: departed of all, protected of letters and visits."""

    why: Annotated[Why, Lax]
    channels: Annotated[tuple[Annotated[Channel, Lax], ...], Lax] = tuple(Channel)


class Ladder(Header):
    """The reminders before permits end: steps from the earliest to the last.

    `day_off`: a step whose day is a day off is done on the working day `before` or `after`, or it may `stay`.
    """

    kind: Literal["ladder"]
    valid_from: Day
    name: Name
    steps: Annotated[tuple[Rung, ...], Lax, Key(min_length=1, max_length=10)]
    exclude: Annotated[tuple[Exclusion, ...], Lax] = ()
    day_off: Literal["before", "after", "stay"] = "before"

    @model_validator(mode="after")
    def _descend(self) -> "Ladder":
        days = [step.days for step in self.steps]
        if days != sorted(set(days), reverse=True) or len({step.code for step in self.steps}) != len(days):
            raise wrong(_("The steps come one after the other: fewer days each time, and each has its own code."))
        return self

    def texts(self) -> list[str]:
        """Every text a reader sees, for translation."""
        return [self.name, *(step.name for step in self.steps)]
