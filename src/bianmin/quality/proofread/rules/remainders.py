"""What is left: 50 家中已有 47 家，其餘 3 家."""

import itertools
import re
from collections.abc import Iterator

from bianmin.quality.proofread import formulas
from bianmin.quality.proofread.claims import Claim, Kind
from bianmin.quality.proofread.layout import Document
from bianmin.quality.proofread.phrases import Mention, fits, mentions, state
from bianmin.quality.proofread.units import alike

_REACH = 6
_LEFT = re.compile(r"(?:尚未|其餘|剩餘|剩下|尚有|未|賸餘|尚餘|僅餘|其他|另)[^\d，。；、]{0,8}$")
_DONE = re.compile(r"(?:已|其中|計|有|完成|通過|核准|合格)[^\d，。；、]{0,8}$")
_WHOLE = re.compile(r"(?:共|合計|總計|共計|總數|應|受理|申請|全部)[^\d，。；、]{0,8}$")


def check(document: Document) -> Iterator[Claim]:
    """Remainders of every passage."""
    for passage in document.passages:
        found = mentions(passage)
        for index, left in enumerate(found):
            pair = _pair(left, found[:index]) if _LEFT.search(left.label) and left.quantity.counted else None
            if pair:
                inputs = [mention.as_input() for mention in pair]
                text = f"{inputs[0].name} - {inputs[1].name}"
                yield state(left, Kind.DIFFERENCE, formulas.fall, inputs, text, since=pair[0].start - 10)


def _pair(left: Mention, earlier: list[Mention]) -> tuple[Mention, Mention] | None:
    """The whole and the part done that a remainder is left of: those it fits, else the only two of its unit."""
    same = [mention for mention in earlier if _comparable(mention, left)]
    pairs = [(whole, done) for whole, done in itertools.combinations(same, 2) if _part(whole, done)][::-1]
    fitting = (pair for pair in pairs if fits(left, formulas.fall, [mention.as_input() for mention in pair]))
    alone = (pair for pair in pairs if len(same) == len(pair) and _plain(left, *pair))
    return next(fitting, None) or next(alone, None)


def _comparable(mention: Mention, left: Mention) -> bool:
    near = mention.sentence >= left.sentence - _REACH
    return near and mention.quantity.exact and alike(mention.quantity.unit, left.quantity.unit)


def _part(whole: Mention, done: Mention) -> bool:
    return whole.quantity.value > done.quantity.value and bool(_DONE.search(done.label))


def _plain(left: Mention, whole: Mention, done: Mention) -> bool:
    """One sentence, one unit, and a word that says which is the whole."""
    units = {mention.quantity.unit for mention in (left, whole, done)}
    return len(units) == 1 and whole.sentence == left.sentence and bool(_WHOLE.search(whole.label))
