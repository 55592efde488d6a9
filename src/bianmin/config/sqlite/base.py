"""SQLite, whose writers wait in a queue beside the database.

SQLite lets one write at a time, and whoever finds it busy sleeps longer and longer before looking again: with eight
visitors some sleep a quarter of a second while nobody writes. Here the threads of a process wait for one another, and
the one whose turn it is looks every third of a millisecond at a lock on a file beside the database, for the other
processes. It decides nothing: who waited too long goes on and waits as SQLite does, and a process that dies gives its
lock back.

A transaction begins with its first statement: what an act only computes before, it computes without holding anybody up.
"""

import fcntl
import os
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

sqlite: Any = import_module("django.db.backends.sqlite3.base")

STATEMENTS: Final = 500
"""So many are remembered."""
QUEUE: Final = ".queue"
"""The ending of the file whose lock is waited for."""
LOOK_AGAIN: Final = 0.0003
PATIENCE: Final = 10.0
"""Seconds between two looks, and in all."""
STEP_ASIDE, BRIEF = 0.005, 0.02
"""Seconds for which the others of a process let a writer compute alone, and after which they wait for it no more."""


@dataclass(slots=True)
class Turn:
    """Whose turn it is among the threads of a process; `rest` is set while none writes."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    rest: threading.Event = field(default_factory=threading.Event)
    began: float = 0.0

    def __post_init__(self) -> None:
        self.rest.set()

    def begin(self) -> None:
        """One writes."""
        self.began = time.monotonic()
        self.rest.clear()

    def end(self) -> None:
        """It is the next one's turn."""
        self.rest.set()
        self.lock.release()

    def step_aside(self) -> None:
        """Let the writer go on: Python lets one thread compute at a time, and everybody waits for this one's end."""
        if not self.rest.is_set() and time.monotonic() - self.began < BRIEF:
            self.rest.wait(STEP_ASIDE)


TURNS: Final[defaultdict[str, Turn]] = defaultdict(Turn)
"""Of each database."""


class Cursor(sqlite.SQLiteCursorWrapper):  # type: ignore[misc] # as below
    """A cursor that turns the marks of a statement once: most are asked again and again."""

    @staticmethod
    @lru_cache(STATEMENTS)
    def _marked(query: str) -> str:
        return str(sqlite.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        """The statement with the marks of SQLite."""
        return super().convert_query(query, param_names=param_names) if param_names else self._marked(query)


class DatabaseWrapper(sqlite.DatabaseWrapper):  # type: ignore[misc] # its stubs leave out what backends override
    """A connection that queues before it begins to write."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._queue: int | None = None
        self._turns = TURNS[f"{self.settings_dict['NAME']}{QUEUE}"]
        self._writes = False
        self._due = False

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002 - Django's signature
        """A cursor of this connection."""
        return self.connection.cursor(factory=Cursor)

    def _wait(self) -> None:
        """Wait for the turn."""
        if self.is_in_memory_db():
            return
        place, end = f"{self.settings_dict['NAME']}{QUEUE}", time.monotonic() + PATIENCE
        if self._queue is None:
            self._queue = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
        if not self._writes and self._turns.lock.acquire(timeout=PATIENCE):
            self._writes = True
        while time.monotonic() < end:
            try:
                fcntl.flock(self._queue, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(LOOK_AGAIN)
            else:
                break
        if self._writes:
            self._turns.begin()

    def _leave(self) -> None:
        """Let the next one in."""
        if self._queue is not None:
            fcntl.flock(self._queue, fcntl.LOCK_UN)
        if self._writes:
            self._writes = False
            self._turns.end()

    def _cursor(self, name: str | None = None) -> Any:
        if self._due:
            self._begin()
        elif not self._writes:
            self._turns.step_aside()
        return super()._cursor(name)

    def _start_transaction_under_autocommit(self) -> None:
        self._due = True

    def _begin(self) -> None:
        """Begin the transaction that is wanted."""
        self._due = False
        self._wait()
        try:
            with self.wrap_database_errors:
                self.connection.execute(f"BEGIN {self.transaction_mode or 'DEFERRED'}")
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        self._due = False
        super()._commit()
        self._leave()

    def _rollback(self) -> None:
        self._due = False
        try:
            super()._rollback()
        finally:
            self._leave()

    def _close(self) -> None:
        self._due = False
        super()._close()
        self._leave()
        if self._queue is not None:
            os.close(self._queue)
            self._queue = None
