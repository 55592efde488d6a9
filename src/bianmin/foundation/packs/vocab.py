"""What a pack is: a header, a kind with a shape, and problems that name file, line and key."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from bianmin.kernel.actor import Actor
from bianmin.kernel.text import placeholders


def _day(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_day)]
"""A date in a pack, with or without quotation marks: an exported pack has them."""


def wrong(sentence: str) -> PydanticCustomError:
    """What a shape's validator raises: the sentence is shown as it stands."""
    return PydanticCustomError("bianmin", "{sentence}", {"sentence": sentence})


def check_placeholders(text: str, known: Collection[str]) -> str:
    """A text in which only known placeholders stand in braces, as it is; the validators of such texts call it."""
    try:
        found = placeholders(text)
    except ValueError as fault:
        raise wrong(_("A placeholder is a name in braces, as in {number}.")) from fault
    if unknown := sorted(found - set(known)):
        sentence = _("The placeholder %(name)s is not known. Use one of: %(names)s.")
        raise wrong(sentence % {"name": unknown[0], "names": ", ".join(sorted(known))})
    return text


class Shape(BaseModel):
    """The base of every shape in a pack: unknown keys are refused, nothing is converted silently.

    How one is checked is worked out when the first is read, under a lock of pydantic's own: a process that starts does
    not wait for two hundred of them.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class Header(Shape):
    """What every pack begins with.

    `agency` is the code of the agency whose data it is, empty for packs that all share (frameworks). `source` names
    the document and line, or `demonstration`. `locale` is the language of its texts.
    """

    kind: str
    id: str = Field(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9._-]+$")
    version: str = Field(min_length=1, max_length=20)
    locale: str = "zh-Hant"
    agency: str = Field(default="", max_length=10)
    source: str = Field(min_length=1, max_length=200)
    valid_from: Day | None = None


@dataclass(frozen=True, slots=True)
class Loading:
    """What a kind's loader is handed besides the document: who loads it and when."""

    by: Actor
    at: datetime


Place = tuple[str | int, ...]
"""Where something stands in a document: keys and positions, `("sop", 2, "next")`."""

Said = Iterable[tuple[Place, str]]
"""Sentences, each with the place it is about."""


def _nothing(*_of: object) -> Said:
    return ()


def _no_texts(_document: object) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of pack: its shape, its place in the order of loading, and how it becomes rows and comes back.

    `load` writes the rows of a checked document inside the caller's transaction; loading the same document twice
    changes nothing. `export` gives the document back as plain data from the rows, or None where there is none.
    `judge` finds what is wrong with a document as a whole, place by place; `warn` what may be meant so but will cause
    trouble, as of a day: it is told and keeps nothing from being loaded. `texts` lists what the public reads of it, for
    translation.
    """

    name: str
    title: str | Promise
    order: int
    shape: type[Header]
    load: Callable[[Any, Loading], None]
    export: Callable[[str, str], dict[str, Any] | None]
    judge: Callable[[Any], Said] = _nothing
    warn: Callable[[Any, date], Said] = _nothing
    texts: Callable[[Any], Iterable[str]] = _no_texts


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a pack: where, and a sentence."""

    file: str
    line: int
    key: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.sentence}"


@dataclass(slots=True)
class Registry:
    """The kinds of packs that are installed; only `config` fills it."""

    kinds: dict[str, Kind] = field(default_factory=dict)

    def add(self, *kinds: Kind) -> None:
        """Install kinds."""
        self.kinds |= {kind.name: kind for kind in kinds}


KINDS: Final = Registry()
MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 20
