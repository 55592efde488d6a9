"""Proofread a document: all rules over its layout, one answer a judged value."""

from collections.abc import Iterable

from bianmin.quality.proofread.claims import Claim, Kind, Verdict
from bianmin.quality.proofread.layout import Document, Line, document
from bianmin.quality.proofread.rules import (
    calendars,
    changes,
    comparisons,
    counts,
    crossrefs,
    details,
    echoes,
    margins,
    orderings,
    outlines,
    products,
    ratios,
    remainders,
    sums,
    tables,
    thresholds,
)

RULES = (
    tables.check,
    changes.check,
    sums.check,
    ratios.check,
    products.check,
    margins.check,
    remainders.check,
    echoes.check,
    details.check,
    counts.check,
    outlines.check,
    crossrefs.check,
    comparisons.check,
    orderings.check,
    thresholds.check,
    calendars.check,
)
ARITHMETIC = frozenset({Kind.SUM, Kind.DIFFERENCE, Kind.GROWTH, Kind.RATIO, Kind.COMPLEMENT, Kind.PRODUCT, Kind.MEAN})


def check(laid: Document) -> list[Claim]:
    """Every claim of a laid-out document, in the order of its lines."""
    found = [claim for rule in RULES for claim in rule(laid)]
    return sorted(settled(found), key=lambda claim: (claim.line, claim.column))


def settled(claims: list[Claim]) -> list[Claim]:
    """One claim a number, kind and result; what other arithmetic confirms is not called wrong."""
    confirmed = {
        (claim.line, claim.column)
        for claim in claims
        if claim.kind in ARITHMETIC and claim.verdict is not Verdict.INCONSISTENT
    }
    kept: dict[tuple[int, int, Kind, object, object], Claim] = {}
    for claim in claims:
        doubtful = claim.verdict is Verdict.INCONSISTENT and claim.kind in ARITHMETIC
        if not (doubtful and (claim.line, claim.column) in confirmed):
            kept.setdefault((claim.line, claim.column, claim.kind, claim.value, claim.recomputed), claim)
    return list(kept.values())


def check_lines(lines: Iterable[Line]) -> list[Claim]:
    """Every claim of numbered lines."""
    return check(document(lines))
