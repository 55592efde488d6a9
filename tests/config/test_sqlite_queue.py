"""Writers on SQLite wait beside the database, one after the other, and nobody waits for the dead."""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import OperationalError

from bianmin.config.env import database
from bianmin.config.sqlite import base
from bianmin.config.sqlite.base import DatabaseWrapper
from bianmin.kernel import act

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A database with one table."""
    with closing(connected(tmp_path)) as first, first.cursor() as cursor:
        cursor.execute("CREATE TABLE words (word TEXT)")
        yield tmp_path


def connected(home: Path, **options: object) -> DatabaseWrapper:
    common = {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False, "TIME_ZONE": None, "TEST": {}}
    said = {**database("", home), **common}
    said["OPTIONS"] = {**said["OPTIONS"], **options}
    return DatabaseWrapper(said, alias="queue")


def begin(connection: DatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def write(connection: DatabaseWrapper, word: str) -> None:
    begin(connection)
    insert(connection, word)


def insert(connection: DatabaseWrapper, word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO words VALUES (%s)", [word])


def end(connection: DatabaseWrapper) -> None:
    connection.commit()
    connection.set_autocommit(True)
    connection.close()


def begin_block(connection: DatabaseWrapper) -> None:
    """As Django's `atomic` begins: only within it are there savepoints."""
    begin(connection)
    connection.in_atomic_block = True


def end_block(connection: DatabaseWrapper) -> None:
    connection.in_atomic_block = False
    end(connection)


def words(home: Path) -> list[str]:
    with closing(connected(home)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT word FROM words ORDER BY rowid")
        return [row[0] for row in cursor.fetchall()]


def test_the_second_writer_writes_when_the_first_has_ended(home: Path):
    first, begun = connected(home), threading.Event()
    write(first, "first")

    def second() -> None:
        connection = connected(home)
        begun.set()
        write(connection, "second")
        end(connection)

    waiting = threading.Thread(target=second)
    waiting.start()
    begun.wait(10)
    assert words(home) == []
    assert waiting.is_alive()
    end(first)
    waiting.join(20)
    assert words(home) == ["first", "second"]


def test_what_is_attempted_first_is_undone_without_a_savepoint_and_holds_nobody_up(home: Path):
    connection, told = connected(home), []
    begin_block(connection)

    def note(execute, sql, *rest):
        told.append(sql.split()[0])
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        outer, inner = connection.savepoint(), connection.savepoint()
        insert(connection, "undone")
        for sid in (inner, outer):
            connection.savepoint_rollback(sid)
            connection.savepoint_commit(sid)
        other = connected(home)
        write(other, "meanwhile")
        end(other)
        kept = connection.savepoint()
        insert(connection, "kept")
        connection.savepoint_commit(kept)
        end_block(connection)
    assert told == ["INSERT", "INSERT"]
    assert words(home) == ["meanwhile", "kept"]


def test_what_is_attempted_later_is_undone_alone(home: Path):
    connection = connected(home)
    begin_block(connection)
    whole = connection.savepoint()
    insert(connection, "first")
    part = connection.savepoint()
    insert(connection, "undone")
    connection.savepoint_rollback(part)
    connection.savepoint_commit(part)
    connection.savepoint_commit(whole)
    end_block(connection)
    assert words(home) == ["first"]


def test_what_is_taken_back_or_closed_lets_the_next_one_in(home: Path):
    first, second, third = connected(home), connected(home), connected(home)
    write(first, "taken back")
    first.rollback()
    first.set_autocommit(True)
    write(second, "closed")
    second.close()
    write(third, "kept")
    end(third)
    first.close()
    assert words(home) == ["kept"]


def test_who_waited_too_long_is_told_by_the_database(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(base, "PATIENCE", 0.05)
    first, second = connected(home), connected(home, timeout=0.05)
    write(first, "first")
    with pytest.raises(OperationalError, match="locked"):
        write(second, "second")
    second.close()
    end(first)
    assert words(home) == ["first"]


def test_who_only_computes_yet_holds_nobody_up_and_who_reads_first_does(home: Path):
    first, second, third = connected(home), connected(home), connected(home, timeout=0.05)
    begin(first)
    write(second, "second")
    end(second)
    with first.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM words")
        assert cursor.fetchone() == (1,)
        with pytest.raises(OperationalError, match="locked"), third.cursor() as other:
            other.execute("INSERT INTO words VALUES ('third')")
        cursor.execute("INSERT INTO words VALUES ('first')")
    end(first)
    third.close()
    begin(first)
    end(first)
    assert words(home) == ["second", "first"]


def test_who_reads_ahead_holds_nobody_up_and_writes_beside_what_came_meanwhile(
    home: Path, monkeypatch: pytest.MonkeyPatch
):
    first, second = connected(home), connected(home, timeout=0.05)
    monkeypatch.setattr(act, "connection", first)
    begin(first)
    with act.ahead(), first.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM words")
        assert cursor.fetchone() == (0,)
    write(second, "second")
    end(second)
    with first.cursor() as cursor:
        cursor.execute("INSERT INTO words SELECT 'first of ' || count(*) FROM words")
        with pytest.raises(OperationalError, match="locked"):
            write(second, "third")
    second.close()
    end(first)
    assert words(home) == ["second", "first of 1"]


def is_next(home: Path) -> bool:
    """Whether somebody is the next one to write."""
    with (home / f"bianmin.sqlite3{base.NEXT}").open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_who_waits_comes_before_the_one_who_has_just_written(home: Path):
    first = connected(home)
    write(first, "first")

    def go() -> None:
        second = connected(home)
        second._threads = threading.Lock()  # as that of another process
        write(second, "second")
        end(second)

    waiting = threading.Thread(target=go)
    waiting.start()
    while waiting.is_alive() and not is_next(home):
        waiting.join(0.001)
    first.commit()
    first.set_autocommit(True)
    write(first, "first again")
    end(first)
    waiting.join(20)
    assert words(home) == ["first", "second", "first again"]
