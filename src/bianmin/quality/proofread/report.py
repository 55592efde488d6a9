"""The library's front door: proofread a file or lines, and hand the result on as data."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bianmin.quality.proofread.check import check
from bianmin.quality.proofread.claims import Certainty, Claim, Verdict, plain
from bianmin.quality.proofread.layout import Line, document
from bianmin.quality.proofread.readers.files import read
from bianmin.quality.proofread.wording import explained

_WEIGHT = {Certainty.CERTAIN: 0, Certainty.LIKELY: 1, Certainty.POSSIBLE: 2}


@dataclass(frozen=True, slots=True)
class Report:
    """A proofread document: its name, its lines as read, and its claims in the order of the lines."""

    name: str
    lines: list[Line]
    claims: list[Claim]

    def worst_first(self) -> list[Claim]:
        """The claims with the surest errors first."""
        return sorted(self.claims, key=gravity)

    def counts(self) -> dict[str, int]:
        """How many claims have each verdict."""
        found = Counter(claim.verdict.value for claim in self.claims)
        return {verdict.value: found[verdict.value] for verdict in Verdict}

    def as_dict(self, language: str = "") -> dict[str, Any]:
        """Plain JSON values; `why` in `language` (`zh_Hant`), in English when empty."""
        return {"claims": [claim_data(claim, language) for claim in self.claims]}


def gravity(claim: Claim) -> tuple[int, int, int]:
    """Sorts claims: certain errors, likely, possible, then what agrees after other rounding, then what agrees."""
    if claim.certainty:
        return _WEIGHT[claim.certainty], claim.line, claim.column
    return (3 if claim.verdict is Verdict.ROUNDED else 4), claim.line, claim.column


def claim_data(claim: Claim, language: str = "") -> dict[str, Any]:
    """A claim as plain JSON values."""
    inputs: dict[str, Any] = {}
    for item in claim.inputs:
        name = item.name if item.name not in inputs else f"{item.name} ({len(inputs) + 1})"
        inputs[name] = plain(item.value)
    if claim.items:
        inputs["items"] = list(claim.items)
    return {
        "line": claim.line,
        "quote": claim.quote,
        "kind": claim.kind.value,
        "inputs": inputs,
        "formula": claim.formula,
        "printed": claim.printed,
        "value": plain(claim.value),
        "recomputed": plain(claim.recomputed),
        "verdict": claim.verdict.value,
        "certainty": claim.certainty.value if claim.certainty else None,
        "why": explained(claim, language),
    }


def proofread_lines(lines: list[Line], name: str = "") -> Report:
    """Proofread numbered lines."""
    return Report(name, lines, check(document(lines)))


def proofread(path: Path) -> Report:
    """Proofread a file: ODT, DOCX, PDF, HTML, TXT or MD.

    Raises:
        Refused: the file cannot be read; its sentence says what to do.
    """
    return proofread_lines(read(path), path.name)
