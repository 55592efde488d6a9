"""Levels of review of a service 審核層級: who reads after whom, and what each may decide."""

from typing import Annotated, Any, Literal

from pydantic import Field as Key

from bianmin.delivery.catalog.vocab.parts import Lax, Name
from bianmin.foundation.forms.rules.conditions import holds
from bianmin.foundation.forms.vocab import When
from bianmin.foundation.packs.vocab import Shape

Outcome = Literal[
    "granted", "conditional", "partly", "refused", "not_accepted", "returned", "not_competent"
]  # fmt: skip


class Level(Shape):
    """One level: a name, who reads (`by`, an officer or a chief, in `unit` where one is named) and what it decides.

    It decides the outcomes in `decides`, and only where `when` holds of the answers (an amount, a number of parts);
    what it may not decide it recommends to the next level. The last level decides everything.
    """

    name: Name
    by: Literal["officer", "chief"] = "officer"
    unit: str = Key(default="", max_length=200)
    decides: Annotated[tuple[Outcome, ...], Lax, Key(max_length=7)] = ()
    when: When | None = None

    def settles(self, outcome: str, answers: dict[str, Any]) -> bool:
        """Whether this level may decide so."""
        return outcome in self.decides and holds(self.when, answers)
