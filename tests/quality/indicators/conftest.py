"""The office with the definitions of these tests loaded."""

import pytest

from tests.people import People
from tests.quality.indicators.definitions import INDICATORS, MEASURES, TARGETS, load


@pytest.fixture
def definitions(people: People) -> People:
    load(MEASURES, INDICATORS, TARGETS)
    return people
