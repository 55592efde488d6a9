"""Strategies 實施策略 of a plan, the plan they come from, and what of the house serves them."""

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_letters
from typing import Final, Literal

from pydantic import Field

from bianmin.foundation.packs.vocab import Header, Shape

OURS: Final = "ours"
"""The source of what no document says and Bianmin itself worked out."""
CODE: Final = r"^[A-Za-z0-9._-]+$"


class StrategyShape(Shape):
    """A strategy 策略; `origins` are the nodes of the plan above that it comes from, empty where it was added.

    `name` has the text to the letter where it is a heading, else briefly; `how` says whether it is the same as its
    origin, adapted to the agency, or added.
    """

    code: str = Field(pattern=CODE, max_length=40)
    name: str = Field(min_length=1, max_length=300)
    how: Literal["same", "adapted", "added"] = "added"
    origins: list[str] = Field(default_factory=list)
    line: str = ""
    strategies: list["StrategyShape"] = Field(default_factory=list)


class Follows(Shape):
    """The plan above that the strategies come from; `why` where it is another than the plan itself names."""

    agency: str = Field(min_length=1, max_length=10)
    plan: str = Field(pattern=CODE, max_length=80)
    why: str = ""


class Headings(Shape):
    """What a plan calls its chapters, where plans differ: whom it binds, its strategies, and its table."""

    addressees: str = "執行對象"
    strategies: str = "執行策略"
    content: str = "計畫內容"


class Place(Shape):
    """A page of the house: behind `/desk/`, or behind the agency's own address for the public."""

    name: str = Field(min_length=1, max_length=60)
    desk: str = Field(default="", pattern=r"^([a-z0-9-]+/)*$", max_length=80)
    site: str = Field(default="", pattern=r"^([a-z0-9-]+/)*$", max_length=80)


class Serving(Shape):
    """What serves one strategy: indicators and registers by code, pages, and what is not there (`lacks`).

    `online` names the services that are applied for online beside it.
    """

    strategy: str = Field(pattern=CODE, max_length=40)
    indicators: list[str] = Field(default_factory=list)
    registers: list[str] = Field(default_factory=list)
    pages: list[Place] = Field(default_factory=list)
    online: bool = False
    lacks: str = ""


class MeansPack(Header):
    """What of the house serves the strategies of one plan, by the strategy's code."""

    kind: Literal["means"]
    plan: str = Field(pattern=CODE, max_length=80)
    means: list[Serving] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Node:
    """A strategy where it stands: the code above it (empty on top), and how many stand above."""

    above: str
    depth: int
    shape: StrategyShape

    @property
    def leaf(self) -> bool:
        """Whether none stands below: measures hang on these."""
        return not self.shape.strategies


def own_code(code: str) -> str:
    """The number of a strategy taken over: without the letters that the plan above sets before it (M1.1: 1.1)."""
    return code.lstrip(ascii_letters) or code


def walk(strategies: list[StrategyShape], above: str = "", depth: int = 0) -> Iterator[Node]:
    """The strategies in their order, each before those below it."""
    for shape in strategies:
        yield Node(above, depth, shape)
        yield from walk(shape.strategies, shape.code, depth + 1)
