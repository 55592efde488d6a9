"""docs/reference names every command, setting and pack kind there is, and none that is not."""

import argparse
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import pytest

from bianmin.faces.cli.main import VERBS, parser_for
from bianmin.foundation.packs.vocab import KINDS, Header, Shape

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
HEADING = re.compile(r"^## `([^`]+)`.*\n", re.MULTILINE)
SETTING = re.compile(r"\bBIANMIN_[A-Z]+(?:_[A-Z]+)*\b")


def sections(name: str) -> dict[str, str]:
    """The sections of a reference page by the code in their headings."""
    parts = HEADING.split((REFERENCE / name).read_text("utf-8"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def words(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The sub-verbs and long options of a parser and of those below it."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices
            for below in action.choices.values():
                yield from words(below)
        else:
            yield from (option for option in action.option_strings if option.startswith("--") and option != "--help")


def shapes(kind: object) -> Iterator[type[Shape]]:
    """The shapes an annotation speaks of: `list[Field] | None` speaks of Field."""
    if isinstance(kind, type) and issubclass(kind, Shape):
        yield kind
    for part in get_args(kind):
        yield from shapes(part)


def keys(shape: type[Shape]) -> set[str]:
    return {field.alias or name for name, field in shape.model_fields.items()}


def keys_below(shape: type[Shape]) -> set[str]:
    """The keys of the shapes inside a shape, however deep; a shape may hold itself."""
    seen: set[type[Shape]] = set()
    waiting = [shape]
    while waiting:
        fields = waiting.pop().model_fields.values()
        inside = {below for field in fields for below in shapes(field.annotation)} - seen
        seen |= inside
        waiting += inside
    return {key for below in seen for key in keys(below)}


def test_every_verb_has_a_section_and_no_other_has():
    assert set(sections("commands.md")) == {f"bianmin {verb}" for verb in VERBS}


@pytest.mark.parametrize("verb", sorted(verb for verb in VERBS if find_spec(f"bianmin.faces.cli.{VERBS[verb]}")))
def test_a_verb_names_its_options(verb):
    text = sections("commands.md")[f"bianmin {verb}"]
    assert [word for word in dict.fromkeys(words(parser_for(verb))) if not re.search(rf"{word}\b", text)] == []


def test_every_setting_has_a_line_and_no_other_has():
    read = {name for file in (ROOT / "src/bianmin/config").glob("*.py") for name in SETTING.findall(file.read_text())}
    assert read == set(SETTING.findall((REFERENCE / "settings.md").read_text("utf-8")))


def test_every_kind_of_pack_has_a_section_and_no_other_has():
    assert set(sections("packs.md")) == set(KINDS.kinds)


def test_a_kind_of_pack_names_its_keys():
    page = sections("packs.md")
    lost = [
        (name, key)
        for name, kind in KINDS.kinds.items()
        for key in sorted(keys(kind.shape) - set(Header.model_fields) | keys_below(kind.shape))
        if f"`{key}`" not in page.get(name, "")
    ]
    assert lost == []


def test_the_header_of_packs_is_documented():
    page = (REFERENCE / "packs.md").read_text("utf-8")
    assert [key for key in Header.model_fields if f"| `{key}` |" not in page] == []
