"""Ruled tables of a PDF page: cells found between rules, merged where no rule parts them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bianmin.quality.proofread.readers.glyphs import Glyph, Rule

_JOIN, _FEW = 3.0, 2


@dataclass(frozen=True, slots=True)
class Frame:
    """A ruled table: the heights of its rows from the top, the places of its columns, and its inner rules."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.ys[0]

    def holds(self, glyph: Glyph) -> bool:
        """Whether a character stands inside."""
        return self.ys[-1] <= glyph.middle <= self.ys[0] and self.xs[0] <= (glyph.left + glyph.right) / 2 <= self.xs[-1]


def _steps(values: Iterable[float]) -> list[float]:
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > _JOIN:
            result.append(value)
    return result


def _touch(one: Rule, other: Rule) -> bool:
    if one.upright == other.upright:
        return abs(one.at - other.at) <= _JOIN and one.low <= other.high + _JOIN and other.low <= one.high + _JOIN
    return one.low - _JOIN <= other.at <= one.high + _JOIN and other.low - _JOIN <= one.at <= other.high + _JOIN


def _clusters(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that touch one another, directly or through others."""
    left, clusters = list(rules), []
    while left:
        cluster, fresh = [], [left.pop()]
        while fresh:
            rule = fresh.pop()
            cluster.append(rule)
            near = [other for other in left if _touch(rule, other)]
            fresh += near
            left = [other for other in left if other not in near]
        clusters.append(cluster)
    return clusters


def frames(rules: list[Rule], most: int = 4000) -> list[Frame]:
    """The ruled tables of a page, from the top."""
    found = []
    for cluster in _clusters(list(dict.fromkeys(rules))[:most]):
        xs = _steps(rule.at for rule in cluster if rule.upright)
        ys = _steps(rule.at for rule in cluster if not rule.upright)[::-1]
        if len(xs) > _FEW and len(ys) >= _FEW:
            found.append(Frame(tuple(xs), tuple(ys), tuple(cluster)))
    return sorted(found, key=lambda frame: -frame.top)


def _parted(frame: Frame, at: float, middle: float, *, upright: bool) -> bool:
    return any(
        rule.upright is upright and abs(rule.at - at) <= _JOIN and rule.low <= middle <= rule.high
        for rule in frame.rules
    )


def rows(frame: Frame, inside: list[Glyph], text_of: Callable[[list[Glyph]], str]) -> list[list[str]]:
    """The text of each cell; a merged cell's text stands in its first, the others are blank."""
    down, across = len(frame.ys) - 1, len(frame.xs) - 1
    owner = {(r, c): _owner(frame, r, c) for r in range(down) for c in range(across)}
    held: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in inside:
        centre = (glyph.left + glyph.right) / 2
        r = sum(1 for y in frame.ys[1:-1] if glyph.middle < y)
        c = sum(1 for x in frame.xs[1:-1] if centre > x)
        held.setdefault(_root(owner, (r, c)), []).append(glyph)
    return [[text_of(held.get((r, c), [])) for c in range(across)] for r in range(down)]


def _owner(frame: Frame, r: int, c: int) -> tuple[int, int]:
    """The cell to the left or above that a cell is merged with, or itself."""
    x, y = (frame.xs[c] + frame.xs[c + 1]) / 2, (frame.ys[r] + frame.ys[r + 1]) / 2
    if c and not _parted(frame, frame.xs[c], y, upright=True):
        return r, c - 1
    if r and not _parted(frame, frame.ys[r], x, upright=False):
        return r - 1, c
    return r, c


def _root(owner: dict[tuple[int, int], tuple[int, int]], cell: tuple[int, int]) -> tuple[int, int]:
    while owner[cell] != cell:
        cell = owner[cell]
    return cell
