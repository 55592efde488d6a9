"""One act, one transaction: acts within it join in, and rows that are only added are written at its end.

    @act()
    def decide(...): ...

Only a part that may fail and is caught needs a savepoint: `with attempt(): ...`.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from types import TracebackType
from typing import Any, Final, ParamSpec, TypeVar, cast

from django.db import connection, transaction
from django.db.models import Model

from bianmin.kernel.rows import insert, insert_all, new

T = TypeVar("T")
P = ParamSpec("P")


Writer = Callable[[list[Any]], None]


@dataclass(slots=True)
class _Open:
    """An act while it goes on: what it will write at its end, each with what writes it, and what it has read."""

    kept: dict[Hashable, tuple[type[Model] | Writer, Any]] = field(default_factory=dict)
    read: dict[type, dict[Hashable, object]] = field(default_factory=dict)

    def write(self) -> None:
        """Write all of one kind in one go: the rows of a table by one statement."""
        kinds: dict[type[Model] | Writer, list[Any]] = {}
        for kind, one in self.kept.values():
            kinds.setdefault(kind, []).append(one)
        for kind, every in kinds.items():
            if isinstance(kind, type):
                insert_all(every)
            else:
                kind(every)


_OPEN: Final[ContextVar[_Open | None]] = ContextVar("act", default=None)


class act:  # noqa: N801 - a verb, used like a function
    """Do everything below in one transaction, or join the act that is open; `with act():` or `@act()`.

    Whatever leaves an act as an exception undoes all of the outermost one. An exception of an inner act that is caught
    within an outer one leaves the outer unable to go on; where that is wanted, the inner needs `attempt`.
    """

    def __init__(self) -> None:
        self._whole: AbstractContextManager[None] | None = None

    def __call__(self, do: Callable[P, T]) -> Callable[P, T]:
        """An action whose every call is an act."""

        @wraps(do)
        def done(*args: P.args, **more: P.kwargs) -> T:
            with act():
                return do(*args, **more)

        return done

    def __enter__(self) -> None:
        if _OPEN.get() is None:
            self._whole = _outermost()
            self._whole.__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        if self._whole is not None:
            return self._whole.__exit__(kind, error, trace)
        if kind is not None:
            transaction.set_rollback(True)
        return None


@contextmanager
def _outermost() -> Iterator[None]:
    with transaction.atomic():
        opened = _Open()
        token = _OPEN.set(opened)
        try:
            yield
            opened.write()
        finally:
            _OPEN.reset(token)


@contextmanager
def attempt() -> Iterator[None]:
    """A part of an act that may be undone while the rest goes on: a savepoint, for an exception that is caught."""
    opened = _OPEN.get()
    before = dict(opened.kept) if opened else {}
    try:
        with transaction.atomic():
            yield
    except BaseException:
        if opened:
            opened.kept = before
            opened.read.clear()
        raise


@contextmanager
def ahead() -> Iterator[None]:
    """Read before the act begins to write: on SQLite nobody is held up yet, and what is read may change until then."""
    before = getattr(connection, "ahead", False)
    setattr(connection, "ahead", True)  # noqa: B010 - Django knows no such attribute, nor does PostgreSQL's connection
    try:
        yield
    finally:
        setattr(connection, "ahead", before)  # noqa: B010


def keep(row: Model) -> None:
    """Add a row at the end of the act, in the order of keeping; at once where no act is open.

    Nothing in the act may read it again.
    """
    opened = _OPEN.get()
    if opened is None:
        insert(row)
    else:
        opened.kept[object()] = type(row), row


def keep_once(table: type[Model], **values: Hashable) -> None:
    """As `keep`, for a row that is added once however often the act asks for it."""
    opened, key = _OPEN.get(), (table, *values.values())
    if opened is None:
        insert(new(table, **values))
    elif key not in opened.kept:
        opened.kept[key] = table, new(table, **values)


def keep_last(write: Writer, key: Hashable, one: object) -> None:
    """Let `write` have this at the end of the act, with all else kept for it; of one key only the last."""
    opened = _OPEN.get()
    if opened is None:
        write([one])
    else:
        opened.kept[write, key] = write, one


def keep_no_more(write: Writer, key: Hashable) -> None:
    """Let `write` not have what was kept for it under this key."""
    opened = _OPEN.get()
    if opened is not None:
        opened.kept.pop((write, key), None)


def once(what: type, key: Hashable, read: Callable[[], T]) -> T:
    """What `read` gives, read once in an act; `what` names the table, and whoever writes there calls `forget`."""
    opened = _OPEN.get()
    if opened is None:
        return read()
    known = opened.read.setdefault(what, {})
    if key not in known:
        known[key] = read()
    return cast("T", known[key])


def renew(what: type, key: Hashable, value: object) -> None:
    """Let `once` give this for the rest of the act, since the act has just written it."""
    opened = _OPEN.get()
    if opened is not None:
        opened.read.setdefault(what, {})[key] = value


def forget(what: type) -> None:
    """Let what was read under this name be read again in this act: its rows have just been changed."""
    opened = _OPEN.get()
    if opened is not None:
        opened.read.pop(what, None)
