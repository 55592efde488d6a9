"""Colours do not depend on the width of the screen, so that contrast examined on a wide one holds on a narrow one."""

import re
from pathlib import Path

import pytest

import bianmin

SHEETS = sorted((Path(bianmin.__file__).parent / "faces").rglob("*.css"))
COLOURING = re.compile(r"[{;]\s*(?:color|background(?:-color)?|opacity|filter|mix-blend-mode)\s*:")


def by_width(text: str) -> list[str]:
    """The blocks of a style sheet that hold for some widths only."""
    found = []
    for begun in re.finditer(r"@media[^{]*width[^{]*\{", text):
        depth, end = 1, begun.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        found.append(text[begun.end() : end - 1])
    return found


def test_blocks_for_a_width_are_found_whole():
    assert by_width("a{color:red}@media (max-width: 30rem) { b { margin: 0; } c { x: y } } d{e:f}") == [
        " b { margin: 0; } c { x: y } "
    ]
    assert COLOURING.search(by_width("@media (min-width: 9rem) { b { margin: 0; color: red } }")[0])


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_nothing_is_coloured_by_width(sheet: Path):
    assert [block for block in by_width(sheet.read_text(encoding="utf-8")) if COLOURING.search(block)] == []
