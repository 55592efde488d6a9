"""Where the documents lie while they are here: a folder for each, in one that only its owner's key leads to."""

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from bianmin.journeys.proofreading.reading import ABOUT, SOURCE, put
from bianmin.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class About:
    """What is known of an uploaded document; its name is known to nobody else."""

    name: str
    agency: str
    uploaded_at: datetime


def root() -> Path:
    """The folder of all of them; it lies apart from the files that are kept."""
    return Path(settings.PROOFREAD_ROOT)


def own(actor: Actor) -> Path:
    """The folder of one person's documents."""
    return root() / hashlib.sha256(actor.key.encode()).hexdigest()[:24]


def add(actor: Actor, data: bytes, ending: str, about: About) -> Path:
    """A new folder with a document in it, readable by nobody else on the machine."""
    folder = own(actor) / secrets.token_hex(8)
    folder.mkdir(parents=True, mode=0o700)
    kept = {"name": about.name, "agency": about.agency, "uploaded_at": about.uploaded_at.isoformat()}
    put(folder / ABOUT, json.dumps(kept, ensure_ascii=False))
    (folder / f"{SOURCE}{ending}").write_bytes(data)
    return folder


def about(folder: Path) -> About | None:
    """What is known of the document in a folder; None where there is none."""
    try:
        kept = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return About(kept["name"], kept["agency"], datetime.fromisoformat(kept["uploaded_at"]))


def everybodys() -> Iterator[Path]:
    """The folders of everybody's documents."""
    return iter(sorted(root().glob("*/*")))


def erase(folder: Path) -> None:
    """Remove a folder with everything in it; a process that still writes into it finds it gone."""
    gone = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        folder.rename(gone)
    except FileNotFoundError:  # somebody was faster
        return
    shutil.rmtree(gone)
