"""A procedure as a drawing: boxes below one another, and lines at the side for what does not simply follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from django.utils.safestring import SafeString
from django.utils.translation import pgettext

WIDTH: Final = 360
"""The drawing's width in its own units: the width of a phone, so that its text is read there at its full size."""

LEFT: Final = 2
TEXT: Final = 15
SMALL: Final = 13
LINE: Final = 21
PAD: Final = 10
GAP: Final = 34
LANE: Final = 13
WIDE: Final = "\u2e7f"
"""From this sign on characters are as wide as they are high."""


@dataclass(frozen=True, slots=True)
class Box:
    """One step: its name, a small line below it, and the ways on: the number of a box (or one past the last: the end)
    with the case in which it is gone.
    """

    name: str
    small: str
    ways: tuple[tuple[int, str], ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A box at its place: lines of text with their sizes, top and height."""

    lines: tuple[tuple[str, int], ...]
    top: int
    height: int
    strong: bool

    @property
    def middle(self) -> int:
        """Half its height down."""
        return self.top + self.height // 2


def _end() -> str:
    return pgettext("procedure", "end")


def _width(text: str, size: int) -> float:
    return sum(size if char > WIDE else size * 0.56 for char in text)


def _pieces(text: str) -> list[str]:
    """Where a line may break: after any Chinese sign, and after spaces."""
    found = [""]
    for char in text:
        found[-1] += char
        if char > WIDE or char == " ":
            found.append("")
    return [piece for piece in found if piece]


def wrapped(text: str, size: int, room: float) -> list[str]:
    """The lines into which a text is broken so that each fits."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and _width(lines[-1] + piece.rstrip(), size) > room:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def _aside(boxes: Sequence[Box]) -> list[tuple[int, int]]:
    """The ways that do not lead to the box below, shortest first."""
    found = {(at, to) for at, box in enumerate(boxes) for to, _when in box.ways if to != at + 1}
    return sorted(found, key=lambda way: (abs(way[1] - way[0]), way))


def _lanes(ways: Sequence[tuple[int, int]]) -> list[int]:
    """For each way the lane at the side in which it crosses no other."""
    taken: list[list[tuple[int, int]]] = []
    found = []
    for way in ways:
        low, high = sorted(way)
        free = (lane for lane, others in enumerate(taken) if all(high <= a or low >= b for a, b in others))
        lane = next(free, len(taken))
        taken[lane:] = taken[lane:] or [[]]
        taken[lane].append((low, high))
        found.append(lane)
    return found


def _told(box: Box, at: int, last: int) -> list[str]:
    """The cases of a step with more than one way on, each with the number of the step it leads to."""
    cases = [(to, when) for to, when in box.ways if when]
    if len(box.ways) == 1 and (not cases or cases[0][0] == at + 1):
        return []
    return [f"{when} → {_end() if to > last else to + 1}" for to, when in cases]


def _place(boxes: Sequence[Box], room: float) -> list[Placed]:
    placed, top = [], GAP
    for at, box in enumerate(boxes):
        lines = [(line, TEXT) for line in wrapped(f"{at + 1}. {box.name}", TEXT, room)]
        smalls = [box.small, *_told(box, at, len(boxes) - 1)]
        lines += [(line, SMALL) for small in smalls if small for line in wrapped(small, SMALL, room)]
        height = len(lines) * LINE + 2 * PAD
        placed.append(Placed(tuple(lines), top, height, box.strong))
        top += height + GAP
    return placed


def _arrow(x: float, y: float, *, down: bool) -> str:
    points = f"{x - 5},{y - 8} {x + 5},{y - 8} {x},{y}" if down else f"{x + 8},{y - 5} {x + 8},{y + 5} {x},{y}"
    return f'<polygon points="{points}" fill="currentColor"/>'


def _drawn(box: Placed, width: float) -> str:
    mark = "box strong" if box.strong else "box"
    found = [
        (
            f'<rect class="{mark}" x="{LEFT}" y="{box.top}" width="{width}" height="{box.height}" rx="4" fill="none" '
            'stroke="currentColor"/>'
        )
    ]
    for at, (line, size) in enumerate(box.lines):
        y = box.top + PAD + at * LINE + TEXT
        weight = ' font-weight="700"' if size == TEXT else ""
        found.append(
            f'<text x="{LEFT + PAD}" y="{y}" font-size="{size}"{weight} fill="currentColor">{escape(line)}</text>'
        )
    return "".join(found)


def _straight(boxes: Sequence[Box], placed: Sequence[Placed], x: float) -> str:
    """Arrows to the box below, where that is a way on."""
    found = []
    for at, box in enumerate(boxes[:-1]):
        if any(to == at + 1 for to, _when in box.ways):
            above, below = placed[at].top + placed[at].height, placed[at + 1].top
            found.append(f'<path class="way" d="M{x} {above}V{below - 4}"/>{_arrow(x, below, down=True)}')
    return "".join(found)


def _beside(ways: Sequence[tuple[int, int]], placed: Sequence[Placed], right: float, end: int) -> str:
    found = []
    for (at, to), lane in zip(ways, _lanes(ways), strict=True):
        x = right + (lane + 1) * LANE
        start = placed[at].middle + (6 if to > at else -6)
        target = placed[to].middle + (-6 if to > at else 6) if to < len(placed) else end
        found.append(f'<path class="way" d="M{right} {start}H{x}V{target}H{right + 6}"/>')
        found.append(_arrow(right, target, down=False))
    return "".join(found)


def flowchart(boxes: Sequence[Box], *, title: str, key: str = "flow") -> SafeString:
    """The drawing, with its title and the same steps in words for whoever does not see it; ids begin with `key`."""
    ways = _aside(boxes)
    lanes = max(_lanes(ways), default=-1) + 1
    width = WIDTH - LEFT - max(lanes, 0) * LANE - 4
    placed = _place(boxes, width - 2 * PAD)
    foot = placed[-1].top + placed[-1].height + GAP
    middle = LEFT + width / 2
    ends = any(to > len(boxes) - 1 for box in boxes[-1:] for to, _when in box.ways)
    words = "; ".join([f"{at + 1}. {box.name}" for at, box in enumerate(boxes)])
    parts = [
        (
            f'<svg class="flow" xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {foot + LINE + 6}" '
            f'aria-labelledby="{key}-title {key}-desc">'
        ),
        f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-desc">{escape(words)}</desc>',
        f'<g fill="none" stroke="currentColor">{_dot(middle, 10)}<path class="way" d="M{middle} 16V{GAP - 4}"/></g>',
        _arrow(middle, GAP, down=True),
        *(_drawn(box, width) for box in placed),
        f'<g fill="none" stroke="currentColor">{_straight(boxes, placed, middle)}',
        _beside([(at, min(to, len(boxes))) for at, to in ways], placed, LEFT + width, foot + 6),
        f'<path class="way" d="M{middle} {foot - GAP}V{foot - 4}"/>{_arrow(middle, foot, down=True)}' if ends else "",
        "</g>",
        (
            f'<text x="{middle}" y="{foot + LINE - 4}" font-size="{SMALL}" text-anchor="middle" fill="currentColor">'
            f"{escape(_end())}</text></svg>"
        ),
    ]
    return SafeString("".join(parts))  # every text in it is escaped above


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{x}" cy="{y}" r="6" fill="currentColor"/>'
