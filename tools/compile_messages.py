#!/usr/bin/env python3
"""Make the .mo file of every catalogue of messages.

Everything is there in Chinese; a further language has the words of the pages that are offered in it. What it lacks is
English to its readers, never Chinese: the English is compiled in, since Django would look in its default language.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polib

SOURCE = Path(__file__).parent.parent / "src" / "bianmin"
COMPLETE = "zh_Hant"
HOLDER = "faces/ui"
"""The package whose catalogues hold the English of a further language."""


def catalogues() -> dict[str, dict[Path, polib.POFile]]:
    """Every .po file, by language."""
    found: dict[str, dict[Path, polib.POFile]] = defaultdict(dict)
    for path in sorted(SOURCE.glob("**/locale/*/LC_MESSAGES/django.po")):
        found[path.parts[-3]][path] = polib.pofile(str(path))
    return found


def english(wanted: polib.POEntry, forms: int) -> polib.POEntry:
    """A message that says itself in English, in as many plural forms as the language has."""
    said = polib.POEntry(msgid=wanted.msgid, msgctxt=wanted.msgctxt)
    if wanted.msgid_plural:
        said.msgid_plural = wanted.msgid_plural
        said.msgstr_plural = dict.fromkeys(range(forms), wanted.msgid_plural)
        if forms > 1:
            said.msgstr_plural[0] = wanted.msgid
    else:
        said.msgstr = wanted.msgid
    return said


def lacking(complete: list[polib.POFile], known: list[polib.POFile]) -> Iterator[polib.POEntry]:
    """Messages that the house says in Chinese and a language does not, each once."""
    seen = {(entry.msgctxt, entry.msgid) for catalogue in known for entry in catalogue.translated_entries()}
    for entry in (entry for catalogue in complete for entry in catalogue if not entry.obsolete):
        key = (entry.msgctxt, entry.msgid)
        if key not in seen:
            seen.add(key)
            yield entry


def fill(holder: polib.POFile, complete: list[polib.POFile], known: list[polib.POFile]) -> None:
    """Give a further language's catalogue the English of everything that none of its catalogues translates."""
    forms = int(holder.metadata["Plural-Forms"].partition("nplurals=")[2].partition(";")[0])
    holder.extend([english(entry, forms) for entry in lacking(complete, known)])


if __name__ == "__main__":
    everything = catalogues()
    for language, files in everything.items():
        if language != COMPLETE:
            holder = files[SOURCE / HOLDER / "locale" / language / "LC_MESSAGES" / "django.po"]
            fill(holder, list(everything[COMPLETE].values()), list(files.values()))
        for path, catalogue in files.items():
            catalogue.save_as_mofile(str(path.with_suffix(".mo")))
