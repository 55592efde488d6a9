"""What a backup says of itself: of which release, which database, which files with which content."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

FORMAT: Final = 1
NAME: Final = "manifest.json"
CHUNK: Final = 1 << 20


class NoBackup(Refused):
    """A folder without a manifest."""

    message = N_("{folder} holds no whole backup: {name} is missing or cannot be read. Choose another backup.")


class OtherFormat(Refused):
    """A backup of a release that writes them otherwise."""

    message = N_("This backup was made by Bianmin {version} in another format. Restore it with that release.")


class Damaged(Refused):
    """A file that is not what was backed up."""

    message = N_("The file {file} of the backup is missing or damaged. Nothing was changed. Choose another backup.")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What lies in a backup; `files` gives path -> SHA-256, `rows` table -> rows, `migrations` app -> the last one."""

    version: str
    made_at: str
    engine: str
    secret: str
    migrations: dict[str, str]
    rows: dict[str, int]
    files: dict[str, str]
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write it durably; it is written last, so that a folder with one is whole."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        with (folder / NAME).open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(folder)


def read(folder: Path) -> Manifest:
    """The manifest of a backup.

    Raises:
        NoBackup: there is none, or it cannot be read.
        OtherFormat: another release's.
    """
    try:
        said = json.loads((folder / NAME).read_text("utf-8"))
        if said["format"] != FORMAT:
            raise OtherFormat(version=said.get("version", "?"))
        return Manifest(**said)
    except (OSError, ValueError, TypeError, KeyError) as wrong:
        raise NoBackup(folder=folder, name=NAME) from wrong


def digest(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    sha = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            sha.update(piece)
    return sha.hexdigest()


def below(folder: Path) -> Iterator[Path]:
    """Every file under a folder, in the order of paths."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check(folder: Path) -> Manifest:
    """The manifest of a backup of which every file was read again and found right.

    Raises:
        NoBackup, OtherFormat.
        Damaged: names the first file that is missing or is not what was backed up.
    """
    said = read(folder)
    for name, sha in said.files.items():
        path = folder / name
        inside = path.resolve().is_relative_to(folder.resolve())
        if not inside or not path.is_file() or digest(path) != sha:
            raise Damaged(file=name)
    return said
