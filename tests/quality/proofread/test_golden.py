"""The reference claims of five official documents, through the reader of files."""

import json
from pathlib import Path

import pytest

from bianmin.quality.proofread.claims import Certainty, Verdict
from bianmin.quality.proofread.report import claim_data, proofread
from tests.quality.proofread.measure import ARITHMETIC

SHARED = Path(__file__).parents[4] / "shared"
GOLDEN = SHARED / "golden" / "claims" / "claims.json"
pytestmark = pytest.mark.skipif(not GOLDEN.is_file(), reason="the reference documents are not part of the repository")


@pytest.fixture(scope="module")
def golden():
    return json.loads(GOLDEN.read_text(encoding="utf-8"))["claims"]


@pytest.fixture(scope="module")
def reports(golden):
    return {name: proofread(SHARED / "seeds" / name) for name in {claim["source"] for claim in golden}}


def judged(reports, expected):
    """The claims on the expected lines with the expected value."""
    found = [claim for claim in reports[expected["source"]].claims if claim.line in expected["lines"]]
    value = expected["printed_value"]
    if isinstance(value, bool):
        return [claim for claim in found if claim.value is value]
    return [claim for claim in found if not isinstance(claim.value, bool) and abs(float(claim.value) - value) < 1e-9]


def matched(reports, expected):
    return any(claim.verdict.value == expected["verdict"] for claim in judged(reports, expected))


def test_nine_in_ten_arithmetic_claims_are_found_and_rightly_judged(golden, reports):
    claims = [claim for claim in golden if claim["kind"] in ARITHMETIC]
    assert sum(matched(reports, claim) for claim in claims) >= 0.9 * len(claims)


def test_six_in_ten_other_claims_are_found_and_rightly_judged(golden, reports):
    claims = [claim for claim in golden if claim["kind"] not in ARITHMETIC]
    assert sum(matched(reports, claim) for claim in claims) >= 0.6 * len(claims)


def test_no_certain_error_is_missed(golden, reports):
    errors = [claim for claim in golden if claim.get("certainty") == "certain"]
    assert errors
    assert all(matched(reports, claim) for claim in errors)


def test_no_claim_known_to_agree_is_called_certainly_wrong(golden, reports):
    agreeing = [claim for claim in golden if claim["verdict"] != "inconsistent"]
    alarms = [
        claim_data(found)
        for claim in agreeing
        for found in judged(reports, claim)
        if found.certainty is Certainty.CERTAIN and not matched(reports, claim)
    ]
    assert alarms == []


def test_few_numbers_of_the_documents_are_called_wrong(reports):
    wrong = [claim for report in reports.values() for claim in report.claims if claim.verdict is Verdict.INCONSISTENT]
    assert len(wrong) <= 20
    assert sum(claim.certainty is Certainty.CERTAIN for claim in wrong) <= 7
