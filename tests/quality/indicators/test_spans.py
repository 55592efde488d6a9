from datetime import date

import pytest
from django.utils import translation

from bianmin.quality.indicators.vocab.spans import UnreadableSpan, span

SPANS = [
    ("113", "113", date(2024, 1, 1), date(2024, 12, 31), "113年", "112"),
    ("2024", "113", date(2024, 1, 1), date(2024, 12, 31), "113年", "112"),
    ("99", "99", date(2010, 1, 1), date(2010, 12, 31), "99年", "98"),
    ("113-Q2", "113-Q2", date(2024, 4, 1), date(2024, 6, 30), "113年第2季", "112-Q2"),
    ("113-H2", "113-H2", date(2024, 7, 1), date(2024, 12, 31), "113年下半年", "112-H2"),
    ("113-02", "113-02", date(2024, 2, 1), date(2024, 2, 29), "113年2月", "112-02"),
    ("2024-12", "113-12", date(2024, 12, 1), date(2024, 12, 31), "113年12月", "112-12"),
    ("2024-02-29..2024-03-31", "2024-02-29..2024-03-31", date(2024, 2, 29), date(2024, 3, 31),
     "113年2月29日至113年3月31日", "2023-02-28..2023-03-31"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "spelling", "first", "last", "label", "before"), SPANS)
def test_a_span_is_read_printed_and_moved_a_year_back(text, spelling, first, last, label, before):
    found = span(text)
    assert (found.text, found.first, found.last, found.label) == (spelling, first, last, label)
    assert found.year_before.text == before


@pytest.mark.parametrize(
    "text", ["", "1", "113-13", "113-Q5", "113Q1", "1911", "2024-04-31..2024-05-01", "2024-05-02..2024-05-01", "x"]
)
def test_what_is_no_span_is_refused(text):
    with pytest.raises(UnreadableSpan):
        span(text)


def test_the_months_of_a_span_are_those_it_touches():
    assert [month.text for month in span("2024-11-30..2025-02-01").months] == ["113-11", "113-12", "114-01", "114-02"]
    assert len(span("113").months) == 12


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("113", "2024"),
        ("113-Q2", "Q2 2024"),
        ("113-H1", "first half of 2024"),
        ("113-04", "April 2024"),
        ("2024-04-01..2024-04-30", "Monday 1 April 2024 to Tuesday 30 April 2024"),
    ],
)
def test_in_english_a_span_is_read_in_english(text, label):
    with translation.override("en"):
        assert span(text).label == label
