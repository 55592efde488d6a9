"""Official letters."""

from datetime import date

from bianmin.foundation.documents import letters
from bianmin.foundation.documents.tree import Clause, Pairs
from bianmin.foundation.documents.words import day_in_full
from tests.foundation.documents.samples import letter


def labels(document) -> list[str]:
    found = []
    for block in document.blocks:
        if isinstance(block, Clause):
            found.append(block.label)
        if isinstance(block, Pairs):
            found += [label for label, _line in block.pairs]
    return found


def test_a_letter_has_its_parts_in_the_official_order():
    found = labels(letters.official_letter(letter()))
    assert found[-5:] == ["主旨", "說明", "救濟教示", "正本"][-5:] or found.index("主旨") < found.index("說明")
    assert [label for label in found if label in {"受文者", "發文日期", "發文字號", "主旨", "說明", "救濟教示"}] == [
        "受文者",
        "發文日期",
        "發文字號",
        "主旨",
        "說明",
        "救濟教示",
    ]


def test_a_letter_in_english_has_english_labels():
    found = labels(letters.official_letter(letter(), language="en"))
    assert [label for label in found if label in {"To", "Subject", "Explanation", "Remedies"}] == [
        "To",
        "Subject",
        "Explanation",
        "Remedies",
    ]


def test_dates_are_printed_in_full():
    assert day_in_full(date(2026, 11, 22), "zh-Hant") == "中華民國115年11月22日"
    assert day_in_full(date(1911, 12, 31), "zh-Hant") == "中華民國前1年12月31日"
    assert day_in_full(date(2026, 11, 22), "en") == "22 November 2026"
