"""Names of files: what is left when nothing dangerous is."""

import re
import unicodedata
from typing import Final

from bianmin.foundation.documents.rules.sniff import MediaKind, SoundKind

LONGEST: Final = 120
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\ufffe\uffff]')
_HIDDEN: Final = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def clean_name(name: str, kind: MediaKind | SoundKind | None) -> str:
    """A file's name without folders, hidden characters and signs a file system trips over, ending as its kind does.

    `../../etc/passwd` with PDF content becomes `passwd.pdf`; a name of which nothing is left becomes `file.pdf`.
    At most 120 characters, the ending among them.
    """
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(char for char in last if unicodedata.category(char) not in _HIDDEN)
    stem = _FORBIDDEN.sub("_", shown).strip(". \u3000") or "file"
    if _DEVICE.fullmatch(stem):
        stem = f"_{stem}"
    if kind is None:
        return stem[:LONGEST]
    ending = next((one for one in kind.endings if stem.lower().endswith(one)), "")
    stem = stem[: len(stem) - len(ending)].rstrip(". ") or "file"
    ending = ending or kind.endings[0]
    return stem[: LONGEST - len(ending)] + ending
