"""One document in six formats gives the same claims but for positions."""

from collections import Counter

import pytest

from bianmin.quality.proofread.claims import Claim
from bianmin.quality.proofread.report import proofread
from tests.quality.proofread.generator.documents import generate
from tests.quality.proofread.writers import WRITERS, write_text


def essence(claim: Claim) -> tuple[str, float | bool, float, str]:
    """A claim without its place; what refers to another place refers to it by value."""
    return (
        claim.kind.value,
        claim.value if isinstance(claim.value, bool) else float(claim.value),
        float(claim.recomputed),
        claim.verdict.value,
    )


@pytest.mark.parametrize("kind", sorted(WRITERS))
@pytest.mark.parametrize("seed", [3, 21])
def test_the_same_document_gives_the_same_claims_in_every_format(tmp_path, kind, seed):
    pieces = generate(seed, chapters=3).pieces
    write_text(pieces, tmp_path / "document.txt")
    WRITERS[kind](pieces, tmp_path / f"document.{kind}")
    expected = Counter(map(essence, proofread(tmp_path / "document.txt").claims))
    found = Counter(map(essence, proofread(tmp_path / f"document.{kind}").claims))
    assert len(expected) > 40
    assert found - expected == Counter()
    assert expected - found == Counter()
