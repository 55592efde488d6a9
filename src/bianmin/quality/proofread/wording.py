"""A claim in words: the calculation with its numbers, and what follows from it, in the reader's language."""

import re

from bianmin.kernel.tongues import is_chinese
from bianmin.kernel.words import N_, translate
from bianmin.quality.proofread.claims import Certainty, Claim, Kind, Number, Verdict, plain

PACKAGE = "bianmin.quality.proofread"
KINDS = {
    Kind.SUM: N_("total"),
    Kind.DIFFERENCE: N_("change"),
    Kind.GROWTH: N_("growth rate"),
    Kind.RATIO: N_("share"),
    Kind.COMPLEMENT: N_("rest of a hundred"),
    Kind.PRODUCT: N_("product"),
    Kind.MEAN: N_("mean"),
    Kind.MARGIN: N_("sampling error"),
    Kind.COUNT: N_("number of items"),
    Kind.CROSS: N_("stated elsewhere"),
    Kind.COMPARISON: N_("comparison"),
    Kind.ORDERING: N_("order"),
    Kind.THRESHOLD: N_("limit"),
    Kind.CALENDAR: N_("date"),
}
VERDICTS = {
    Verdict.CONSISTENT: N_("agrees"),
    Verdict.ROUNDED: N_("agrees if rounded differently"),
    Verdict.INCONSISTENT: N_("does not agree"),
}
CERTAINTIES = {
    Certainty.CERTAIN: N_("certainly wrong"),
    Certainty.LIKELY: N_("probably wrong"),
    Certainty.POSSIBLE: N_("perhaps wrong"),
}
CALCULATED = N_("{arithmetic} = {recomputed}; printed: {printed}.")
LISTED = N_("{count} items are listed ({items}); printed: {printed}.")
ELSEWHERE = N_("{place}: {recomputed}; printed here: {printed}.")
DATED = N_("By the calendar: {recomputed}; printed: {printed}.")
HOLDS = N_("{phrase} is right for {numbers}.")
FAILS = N_("{phrase} is not right for {numbers}.")
PLACE = N_("Line {line}")
ROUNDED = N_("It agrees if the numbers were rounded only after the calculation.")
_SIGNS = str.maketrans({"*": "×", "/": "÷", "-": "−"})
_MOST = 12


def shown(value: Number) -> str:
    """A number with thousands marked, at most four decimals."""
    number = plain(value)
    if isinstance(number, float):
        return f"{number:,.4f}".rstrip("0").rstrip(".")
    return f"{number:,}"


def arithmetic(claim: Claim) -> str:
    """The formula with numbers in the place of names."""
    values = [shown(item.value) for item in claim.inputs]
    if claim.kind is Kind.SUM:
        return " + ".join(values)
    if claim.kind is Kind.MEAN and "/" not in claim.formula:
        return "(" + " + ".join(values) + f") ÷ {len(values)}"
    text = claim.formula
    for index, item in sorted(enumerate(claim.inputs), key=lambda pair: -len(pair[1].name)):
        text = re.sub(rf"(?<!\w){re.escape(item.name)}(?!\w)", f"\x00{index}\x00", text)
    if text.count("\x00") < 2 * len(set(claim.inputs)):
        return ", ".join(values) or claim.formula
    text = text.replace("sqrt", "√").translate(_SIGNS)
    return re.sub("\x00(\\d+)\x00", lambda match: values[int(match.group(1))], text)


def said(text: str, language: str, **params: object) -> str:
    """A marked sentence in a language, filled."""
    return (translate(text, package=PACKAGE, language=language) if language else text).format(**params)


def explained(claim: Claim, language: str = "") -> str:
    """Why the claim is judged as it is: one or two sentences."""
    text = _reason(claim, language)
    note = claim.note or (ROUNDED if claim.verdict is Verdict.ROUNDED else "")
    gap = "" if is_chinese(language) or not note else " "
    return text + gap + (said(note, language) if note else "")


def _reason(claim: Claim, language: str) -> str:
    printed, recomputed = claim.printed, shown(claim.recomputed)
    if isinstance(claim.value, bool):
        numbers = "、".join(f"{item.name} {shown(item.value)}" for item in claim.inputs[:_MOST])
        return said(HOLDS if claim.recomputed else FAILS, language, phrase=printed, numbers=numbers)
    if claim.kind is Kind.COUNT:
        items = "、".join(claim.items[: _MOST * 2])
        return said(LISTED, language, count=len(claim.items), items=items, printed=printed)
    if claim.kind is Kind.CROSS and len(claim.inputs) == 1:
        place = said(PLACE, language, line=claim.inputs[0].line)
        return said(ELSEWHERE, language, place=place, recomputed=recomputed, printed=printed)
    if not claim.inputs:
        return said(DATED, language, recomputed=recomputed, printed=printed)
    return said(CALCULATED, language, arithmetic=arithmetic(claim), recomputed=recomputed, printed=printed)


def named(claim: Claim, language: str = "") -> str:
    """Kind and verdict in a few words: 成長率 不符(確定)."""
    words = [KINDS[claim.kind], CERTAINTIES[claim.certainty] if claim.certainty else VERDICTS[claim.verdict]]
    return " · ".join(translate(word, package=PACKAGE, language=language) if language else word for word in words)
