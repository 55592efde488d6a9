"""Figures in the reader's language: the number as it was printed, the unit as a text of data."""

import pytest

from bianmin.faces.ui.figures import in_units, unit_alone
from bianmin.foundation.packs.queries.translations import Reader, digest_of

TEXTS = {"1件": "1 case", "{n}件": "{n} cases", "無案件": "No cases"}
ENGLISH = Reader({digest_of(source): text for source, text in TEXTS.items()}, complete=False)
CHINESE = Reader({}, complete=True)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("1,234件", "1,234 cases"), ("1件", "1 case"), ("-1件", "-1 case"), ("1.0件", "1.0 cases"), ("≥3件", "≥3 cases"),
        ("+0件", "+0 cases"), ("98.5%", "98.5%"), ("+2.0 percentage points", "+2.0 percentage points"), ("-", "-"),
        ("", ""), ("無案件", "No cases"), ("3頁", '3<span lang="zh-Hant">頁</span>'),
    ],
)  # fmt: skip
def test_a_unit_is_read_and_its_number_stays(printed: str, read: str):
    assert in_units(printed, ENGLISH) == read
    assert in_units(printed, CHINESE) == printed


def test_a_unit_stands_behind_the_numbers_of_a_chart():
    assert [unit_alone(unit, ENGLISH) for unit in ("件", "頁", "%")] == [" cases", "頁", "%"]
    assert unit_alone("件", CHINESE) == "件"
