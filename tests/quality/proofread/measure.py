"""How well claims agree with what is known: recall, false alarms, errors found."""

from collections import Counter
from dataclasses import dataclass, field

from bianmin.quality.proofread.claims import Claim, Verdict
from bianmin.quality.proofread.layout import Line
from bianmin.quality.proofread.report import proofread_lines
from tests.quality.proofread.generator.documents import Generated
from tests.quality.proofread.generator.figures import Truth

ARITHMETIC = frozenset({"sum", "difference", "growth", "ratio", "complement", "product", "mean", "margin_of_error"})


@dataclass
class Score:
    """Counts over one or more documents."""

    truths: int = 0
    judged: int = 0
    planted: int = 0
    found: int = 0
    alarms: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


def same(claim: Claim, value: float | bool) -> bool:
    """Whether a claim judges this value."""
    if isinstance(claim.value, bool) is not isinstance(value, bool):
        return False
    return abs(abs(float(claim.value)) - abs(float(value))) < 1e-9


def touches(claim: Claim, truth: Truth) -> bool:
    """Whether a claim judges the value or computes with it."""
    return same(claim, truth.value) or any(
        abs(abs(float(item.value)) - abs(float(truth.value))) < 1e-9 for item in claim.inputs
    )


def score(document: Generated, total: Score) -> None:
    """Add a document's results."""
    report = proofread_lines([Line(number, text) for number, text in enumerate(document.text.split("\n"), 1)])
    wrong = [claim for claim in report.claims if claim.verdict is Verdict.INCONSISTENT]
    for line, truths in document.truths.items():
        for truth in truths:
            count(total, truth, line, report.claims, wrong)
    planted = {line: [truth for truth in truths if truth.wrong] for line, truths in document.truths.items()}
    for claim in wrong:
        total.alarms += 1
        lines = {claim.line, *(item.line for item in claim.inputs)}
        if not any(touches(claim, truth) for line in lines for truth in planted.get(line, [])):
            total.false.append(
                f"{claim.line} {claim.kind.value} {claim.printed} {float(claim.recomputed)} | {claim.quote}"
            )


def count(total: Score, truth: Truth, line: int, claims: list[Claim], wrong: list[Claim]) -> None:
    total.truths += 1
    total.judged += any(claim.line == line and same(claim, truth.value) for claim in claims)
    if not any(claim.line == line and same(claim, truth.value) for claim in claims):
        total.kinds["unjudged " + truth.kind] += 1
    if truth.wrong and truth.kind in ARITHMETIC:
        total.planted += 1
        hit = any(
            line in {claim.line, *(item.line for item in claim.inputs)} and touches(claim, truth) for claim in wrong
        )
        total.found += hit
        if not hit:
            total.missed.append(f"{line} {truth.kind} {truth.value}")
            total.kinds["missed " + truth.kind] += 1
