#!/usr/bin/env python3
"""The catalogues of messages: `check` lists what is untranslated or translated twice, `update` adds it.

Every package with words keeps `locale/zh_Hant/LC_MESSAGES/django.po`.
"""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract, extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parent.parent / "src" / "bianmin"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "N_": None,
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
}  # fmt: skip
Message = tuple[str | None, str | tuple[str, ...]]


def catalogues() -> Iterator[Path]:
    """Every .po file."""
    return iter(sorted(SOURCE.glob("**/locale/zh_Hant/LC_MESSAGES/django.po")))


def package_of(path: Path) -> Path:
    """The package a source file belongs to: floor/name, or the floor itself."""
    parts = path.relative_to(SOURCE).parts
    return SOURCE / parts[0] if len(parts) <= 2 or parts[0] == "journeys" else SOURCE / parts[0] / parts[1]


def messages_in(path: Path) -> Iterator[Message]:
    """The marked sentences of one Python file or template."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = templatize(text, origin=path.name)
    for _line, words, _comments, context in extract(extract_python, io.BytesIO(text.encode()), keywords=KEYWORDS):
        yield context, words
    if path.suffix == ".py":
        yield from within_texts(text)


def within_texts(source: str) -> Iterator[Message]:
    """The marked sentences within f-strings, which an older Python reads as plain texts."""
    formed = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr))
    for node in (inner for outer in formed for inner in ast.walk(outer)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            said = node.args[0]
            if KEYWORDS[node.func.id] is None and isinstance(said, ast.Constant):
                yield None, str(said.value)


def wanted() -> dict[Path, set[Message]]:
    """Every package's marked sentences."""
    found: dict[Path, set[Message]] = {}
    for path in sorted(
        [*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt")]
    ):
        if "migrations" not in path.parts:
            found.setdefault(package_of(path), set()).update(messages_in(path))
    return found


def key(message: Message) -> tuple[str | None, str]:
    """How a catalogue names a message."""
    context, words = message
    return context, words if isinstance(words, str) else words[0]


def translated(path: Path) -> set[tuple[str | None, str]]:
    """What a .po file translates."""
    if not path.exists():
        return set()
    with path.open("rb") as file:
        entries = read_po(file, locale="zh_Hant")
    return {
        (entry.context, entry.id if isinstance(entry.id, str) else entry.id[0])
        for entry in entries
        if entry.id and entry.string and "fuzzy" not in entry.flags
    }


def everything() -> dict[Path, set[tuple[str | None, str]]]:
    """Translations by package; Django merges them, so any package's serves."""
    return {path.parents[3]: translated(path) for path in catalogues()}


def missing() -> dict[Path, list[Message]]:
    """Sentences of each package that no catalogue translates."""
    known = set().union(*everything().values())
    found = {}
    for package, words in wanted().items():
        absent = [message for message in words if key(message)[1].strip() and key(message) not in known]
        if absent:
            found[package] = sorted(absent, key=lambda message: key(message)[1])
    return found


def strings(path: Path) -> Iterator[tuple[tuple[str | None, str], str]]:
    """Every sentence of a .po file with its translation."""
    with path.open("rb") as file:
        for entry in read_po(file, locale="zh_Hant"):
            if isinstance(entry.id, str) and entry.id and entry.string:
                yield (entry.context, entry.id), str(entry.string)


def clashing() -> dict[str, set[str]]:
    """Sentences translated differently by two packages: Django merges all, so that one of them would be shown wrong."""
    found: dict[tuple[str | None, str], set[str]] = {}
    for path in catalogues():
        for sentence, translation in strings(path):
            found.setdefault(sentence, set()).add(translation)
    return {words: translations for (_context, words), translations in found.items() if len(translations) > 1}


def check() -> int:
    """List sentences without a translation, and with several; 1 if there are any."""
    found, clashes = missing(), clashing()
    for words, translations in clashes.items():
        print(f"translated differently: {words!r}: {', '.join(sorted(translations))}")
    for package, words in found.items():
        for message in words:
            print(f"{package.relative_to(SOURCE)}: {key(message)[1]!r}")
    return 1 if found or clashes else 0


def update() -> int:
    """Add the missing sentences, untranslated, to their package's catalogue."""
    for package, words in missing().items():
        path = package / "locale/zh_Hant/LC_MESSAGES/django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with io.BytesIO(path.read_bytes() if path.exists() else b"") as file:
            catalogue = read_po(file, locale="zh_Hant")
        for context, words_of in words:
            catalogue.add(words_of, context=context)
        with path.open("wb") as file:
            write_po(file, catalogue, width=110, omit_header=False)
    return 0


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    sys.exit({"check": check, "update": update}[sys.argv[1]]())
