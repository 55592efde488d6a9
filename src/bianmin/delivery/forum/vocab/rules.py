"""The rules of a forum, as a pack of its agency says them."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints
from pydantic import Strict as _Strict

from bianmin.foundation.clock.vocab import DEMONSTRATION_HOURS, OfficeHours
from bianmin.foundation.clock.written import HoursText, PeriodText
from bianmin.foundation.packs.vocab import Header, Shape

Lax = _Strict(strict=False)
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class Coded(Shape):
    """A choice with its code: what a message is, or why one is taken down."""

    code: Code
    name: Name


class ForumRules(Header):
    """How an agency keeps its forum; one for each agency, a later version replaces it.

    `categories` tell messages by their nature 發言性質. `conduct` are the rules of conduct 發言規範, a sentence each.
    `moderated`: a message is shown only after somebody of the office has looked at it. `norm`: within which office
    hours (`hours`) an answer is promised. `per_hour`: so many messages from one network address. `grounds`: why a
    message is taken down.
    """

    kind: Literal["forum"]
    categories: Annotated[tuple[Coded, ...], Lax, Field(min_length=1, max_length=20)]
    conduct: Annotated[tuple[Words, ...], Lax, Field(min_length=1, max_length=20)]
    grounds: Annotated[tuple[Coded, ...], Lax, Field(min_length=1, max_length=20)]
    moderated: bool = False
    norm: PeriodText = "8wh"
    hours: HoursText = str(DEMONSTRATION_HOURS)
    per_hour: int = Field(default=5, ge=1, le=100)

    @property
    def demonstration(self) -> bool:
        """Whether the norm was made up 示範."""
        return self.source == "demonstration"

    @property
    def office_hours(self) -> OfficeHours:
        """The hours in which an answer is owed."""
        return OfficeHours.parse(self.hours)

    def texts(self) -> Iterator[str]:
        """What the public reads of it, for translation."""
        yield from (one.name for one in (*self.categories, *self.grounds))
        yield from self.conduct

    def category(self, code: str) -> str:
        """The name of a category; empty for none of them."""
        return next((one.name for one in self.categories if one.code == code), "")

    def ground(self, code: str) -> str:
        """The name of a ground; empty for none of them."""
        return next((one.name for one in self.grounds if one.code == code), "")
