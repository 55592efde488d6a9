"""What is left: 50 家中已有 47 家，其餘 3 家."""

import re
from collections.abc import Iterator

from bianmin.quality.proofread import formulas
from bianmin.quality.proofread.claims import Claim, Kind
from bianmin.quality.proofread.layout import Document
from bianmin.quality.proofread.phrases import Mention, fits, mentions, state
from bianmin.quality.proofread.units import alike

_LEFT = re.compile(r"(?:尚未|其餘|剩餘|剩下|尚有|未|賸餘|尚餘|僅餘|其他|另)[^\d，。；、]{0,8}$")
_DONE = re.compile(r"(?:已|其中|計|有|完成|通過|核准|合格)[^\d，。；、]{0,8}$")
_WHOLE = re.compile(r"(?:共|合計|總計|共計|總數|應|受理|申請|全部)[^\d，。；、]{0,8}$")


def check(document: Document) -> Iterator[Claim]:
    """Remainders of every passage."""
    for passage in document.passages:
        found = mentions(passage)
        for index, left in enumerate(found):
            if index > 1 and _LEFT.search(left.label) and left.quantity.unit and left.quantity.exact:
                claim = _remainder(left, found[:index])
                if claim:
                    yield claim


def _remainder(left: Mention, earlier: list[Mention]) -> Claim | None:
    same = [
        mention
        for mention in earlier
        if alike(mention.quantity.unit, left.quantity.unit)
        and mention.quantity.exact
        and mention.sentence >= left.sentence - 6
    ]
    pairs = [
        (whole, done)
        for at, done in enumerate(same)
        for whole in same[:at]
        if whole.quantity.value > done.quantity.value
    ]
    pairs = [pair for pair in reversed(pairs) if _DONE.search(pair[1].label)]
    chosen = next((pair for pair in pairs if fits(left, formulas.fall, [pair[0].as_input(), pair[1].as_input()])), None)
    if chosen is None:
        chosen = next(
            (
                pair
                for pair in pairs
                if pair[0].sentence == left.sentence
                and _WHOLE.search(pair[0].label)
                and len(same) == 2
                and pair[0].quantity.unit == pair[1].quantity.unit == left.quantity.unit
            ),
            None,
        )
    if chosen is None:
        return None
    inputs = [mention.as_input() for mention in chosen]
    return state(
        left, Kind.DIFFERENCE, formulas.fall, inputs, f"{inputs[0].name} - {inputs[1].name}", since=chosen[0].start - 10
    )
