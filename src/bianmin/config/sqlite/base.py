"""SQLite, whose writers wait in a queue beside the database.

SQLite lets one write at a time, and whoever finds it busy sleeps longer and longer before looking again: with eight
visitors some sleep a quarter of a second while nobody writes. Here writers look a few times a millisecond at a lock on
a file beside the database. Only the next one does; the others look at a second lock, which is the next one's, so that
a process that has just written does not come before one that waits: while one writes, the other computes. The locks
decide nothing: who waited too long goes on and waits as SQLite does, and a process that dies gives its locks back.
Threads of one process wait for one another before.

A transaction begins with its first statement: what an act only computes before, it computes without holding anybody up;
nor does what it reads ahead (`kernel.act.ahead`). What is attempted from that first statement on needs no savepoint: to
undo it is to undo all there is.
"""

import fcntl
import os
import threading
import time
from collections import defaultdict
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

sqlite: Any = import_module("django.db.backends.sqlite3.base")

STATEMENTS: Final = 500
"""So many are remembered."""
QUEUE, NEXT = ".queue", ".next"
"""The endings of the files whose locks are the writer's and the next one's."""
LOOK_AGAIN: Final = {QUEUE: 0.0001, NEXT: 0.0003}
PATIENCE: Final = 10.0
"""Seconds between two looks, and in all."""
THREADS: Final[defaultdict[str, threading.Lock]] = defaultdict(threading.Lock)
"""What the threads of this process wait for, by database."""


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

    ahead = False
    """Whether what is asked now is only read, and may be before the transaction begins."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._locks: dict[str, int] = {}
        self._threads = THREADS[str(self.settings_dict["NAME"])]
        self._first = False
        self._due = False
        self._whole: set[str] = set()

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002 - Django's signature
        """A cursor of this connection."""
        return self.connection.cursor(factory=Cursor)

    def _wait(self) -> None:
        """Wait for the turn."""
        if self.is_in_memory_db():
            return
        end = time.monotonic() + PATIENCE
        self._first = self._first or self._threads.acquire(timeout=PATIENCE)
        self._lock(NEXT, end)
        self._lock(QUEUE, end)
        self._unlock(NEXT)

    def _lock(self, which: str, end: float) -> None:
        """Get one of the locks, or give up at the end."""
        if which not in self._locks:
            self._locks[which] = os.open(f"{self.settings_dict['NAME']}{which}", os.O_RDWR | os.O_CREAT, 0o600)
        while time.monotonic() < end:
            try:
                fcntl.flock(self._locks[which], fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(LOOK_AGAIN[which])
            else:
                break

    def _unlock(self, which: str) -> None:
        """Let the next one in."""
        if which in self._locks:
            fcntl.flock(self._locks[which], fcntl.LOCK_UN)

    def _leave(self) -> None:
        """It is the next one's turn."""
        self._unlock(QUEUE)
        if self._first:
            self._first = False
            self._threads.release()

    def _cursor(self, name: str | None = None) -> Any:
        if self._due and not self.ahead:
            self._begin()
        return super()._cursor(name)

    def _start_transaction_under_autocommit(self) -> None:
        self._due = True
        self._whole.clear()

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

    def _savepoint(self, sid: str) -> None:
        """Keep a point to come back to; before the first statement that is the beginning, which costs nothing."""
        if self._due:
            self._whole.add(sid)
        else:
            super()._savepoint(sid)

    def _savepoint_rollback(self, sid: str) -> None:
        if sid not in self._whole:
            super()._savepoint_rollback(sid)
        elif not self._due:
            self._rollback()
            self._due = True

    def _savepoint_commit(self, sid: str) -> None:
        if sid in self._whole:
            self._whole.discard(sid)
        else:
            super()._savepoint_commit(sid)

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
        while self._locks:
            os.close(self._locks.popitem()[1])
