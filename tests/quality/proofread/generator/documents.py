"""Whole documents: chapters of paragraphs and tables, as lines of text with what is true of each line."""

import random
from dataclasses import dataclass

from tests.quality.proofread.generator import grids, prose
from tests.quality.proofread.generator.figures import Piece, Planter, Truth
from tests.quality.proofread.generator.subjects import OFFICES, THINGS

_HEADS = "一二三四五六七八九十"
_CHAPTERS = "壹貳參肆伍陸柒捌玖拾"


@dataclass
class Generated:
    """A document and its truths by line of its text form."""

    pieces: list[Piece]
    text: str
    truths: dict[int, list[Truth]]

    @property
    def size(self) -> int:
        return sum(map(len, self.truths.values()))


def generate(seed: int, *, chapters: int = 6, rate: float = 0.15) -> Generated:
    """A document of a few chapters; about `rate` of its claims are wrong."""
    rng = random.Random(seed)
    plant = Planter(rng, rate)
    pieces = [Piece([[f"{rng.choice(OFFICES)}113 年度服務成果報告"]])]
    for chapter in range(chapters):
        name, _ = rng.choice(THINGS)
        pieces.append(Piece([[f"{_CHAPTERS[chapter]}、{name}業務"]]))
        pieces += [prose.paragraph(rng, plant, f"{_HEADS[index]}、") for index in range(rng.randint(4, 7))]
        for number in range(rng.randint(1, 3)):
            pieces.append(Piece([[f"【表 {chapter + 1}-{number + 1}】{name}統計表"]]))
            pieces.append(rng.choice(grids.MAKERS)(rng, plant))
    return laid(pieces)


def laid(pieces: list[Piece]) -> Generated:
    """The pieces as text: rows on lines of their own, a blank line between pieces."""
    lines: list[str] = []
    truths: dict[int, list[Truth]] = {}
    for piece in pieces:
        for index, row in enumerate(piece.rows):
            lines.append("\t".join(row))
            if index < len(piece.truths) and piece.truths[index]:
                truths[len(lines)] = piece.truths[index]
        lines.append("")
    return Generated(pieces, "\n".join(lines), truths)
