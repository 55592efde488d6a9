"""False alarms and errors found on documents whose every number is known."""

import pytest

from tests.quality.proofread.generator.documents import generate
from tests.quality.proofread.measure import Score, score

DOCUMENTS = 24


@pytest.fixture(scope="module")
def total():
    result = Score()
    for seed in range(1000, 1000 + DOCUMENTS):
        score(generate(seed), result)
    return result


def test_there_is_enough_to_measure(total):
    assert total.truths >= 2000
    assert total.planted >= 200


def test_at_most_one_in_twenty_alarms_is_false(total):
    assert len(total.false) <= 0.05 * total.alarms, total.false


def test_nine_in_ten_planted_arithmetic_errors_are_found(total):
    assert total.found >= 0.9 * total.planted, total.missed


def test_nearly_every_statement_is_judged(total):
    assert total.judged >= 0.95 * total.truths, total.kinds


def test_a_document_without_errors_raises_no_alarm():
    clean = Score()
    for seed in range(2000, 2006):
        score(generate(seed, rate=0.0), clean)
    assert clean.false == []
