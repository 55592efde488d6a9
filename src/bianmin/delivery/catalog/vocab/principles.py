"""Principles of review 審件原則: what a computer looks at in an application, and whether it then grants it."""

from typing import Annotated, Literal

from pydantic import Field as Key

from bianmin.delivery.catalog.vocab.parts import Code, Lax, Name, Text
from bianmin.foundation.forms.vocab import Code as Question
from bianmin.foundation.forms.vocab import When
from bianmin.foundation.packs.vocab import Day, Header, Shape


class Listed(Shape):
    """The answer stands (or, `there: false`, does not stand) in an entry that holds of a register, under a column."""

    in_register: Name
    column: Question
    answer: Question
    there: bool = True


class Principle(Shape):
    """One principle: what is looked at, and the `reason` an officer reads the application where it does not pass.

    It passes when `when` holds of the answers, every one of `listed` is as it should be, and the register that tells
    about each paper of `looked_up` answered that nothing speaks against it. With `each`, a repeating section, it must
    pass for every row of it. `NAME_ahead` stands for the days from receipt to the day answered.
    """

    code: Code
    text: Annotated[str, Key(min_length=1, max_length=300)]
    reason: Annotated[str, Key(min_length=1, max_length=300)]
    basis: Text = ""
    each: Annotated[str, Key(pattern=r"^([a-z][a-z0-9_]{0,39})?$")] = ""
    when: When | None = None
    listed: Annotated[tuple[Listed, ...], Lax, Key(max_length=5)] = ()
    looked_up: Annotated[tuple[Code, ...], Lax, Key(max_length=5)] = ()
    source: str = Key(default="", max_length=200)


class Principles(Header):
    """The principles of one kind of application, in force from a day until newer ones are.

    `decides`: an application that passes all of them is granted at once; what does not pass goes to an officer with
    the reasons, and is never refused by a computer. Otherwise the officer sees what was found.
    """

    kind: Literal["principles"]
    valid_from: Day
    name: Name
    decides: bool = False
    basis: Text = ""
    rows: Annotated[tuple[Principle, ...], Lax, Key(min_length=1, max_length=40)]

    @property
    def looked_up(self) -> tuple[str, ...]:
        """The papers about which registers are asked, each once."""
        return tuple(dict.fromkeys(paper for row in self.rows for paper in row.looked_up))

    def texts(self) -> list[str]:
        """Every text a reader sees, for translation."""
        found = [self.name, self.basis]
        found += [text for row in self.rows for text in (row.text, row.reason, row.basis)]
        return [text for text in dict.fromkeys(found) if text]
