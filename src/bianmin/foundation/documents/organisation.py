"""The chart of an organisation 機關組織圖 as SVG: the house on top, a row for each unit with those below it beside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from bianmin.foundation.documents.charts import COLOURS, FONT, INK, width_of

WIDTH: Final = 760
TRUNK: Final = 16
"""Where the line from the house to its units runs, from the left."""
LEFT, RIGHT, GAP, HIGH = 40, 300, 8, 26
PAD: Final = 10


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit with the names of those below it, of whatever depth."""

    name: str
    below: tuple[str, ...] = ()


def _box(x: float, y: float, width: float, text: str, *, strong: bool = False) -> str:
    fill, ink, line = (COLOURS[0], "#ffffff", COLOURS[0]) if strong else ("#ffffff", INK, COLOURS[3])
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{HIGH}" rx="3" fill="{fill}" stroke="{line}"/>'
        f'<text x="{x + width / 2}" y="{y + HIGH / 2 + 4}" text-anchor="middle" fill="{ink}">{escape(text)}</text>'
    )


def _line(*points: tuple[float, float]) -> str:
    return f'<polyline points="{" ".join(f"{x},{y}" for x, y in points)}" fill="none" stroke="{COLOURS[3]}"/>'


def _placed(names: Sequence[str]) -> Iterator[tuple[int, int, int, str]]:
    """Where each name goes: its row, its place from the left and its width; what has no room begins a row."""
    row, x = 0, RIGHT
    for name in names:
        width = width_of(name) + 2 * PAD
        if x > RIGHT and x + width > WIDTH:
            row, x = row + 1, RIGHT
        yield row, x, width, name
        x += width + GAP


def _drawn(branch: Branch, y: int) -> tuple[str, int]:
    """A unit with those below it, drawn at a height, and where the next begins."""
    width, placed = min(width_of(branch.name) + 2 * PAD, RIGHT - LEFT - 2 * GAP), list(_placed(branch.below))
    middle, step = y + HIGH // 2, HIGH + GAP
    parts = [_line((TRUNK, middle), (LEFT, middle)), _box(LEFT, y, width, branch.name)]
    if placed:
        parts.append(_line((LEFT + width, middle), (RIGHT, middle)))
    parts += [_box(x, y + row * step, wide, name) for row, x, wide, name in placed]
    return "".join(parts), y + step * (1 + max((row for row, *_rest in placed), default=0))


def draw_organisation(house: str, branches: Sequence[Branch]) -> str:
    """The drawing of a house and its units."""
    top, parts, y, last = width_of(house) + 4 * PAD, [], HIGH + 2 * GAP, HIGH
    for branch in branches:
        last = y + HIGH // 2
        drawn, y = _drawn(branch, y)
        parts.append(drawn)
    trunk = _line((TRUNK, HIGH), (TRUNK, last)) if branches else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" '
        f'font-family="{FONT}" font-size="12">{trunk}{_box(0, 0, top, house, strong=True)}{"".join(parts)}</svg>'
    )


def organisation_in_words(house: str, branches: Sequence[Branch]) -> str:
    """What the drawing shows, for those who do not see it."""
    return f"{house}：" + "；".join(
        f"{one.name}（{'、'.join(one.below)}）" if one.below else one.name for one in branches
    )
