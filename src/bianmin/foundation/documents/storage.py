"""Content on disk: written whole or not at all, found by its digest, moved aside before it is removed."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

SHARED: Final = "shared"
ASIDE: Final = ".aside"
PART: Final = ".part"


def root() -> Path:
    """The folder of all content."""
    return Path(settings.FILES_ROOT)


def place(agency: str, digest: str) -> Path:
    """Where an agency's content with this digest lies."""
    return root() / (agency or SHARED) / digest[:2] / digest


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write(agency: str, data: bytes) -> str:
    """Write content and give its SHA-256: to a temporary name, fsynced, renamed, the folder fsynced.

    Content that is there already is written again, so that it is young while the transaction that names it runs.
    """
    digest = hashlib.sha256(data).hexdigest()
    target = place(agency, digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{digest}.{secrets.token_hex(8)}{PART}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)
    return digest


def renew(agency: str, digest: str) -> bool:
    """Let content that a row names already be young while the transaction that names it again runs; False if gone.

    It was fsynced before the first row was committed, so that nothing is written again.
    """
    try:
        os.utime(place(agency, digest))
    except FileNotFoundError:
        return False
    return True


def read(agency: str, digest: str) -> bytes | None:
    """The content with this digest; None when it is gone or is no longer what was written."""
    try:
        data = place(agency, digest).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == digest else None


def whole(agency: str, digest: str, size: int, *, deep: bool) -> bool:
    """Whether content is there with its size; `deep` reads it and compares its digest."""
    if deep:
        return read(agency, digest) is not None
    try:
        return place(agency, digest).stat().st_size == size
    except OSError:
        return False


def _age(path: Path) -> float:
    return path.stat(follow_symlinks=False).st_mtime


def older(than: datetime) -> Iterator[tuple[str, Path]]:
    """Content last written before a moment, with its agency's folder; unfinished writes among it."""
    for folder in sorted(root().iterdir()) if root().exists() else ():
        for path in sorted(folder.glob("*/*")) if folder.is_dir() and folder.name != ASIDE else ():
            if _age(path) < than.timestamp():
                yield folder.name, path


def remove(path: Path, *, than: datetime) -> bool:
    """Remove old content: moved aside first, and moved back if it turns out to have been written since."""
    aside = root() / ASIDE
    aside.mkdir(exist_ok=True)
    moved = aside / f"{path.name}.{secrets.token_hex(8)}"
    try:
        path.rename(moved)
    except FileNotFoundError:
        return False
    if _age(moved) >= than.timestamp():
        moved.rename(path)
        return False
    moved.unlink()
    return True
