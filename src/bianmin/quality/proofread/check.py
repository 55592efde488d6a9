"""Proofread a document: all rules over its layout, one answer a judged value."""

from collections.abc import Iterable

from bianmin.quality.proofread.claims import Claim
from bianmin.quality.proofread.layout import Document, Line, document
from bianmin.quality.proofread.rules import changes, sums, tables

RULES = (tables.check, changes.check, sums.check)


def check(laid: Document) -> list[Claim]:
    """Every claim of a laid-out document, in the order of its lines."""
    found = [claim for rule in RULES for claim in rule(laid)]
    return sorted(found, key=lambda claim: (claim.line, claim.column))


def check_lines(lines: Iterable[Line]) -> list[Claim]:
    """Every claim of numbered lines."""
    return check(document(lines))
