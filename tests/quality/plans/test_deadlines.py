from datetime import date

import pytest

from bianmin.quality.plans.vocab.deadlines import Kind, deadline

WRITTEN = [
    ("99/1~99/12", Kind.RANGE, date(2010, 1, 1), date(2010, 12, 31)),
    ("113年1月至6月", Kind.RANGE, date(2024, 1, 1), date(2024, 6, 30)),
    ("112年11月至113年2月", Kind.RANGE, date(2023, 11, 1), date(2024, 2, 29)),
    ("107年 6月", Kind.MONTH, None, date(2018, 6, 30)),
    ("107年12月底", Kind.MONTH, None, date(2018, 12, 31)),
    ("113年6月15日", Kind.DAY, None, date(2024, 6, 15)),
    ("113年6月15日前", Kind.DAY, None, date(2024, 6, 15)),
    ("每季", Kind.RECURRING, None, None),
    ("", Kind.BLANK, None, None),
    ("　", Kind.BLANK, None, None),
    ("1076 年3月", Kind.UNREADABLE, None, None),
    ("113年13月", Kind.UNREADABLE, None, None),
    ("113年9月至3月", Kind.UNREADABLE, None, None),
    ("不定期辦理", Kind.UNREADABLE, None, None),
]


@pytest.mark.parametrize(("text", "kind", "first", "last"), WRITTEN)
def test_a_deadline_is_read_or_kept_as_written(text, kind, first, last):
    found = deadline(text)
    assert (found.text, found.kind, found.first, found.last) == (text, kind, first, last)
