"""How the work on an application is shared: levels of review 審核層級 one after the other, parts 子案 side by side."""

from typing import Annotated, Any, Literal

from pydantic import Field as Key

from bianmin.delivery.catalog.vocab.parts import Code, Lax, Name
from bianmin.foundation.forms.rules.conditions import holds
from bianmin.foundation.forms.vocab import When
from bianmin.foundation.packs.vocab import Shape

Outcome = Literal[
    "granted", "conditional", "partly", "refused", "not_accepted", "returned", "not_competent"
]  # fmt: skip


class Part(Shape):
    """A part of an application 子案 that another unit decides by a `service` of the same agency, with its own clock.

    A `needed` part that is not granted leaves nothing of the whole to be granted; without another, part of it may be.
    `otherwise` tells the applicant what then.
    """

    service: str = Key(pattern=r"^[a-z][a-z0-9_-]{0,39}$")
    name: Name
    needed: bool = True
    otherwise: str = Key(default="", max_length=500)


class Share(Shape):
    """Another agency that an application concerns 跨機關整合: one of this house gets a case of its own of `service`.

    What its form asks for is passed with the applicant's data and not asked again; `purpose` and `basis` say what for
    and by which law. Each agency sees its own case, and of the other's only that it is there and when it is decided.
    `files` are the questions and papers whose files go over. An agency `elsewhere` works on another installation: it
    reads by the API, with the key that `shared:AGENCY` opens, the `answers` named here, and answers there.
    """

    agency: str = Key(pattern=r"^[0-9A-Z]{10}$")
    elsewhere: bool = False
    answers: Annotated[tuple[Code, ...], Lax, Key(max_length=40)] = ()
    files: Annotated[tuple[Code, ...], Lax, Key(max_length=20)] = ()
    service: str = Key(pattern=r"^[a-z][a-z0-9_-]{0,39}$")
    name: Name
    purpose: str = Key(min_length=1, max_length=200)
    basis: str = Key(min_length=1, max_length=200)


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
