"""The photographs that registers hold 照片庫, found by words, for whoever writes a report."""

from collections import defaultdict
from datetime import date
from typing import Final

from bianmin.foundation.documents.models import File
from bianmin.foundation.documents.queries import PICTURES
from bianmin.foundation.documents.queries import visible_to as visible_files
from bianmin.kernel.actor import Actor
from bianmin.quality.registers.models import Entry
from bianmin.quality.registers.queries.entries import Say, cards, visible_to, with_words
from bianmin.quality.registers.queries.published import registers
from bianmin.quality.registers.rules import opens
from bianmin.quality.registers.vocab import SUBJECT, EntryCard, Picture, Register

MOST: Final = 24
LOOKED: Final = 1000
"""So many of the newest pictures are looked through for words."""
SUFFIXES: Final = {"image/jpeg": ".jpg", "image/png": ".png"}


def _picture(file: File, card: EntryCard, of: Register, say: Say) -> Picture:
    caption, *more = [words for _label, words in card.shown if words]
    return Picture(
        file.pk, file.sha256, SUFFIXES[file.media_type], caption, " · ".join(more), say(of.name), card.number
    )


def pictures(actor: Actor, agency: str, say: Say, *, text: str = "", on: date) -> list[Picture]:
    """Pictures of entries that nobody closed and the actor may read, the newest first; registers of persons have none.

    The first column of a register is what is seen on its pictures, the others say where and when.
    """
    known = {one.id: one for one in registers(agency, on) if not one.personal and opens(actor, one)}
    files = visible_files(actor).filter(agency=agency, subject__startswith=f"{SUBJECT}:", media_type__in=PICTURES)
    newest = list(files.order_by("-id")[:LOOKED])
    keys = {int(file.subject.rpartition(":")[2]) for file in newest}
    seen = visible_to(actor, *known.values()).filter(pk__in=keys, closed_on__isnull=True)
    rows: dict[str, list[Entry]] = defaultdict(list)
    for row in with_words(seen, text):
        rows[row.register].append(row)
    shown = {
        row.subject: (card, known[code])
        for code, of_one in rows.items()
        for row, card in zip(of_one, cards(of_one, known[code], say, on), strict=True)
    }
    return [_picture(file, *shown[file.subject], say) for file in newest if file.subject in shown][:MOST]
