"""Single statements, right and wrong, and how they are judged."""

import pytest

from bianmin.quality.proofread.layout import Line
from bianmin.quality.proofread.report import proofread_lines


def verdicts(*lines, kind=None):
    """Kind, value, recomputed and verdict of every claim about the lines."""
    claims = proofread_lines([Line(number, text) for number, text in enumerate(lines, 1)]).claims
    return [
        (claim.kind.value, float(claim.value), round(float(claim.recomputed), 4), claim.verdict.value)
        for claim in claims
        if kind in {None, claim.kind.value}
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年 120 件，較去年 100 件增加 20 件。", ("difference", 20, 20, "consistent")),
        ("今年 120 件，較去年 100 件增加 30 件。", ("difference", 30, 20, "inconsistent")),
        ("今年 120 件，比去年 150 件減少 30 件，減幅 20%。", ("growth", 20, 20, "consistent")),
        ("113 年 240 人，較 112 年增加 40 人，成長 20%。", ("growth", 20, 20, "consistent")),
        ("由 8 處增至 31 處，增加 23 處。", ("difference", 23, 23, "consistent")),
        ("滿意度 71.2%，與 99 年 65.9% 比較，增加 5.3 個百分點。", ("difference", 5.3, 5.3, "consistent")),
        (
            "平均 87.6 分，與 99 年 86.4 分比較，提升 1.42%。",
            ("growth", 1.42, 1.3889, "consistent_if_rounded_differently"),
        ),
        ("職員 20 人，約聘 5 人，合計 26 人。", ("sum", 26, 25, "inconsistent")),
        ("共 1,407 筆(中文 801 筆、英文 606 筆)。", ("sum", 1407, 1407, "consistent")),
        ("計 398 人報名，305 人及格，及格率 76.63%。", ("ratio", 76.63, 76.6332, "consistent")),
        ("計 398 人報名，305 人及格，及格率 67.63%。", ("ratio", 67.63, 76.6332, "inconsistent")),
        ("男性占 45.2%，女性占 44.8%。", ("complement", 44.8, 54.8, "inconsistent")),
        ("舉辦 203 場次，每次 2 小時，共 406 小時。", ("product", 406, 406, "consistent")),
        ("辦理 24 場，計 1,200 人參加，平均每場 52 人。", ("mean", 52, 50, "inconsistent")),
        (
            "有效樣本 1,068 份，在 95% 信心水準下，抽樣誤差正負 3.0 個百分點。",
            ("margin_of_error", 3, 2.9988, "consistent"),
        ),
        ("共 50 家，已完成 47 家，其餘 4 家。", ("difference", 4, 3, "inconsistent")),
        ("提供英語、日語及韓語等 4 種語言。", ("count", 4, 3, "inconsistent")),
        ("分為 3 類，包括：文學、歷史及藝術。", ("count", 3, 3, "consistent")),
        ("設有(甲、乙、丙三組)。", ("count", 3, 3, "consistent")),
        ("處理時間由 3-4 週縮短為 3 天。", ("comparison", 1, 1, "consistent")),
        ("處理時間由 3 天縮短為 2 週。", ("comparison", 1, 0, "inconsistent")),
        ("依序為臨櫃 30 件、網路 20 件、郵寄 25 件。", ("ordering", 1, 0, "inconsistent")),
        ("以臨櫃 30 件最多，網路 40 件次之。", ("ordering", 1, 0, "inconsistent")),
        ("於 3 天內回復，平均 1.25 天。", ("threshold", 1, 1, "consistent")),
        ("目標值 85%，實際達成 82.1%，達成目標。", ("threshold", 1, 0, "inconsistent")),
        ("自民國 113 年 1 月起至民國 113 年 12 月止，計 1 年。", ("calendar", 1, 1, "consistent")),
        ("定於 113 年 5 月 6 日(二)召開。", ("calendar", 2, 1, "inconsistent")),
        ("訂於 113 年 2 月 30 日召開。", ("calendar", 30, 29, "inconsistent")),
    ],
)
def test_a_statement_is_recomputed(text, expected):
    assert expected in verdicts(text, kind=expected[0])


@pytest.mark.parametrize(
    "text",
    [
        "請於 7 日內補正，逾期不受理。",
        "本處設於中正路 12 號 3 樓，電話 02-2381-2345 轉 67。",
        "增加服務人力 3 名，並提供 24 小時服務。",
        "本計畫分 2 期，第 1 期 30 件，第 2 期另行公告。",
    ],
)
def test_numbers_that_say_nothing_of_one_another_raise_no_alarm(text):
    assert [claim for claim in verdicts(text) if claim[3] == "inconsistent"] == []


def test_items_of_a_numbered_list_are_counted():
    lines = ("本計畫區分為下列 3 類：", "一、甲類。", "二、乙類。")
    assert verdicts(*lines, kind="count") == [("count", 3, 2, "inconsistent")]


def test_the_items_above_are_counted():
    lines = ("1.甲：說明。", "2.乙：說明。", "3.丙：說明。", "4.除上述 3 項外，得自行提供。")
    assert verdicts(*lines, kind="count") == [("count", 3, 3, "consistent")]


def test_a_table_names_the_total_that_is_wrong():
    lines = ("項目\t件數\t百分比", "甲\t30\t30.00%", "乙\t70\t70.00%", "合計\t101\t100.00%")
    assert ("sum", 101, 100, "inconsistent") in verdicts(*lines)
    assert ("ratio", 30, 30, "consistent") in verdicts(*lines)


def test_a_table_broken_by_a_page_is_one_table():
    head = "項目\t件數"
    lines = (head, "甲\t30", "乙\t70", "", head, "丙\t20", "合計\t120")
    assert ("sum", 120, 120, "consistent") in verdicts(*lines)


def test_a_sentence_broken_by_a_page_is_one_sentence():
    lines = ("本年度各項服務統計依序為居留 300 件，生活資訊 200 件，工", "", "作 100 件，合計 600 件。")
    assert ("sum", 600, 600, "consistent") in verdicts(*lines)


def test_the_same_sentence_with_two_numbers_is_seen():
    sentence = "委託辦理通譯人才進階培訓課程，於全國各地辦理 {} 場次，通過測驗人員納入通譯人才資料庫提供服務。"
    found = verdicts(sentence.format(11), "其他。", sentence.format(12), kind="cross_reference")
    assert found == [("cross_reference", 11, 12, "inconsistent"), ("cross_reference", 12, 11, "inconsistent")]


def test_the_same_sentence_about_something_else_is_not_compared():
    sentence = "委託辦理{}進階培訓課程，於全國各地辦理 {} 場次，通過測驗人員納入人才資料庫提供服務。"
    assert (
        verdicts(sentence.format("通譯人才", 11), "其他。", sentence.format("救護志工", 12), kind="cross_reference")
        == []
    )
