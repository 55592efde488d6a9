"""Upload a document for proofreading, look at what was found, remove it; a timer removes what is a day old."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillReading
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePath
from typing import Any, Final

from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.rules.names import clean_name
from bianmin.journeys.proofreading import folders, reading
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, system
from bianmin.kernel.errors import NotFound, Refused
from bianmin.kernel.words import N_
from bianmin.quality.proofread.readers.files import READERS
from bianmin.quality.proofread.readers.refusals import UnknownKind

KEPT: Final = timedelta(hours=24)
MOST_BYTES: Final = 20 * 1000 * 1000
MOST_HERE: Final = 20
AT_ONCE: Final = 5.0
"""Seconds an upload waits for the answer; a longer document is read on while its page says so."""
GIVEN_UP: Final = timedelta(minutes=15)
"""After this long without an answer a reading was interrupted: two run at a time, each for two minutes at most."""
ENDINGS: Final = ",".join(READERS)
REMOVER: Final = system("proofread")
_DESKS: Final = ThreadPoolExecutor(max_workers=2, thread_name_prefix="proofread")


class TooManyBytes(Refused):
    """The upload is larger than is taken."""

    message = N_("The file is larger than 20 MB. Split the document and check its parts.")


class TooManyHere(Refused):
    """The person has as many documents here as one may."""

    message = N_("You have {most} documents here. Remove one of them first.")


class NotFinished(Refused):
    """The reading ended without an answer: too long, too much memory, or interrupted."""

    message = N_(
        "{name} could not be checked: it is too long or its contents are unusual. Split it and check the parts."
    )


@dataclass(frozen=True, slots=True)
class Card:
    """A document that is here: `reading` while there is no answer yet, `refused` the sentence why it was not read."""

    key: str
    name: str
    uploaded_at: datetime
    gone_at: datetime
    reading: bool
    refused: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: how many numbers were read, every claim, what to look at, the marked document as safe HTML."""

    card: Card
    numbers: int
    counts: dict[str, int]
    claims: list[dict[str, Any]]
    worst: list[dict[str, Any]]
    part: str
    page: str


def _subject(key: str) -> str:
    return f"proofread.document:{key}"


def _read(folder: Path, name: str) -> None:
    """Let a process of its own read the document, whose bytes then go; if it ends without an answer, say so."""
    command = [sys.executable, "-m", reading.__name__, str(folder)]
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(command, check=False, capture_output=True, timeout=reading.SECONDS)  # noqa: S603 - our own module
    for source in folder.glob(f"{reading.SOURCE}.*"):
        source.unlink(missing_ok=True)
    with suppress(FileNotFoundError):  # removed while it was read
        if not (folder / reading.DONE).exists():
            reading.put_refusal(folder, NotFinished(name=name))


def upload(*, data: bytes, name: str, by: Actor, at: datetime) -> Card:
    """Take a document and begin to read it; a small one is read when this returns.

    Raises:
        UnknownKind: its name ends like no document that can be read.
        TooManyBytes: it is larger than 20 MB.
        TooManyHere: the person has twenty documents here already.
    """
    shown = clean_name(name, None)
    ending = PurePath(shown).suffix.lower()
    if ending not in READERS:
        raise UnknownKind(name=shown, field="file")
    if len(data) > MOST_BYTES:
        raise TooManyBytes(field="file")
    if len(_folders(by)) >= MOST_HERE:
        raise TooManyHere(most=MOST_HERE, field="file")
    with act():
        folder = folders.add(by, data, ending, folders.About(shown, by.agency, at))
        record(verb="proofread.upload", subject=_subject(folder.name), agency=by.agency, by=by, at=at)
    with suppress(StillReading):
        _DESKS.submit(_read, folder, shown).result(AT_ONCE)
    return look(key=folder.name, by=by, at=at)


def _folders(by: Actor) -> list[Path]:
    place = folders.own(by)
    return [one for one in sorted(place.iterdir()) if not one.name.startswith(".")] if place.exists() else []


def _card(folder: Path, at: datetime, language: str) -> Card:
    about = folders.about(folder)
    if about is None or at >= about.uploaded_at + KEPT:
        raise NotFound
    answer = _json(folder / reading.DONE)
    refused = answer.get("refused", {}).get(language, "")
    waits = not answer
    if waits and at > about.uploaded_at + GIVEN_UP:
        waits, refused = False, NotFinished(name=about.name).sentence(language)
    return Card(folder.name, about.name, about.uploaded_at, about.uploaded_at + KEPT, waits, refused)


def _json(path: Path) -> dict[str, Any]:
    """An answer from disk; empty while there is none."""
    try:
        answer: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return answer


def here(*, by: Actor, at: datetime, language: str = "zh_Hant") -> list[Card]:
    """The documents of one person, the newest first."""
    cards = []
    for folder in _folders(by):
        with suppress(NotFound):
            cards.append(_card(folder, at, language))
    return sorted(cards, key=lambda card: card.uploaded_at, reverse=True)


def look(*, key: str, by: Actor, at: datetime, language: str = "zh_Hant") -> Card:
    """One document of one's own.

    Raises:
        NotFound: there is none with this key, it was removed, or it is somebody else's.
    """
    return _card(folders.own(by) / key, at, language)


@act()
def open_checked(*, key: str, by: Actor, at: datetime, language: str = "zh_Hant") -> Checked:
    """What was found in one's own document; the opening is journaled.

    Raises:
        NotFound: there is no such document, or it has not been read.
    """
    card = look(key=key, by=by, at=at, language=language)
    if card.reading or card.refused:
        raise NotFound
    folder = folders.own(by) / key
    record(verb="proofread.open", subject=_subject(key), agency=by.agency, by=by, at=at)
    try:
        part, page = ((folder / f"{language}.{ending}").read_text(encoding="utf-8") for ending in ("part", "html"))
    except FileNotFoundError as removed:
        raise NotFound from removed
    return Checked(card, **_json(folder / reading.DONE), **_json(folder / f"{language}.json"), part=part, page=page)


@act()
def remove(*, key: str, by: Actor, at: datetime) -> None:
    """Remove one's own document and everything found in it, now.

    Raises:
        NotFound: there is no such document, or it is somebody else's.
    """
    look(key=key, by=by, at=at)
    record(verb="proofread.remove", subject=_subject(key), agency=by.agency, by=by, at=at)
    folders.erase(folders.own(by) / key)


def remove_old(*, at: datetime, by: Actor = REMOVER) -> int:
    """Remove every document that was uploaded 24 hours ago or earlier; tells how many."""
    removed = 0
    for folder in folders.everybodys():
        about = folders.about(folder)
        begun = about.uploaded_at.timestamp() if about else folder.stat().st_mtime
        if begun > (at - KEPT).timestamp():
            continue
        with act():
            agency = about.agency if about else ""
            record(verb="proofread.expire", subject=_subject(folder.name), agency=agency, by=by, at=at)
            folders.erase(folder)
        removed += 1
    return removed
