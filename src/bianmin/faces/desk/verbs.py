"""What can be done with something at the desk: its words, its questions, and the doing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bianmin.faces.desk.asking import Asked, Words
from bianmin.faces.ui.doors import Request

Card = TypeVar("Card")
"""What it is done with, as pages show it."""


@dataclass(frozen=True, slots=True)
class Verb(Generic[Card]):
    """One thing to do: its words, when it fits, its questions, and the doing; `leads`: only chiefs do it."""

    code: str
    title: Words
    go: Words
    done: Words
    fits: Callable[[Card], bool]
    questions: Callable[[Request, Card], list[Asked]]
    do: Callable[[Request, Card], object]
    box: str = ""
    lead: Words = ""
    leads: bool = False
    main: bool = False
    danger: bool = False
