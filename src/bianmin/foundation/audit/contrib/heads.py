"""Heads of the chains, kept outside the database: `<folder>/<agency>.log`, one line a sealing, only ever appended.

A line is `POSITION DIGEST SEALED_AT`. Copy the folder to another machine: what is copied, nobody can rewrite here.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

SHARED: Final = "_shared"
TAIL: Final = 4096


class Head(NamedTuple):
    """The last seal of a chain at the time of one sealing."""

    position: int
    digest: str
    sealed_at: str


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder for oneself: sealing and verifying wait for each other."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _file(folder: Path, agency: str) -> Path:
    return folder / f"{quote(agency, safe='') or SHARED}.log"


def agencies(folder: Path) -> list[str]:
    """Agencies that have a file."""
    names = sorted(path.stem for path in folder.glob("*.log"))
    return ["" if name == SHARED else unquote(name) for name in names]


def _head(line: str) -> Head:
    position, digest, sealed_at = line.split()
    return Head(int(position), digest, sealed_at)


def heads(folder: Path, agency: str) -> Iterator[Head]:
    """Every head of an agency's chain, oldest first.

    Raises:
        ValueError: a line is none.
    """
    path = _file(folder, agency)
    if not path.exists():
        return
    with path.open(encoding="ascii") as lines:
        yield from (_head(line) for line in lines)


def last(folder: Path, agency: str) -> Head | None:
    """The newest whole head of an agency's chain."""
    path = _file(folder, agency)
    if not path.exists():
        return None
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        whole = file.read().decode("ascii").rpartition("\n")[0]
    return _head(whole.rpartition("\n")[2]) if whole else None


def append(folder: Path, agency: str, head: Head) -> None:
    """Write a head durably; half a line that a power cut left behind is dropped first."""
    path = _file(folder, agency)
    new = not path.exists()
    with path.open("a+b") as file:
        size = path.stat().st_size
        file.seek(max(0, size - TAIL))
        file.truncate(size - len(file.read().rpartition(b"\n")[2]))
        file.write(f"{head.position} {head.digest} {head.sealed_at}\n".encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
    if new:
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
