"""Letters, one-time notices and receipts."""

from datetime import date

from bianmin.foundation.documents import letters
from bianmin.foundation.documents.tree import Clause, Pairs, Table, plain
from bianmin.foundation.documents.words import day_in_full
from bianmin.foundation.documents.writers import html, pdf
from tests.foundation.documents.samples import OFFICE, letter
from tests.foundation.documents.test_writers import pdf_text

NOTICE = letters.Notice(
    OFFICE,
    "TTBN-1151122-000015",
    "戶籍謄本",
    "王小明",
    date(2026, 11, 22),
    (letters.Defect("委託書", "補填", "示範法第1條"), letters.Defect("印章", "攜帶", "示範法第2條")),
    date(2026, 12, 2),
    "臨櫃或郵寄",
    "駁回申請",
)
RECEIPT = letters.Receipt(
    OFFICE, "TTBN-1151122-000015", "7K4M 2QXP", "戶籍謄本", "王小明", "115年11月22日", (("取件", "臨櫃"),), ("審查",)
)


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


def test_a_one_time_notice_tells_every_defect_with_its_basis_and_the_day():
    document = letters.one_time_notice(NOTICE, mark="示範")
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [[plain(line) for line in row] for row in table.rows] == [
        ["1", "委託書", "補填", "示範法第1條"],
        ["2", "印章", "攜帶", "示範法第2條"],
    ]
    text = pdf_text(pdf.write(document)).replace(" ", "")
    assert "補正期限：中華民國115年12月2日" in text
    assert "逾期未補正：駁回申請" in text
    assert "申請人簽收" in text


def test_a_receipt_fits_one_page_and_shows_number_and_code():
    data = pdf.write(letters.receipt(RECEIPT))
    assert pdf.pages(data) == 1
    assert "TTBN-1151122-000015" in pdf_text(data)
    assert "7K4M 2QXP" in pdf_text(data)


def test_a_receipt_without_code_prints_none():
    page = html.write(letters.receipt(letters.Receipt(OFFICE, "N-1", "", "謄本", "王", "今天", ()))).decode()
    assert "查詢碼" not in page
