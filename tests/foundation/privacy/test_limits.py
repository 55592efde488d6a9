"""The limits of the Personal Data Protection Act: 15 and 30 days, once more as many, counted by the law of procedure."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianmin.foundation.privacy.actions.demands import due_on
from bianmin.foundation.privacy.vocab import DemandKind
from tests.people import AGENCY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "received", "due", "extended"),
    [
        ("access", date(2025, 3, 5), date(2025, 3, 20), date(2025, 4, 7)),
        ("correct", date(2025, 3, 5), date(2025, 4, 7), date(2025, 5, 5)),
        ("delete", date(2025, 1, 1), date(2025, 2, 3), date(2025, 3, 3)),
    ],
)
def test_a_demand_is_due_after_its_days_and_a_day_off_moves_on(kind: str, received: date, due: date, extended: date):
    assert due_on(AGENCY, DemandKind(kind), received) == due
    assert due_on(AGENCY, DemandKind(kind), received, extended=True) == extended


@settings(deadline=None)
@given(kind=st.sampled_from(list(DemandKind)), received=st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_an_extension_gives_at_most_as_many_days_again(kind: DemandKind, received: date):
    length = 15 if kind is DemandKind.ACCESS else 30
    first, second = due_on(AGENCY, kind, received), due_on(AGENCY, kind, received, extended=True)
    assert received + timedelta(days=length) <= first <= received + timedelta(days=length + 12)
    assert received + timedelta(days=2 * length) <= second <= received + timedelta(days=2 * length + 12)
