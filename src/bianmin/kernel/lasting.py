"""Reference data that a process reads once for as long as it stays the same.

Agencies, services, forms and calendars change a few times a week and are read by every request. Whoever changes them
gives the whole a new edition in the same transaction; a request asks which edition holds, once, and reads what the
process does not know of it. Outside a request, and after a change within one, everything is read anew.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from bianmin.kernel.act import once

T = TypeVar("T")
MOST: Final = 5_000
"""So many things are known at once; then the process begins anew."""


@dataclass(slots=True)
class _Shelf:
    """What is known of one edition; `edition` is asked for when something is first needed."""

    ask: Callable[[], str]
    edition: str | None = None

    def known(self) -> dict[Hashable, Any] | None:
        """What the process knows of the edition that holds; None where there is none."""
        if self.edition is None:
            self.edition = self.ask()
        return _KNOWN.of(self.edition) if self.edition else None


@dataclass(slots=True)
class _Known:
    """The one edition that a process knows; it and what was read of it change hands together, as threads share them."""

    held: tuple[str, dict[Hashable, Any]] = ("", {})

    def of(self, edition: str) -> dict[Hashable, Any]:
        """What is known of an edition; another edition begins with nothing."""
        known, read = self.held
        if edition != known or len(read) > MOST:
            read = {}
            self.held = edition, read
        return read


_KNOWN: Final = _Known()
_SHELF: Final[ContextVar[_Shelf | None]] = ContextVar("shelf", default=None)


@contextmanager
def holding(edition: Callable[[], str]) -> Iterator[None]:
    """Within, reference data is read once as long as `edition` gives the same; it is asked at most once."""
    token = _SHELF.set(_Shelf(edition))
    try:
        yield
    finally:
        _SHELF.reset(token)


def lasting(what: type, key: Hashable, read: Callable[[], T]) -> T:
    """What `read` gives, which must not be changed: read once in an edition, or once in an act (`kernel.act.once`)."""
    shelf = _SHELF.get()
    known = shelf.known() if shelf else None
    if known is None:
        return once(what, key, read)
    place = (what, key)
    if place not in known:
        known[place] = read()
    found: T = known[place]
    return found


def edition() -> str:
    """The edition that holds for this request; empty outside one, and after a change within one."""
    shelf = _SHELF.get()
    if shelf is None:
        return ""
    shelf.known()
    return shelf.edition or ""


def let_go() -> None:
    """Read everything anew from here on, since reference data has just been changed."""
    _SHELF.set(None)
