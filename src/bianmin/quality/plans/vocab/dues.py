"""Days by which an agency files something with one above 提報期限: the pack, and how each stands."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Final, Literal

from pydantic import Field, Strict

from bianmin.foundation.packs.vocab import Day, Header, Shape
from bianmin.quality.plans.vocab.filings import What

Lax = Strict(strict=False)
SOON: Final = timedelta(days=30)
"""So long before its day a filing is told in the list of work; a choice of the platform."""
PAST: Final = timedelta(days=90)
"""So long after its day one that was not sent is still told."""
BACK: Final = timedelta(days=365)
"""What was filed longer before the day was filed for another year."""


class DueShape(Shape):
    """What is filed by a day, in so many copies 一式幾份 where the document asks for them; `line` says where."""

    what: Annotated[What, Lax]
    text: str = Field(min_length=1, max_length=200)
    by: Day
    copies: int = Field(default=0, ge=0, le=999)
    line: str = ""


class DeadlinesPack(Header):
    """The days by which an agency files something above; one pack for each agency, a later version replaces it."""

    kind: Literal["deadlines"]
    agency: str = Field(min_length=1, max_length=10)
    dues: Annotated[tuple[DueShape, ...], Lax, Field(min_length=1, max_length=50)]

    def texts(self) -> list[str]:
        """What is read of it, for translation."""
        return [one.text for one in self.dues]


@dataclass(frozen=True, slots=True)
class DueCard:
    """What is to be filed, and when it was; as of the day asked: `late` went after its day, `missed` was not sent."""

    shape: DueShape
    sent_on: date | None
    on: date

    @property
    def late(self) -> bool:
        """Whether it was sent after its day."""
        return self.sent_on is not None and self.sent_on > self.shape.by

    @property
    def missed(self) -> bool:
        """Whether its day passed and nothing was sent."""
        return self.sent_on is None and self.shape.by < self.on

    @property
    def pressing(self) -> bool:
        """Whether it is to be told: its day is near, or has passed not long ago, and nothing was sent."""
        return self.sent_on is None and -PAST <= self.shape.by - self.on <= SOON
