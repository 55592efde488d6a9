"""Every type of answer, good and bad."""

from datetime import date

import pytest
from django.utils import translation

from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.vocab import FieldType
from tests.foundation.forms.samples import OPTIONS, ask, one

GOOD = [
    ({"type": "text"}, " 太平路  276 號 ", "太平路  276 號"),
    ({"type": "text", "most": 5}, "12345", "12345"),
    ({"type": "long_text"}, "一\r\n二\r三", "一\n二\n三"),
    ({"type": "number"}, "1,200", 1200),
    ({"type": "number"}, "１２", 12),
    ({"type": "number"}, "-3", -3),
    ({"type": "number", "decimals": 2}, "12.50", "12.50"),
    ({"type": "number", "least": 1, "most": 20}, "20", 20),
    ({"type": "roc_date"}, "75/3/9", "1986-03-09"),
    ({"type": "roc_date"}, "民國75年3月9日", "1986-03-09"),
    ({"type": "roc_date"}, "1986-03-09", "1986-03-09"),
    ({"type": "roc_date"}, "0750309", "1986-03-09"),
    ({"type": "roc_date"}, "民國前1年12月31日", "1911-12-31"),
    ({"type": "choice", "options": OPTIONS}, "part", "part"),
    ({"type": "choices", "options": OPTIONS}, "part", ["part"]),
    ({"type": "rating"}, "5", 5),
    ({"type": "rating"}, "１", 1),
    ({"type": "rating", "most": 10}, "10", 10),
    ({"type": "id_number"}, " a123456789 ", "A123456789"),
    ({"type": "id_number"}, "Ａ１２３４５６７８９", "A123456789"),
    ({"type": "id_number"}, "A800000014", "A800000014"),
    ({"type": "id_number"}, "AA00000009", "AA00000009"),
    ({"type": "phone"}, "(089)512-345 轉 21", "089-512345#21"),
    ({"type": "phone"}, "0912345678", "0912-345-678"),
    ({"type": "phone"}, "+44 20 7946 0958", "+442079460958"),
    ({"type": "email"}, "ａmei@example.tw", "amei@example.tw"),
    ({"type": "address"}, "臺東縣卑南鄉太平路276號", "臺東縣卑南鄉太平路276號"),
    ({"type": "name"}, "堃喆峯𠮷㼭犇𡍼𤧬㛢綉双峰敍珉", "堃喆峯𠮷㼭犇𡍼𤧬㛢綉双峰敍珉"),
    ({"type": "name"}, "Agam Siliki·Pasaraadj", "Agam Siliki·Pasaraadj"),
    ({"type": "name"}, "O’Brien-Nuñez, Jr.", "O’Brien-Nuñez, Jr."),
    ({"type": "name"}, "นภัสสร", "นภัสสร"),
    ({"type": "name"}, "林", "林"),
    ({"type": "name"}, "𠮷" * 200, "𠮷" * 200),
]
BAD = [
    ({"type": "text"}, "a\x00b", "There are characters here that cannot be shown"),
    ({"type": "text"}, "a\ud800b", "There are characters here that cannot be shown"),
    ({"type": "text"}, "abc\u202egnp", "There are characters here that cannot be shown"),
    ({"type": "text"}, "一\n二", "There are characters here that cannot be shown"),
    ({"type": "text", "most": 5}, "123456", "too long: 6 characters. Shorten it to at most 5"),
    ({"type": "text", "least": 3}, "12", "too short: 2 characters"),
    ({"type": "long_text"}, "字" * 4001, "too long: 4001 characters"),
    ({"type": "number"}, "兩份", "not a number"),
    ({"type": "number"}, "1,20", "not a number"),
    ({"type": "number"}, "1e3", "not a number"),
    ({"type": "number"}, "NaN", "not a number"),
    ({"type": "number"}, "9" * 400, "not a number"),
    ({"type": "number"}, "٣", "not a number"),
    ({"type": "number"}, "1.5", "whole number"),
    ({"type": "number", "decimals": 1}, "1.25", "At most 1 digits"),
    ({"type": "number", "most": 20}, "21", "largest possible is 20"),
    ({"type": "number", "least": 1}, "0", "smallest possible is 1"),
    ({"type": "roc_date"}, "75/2/30", "not a date"),
    ({"type": "roc_date"}, "110105", "more than one date"),
    ({"type": "roc_date"}, "去年", "not a date"),
    ({"type": "roc_date", "latest": "today"}, "115/11/23", "The latest possible is 115/11/22"),
    ({"type": "roc_date", "earliest": date(2026, 1, 1)}, "114/12/31", "The earliest possible is 115/01/01"),
    ({"type": "choice", "options": OPTIONS}, "other", "not one of the choices"),
    ({"type": "choices", "options": OPTIONS, "least": 2}, "part", "Choose at least 2"),
    ({"type": "choices", "options": OPTIONS}, "other", "not one of the choices"),
    ({"type": "rating"}, "6", "not one of the choices"),
    ({"type": "rating"}, "0", "not one of the choices"),
    ({"type": "rating"}, "4.5", "not one of the choices"),
    ({"type": "id_number"}, "A123456788", "check digit"),
    ({"type": "id_number"}, "A1234", "one letter and nine more"),
    ({"type": "id_number"}, "A1٢٣٤٥٦٧٨٩", "one letter and nine more"),
    ({"type": "phone"}, "12345", "area code"),
    ({"type": "phone"}, "電話", "area code"),
    ({"type": "email"}, "amei@", "not an e-mail address"),
    ({"type": "email"}, "a@b.tw\nBcc: c@d.tw", "not an e-mail address"),
    ({"type": "name"}, "12345", "at least one letter"),
    ({"type": "name"}, "𠮷" * 201, "too long: 201 characters. Shorten it to at most 200"),
    ({"type": "name"}, "王\x08明", "There are characters here that cannot be shown"),
]


@pytest.mark.parametrize(("question", "typed", "answer"), GOOD)
def test_a_good_answer_is_kept_in_its_plain_form(question, typed, answer):
    checked = ask(typed, **question)
    assert checked.errors == {}
    assert checked.answers == {"q": answer}


@pytest.mark.parametrize(("question", "typed", "sentence"), BAD)
def test_a_bad_answer_gets_a_sentence_and_stays_as_typed(question, typed, sentence):
    checked = check(one(**question), {"q": [typed]}, on=date(2026, 11, 22))
    with translation.override("en"):
        assert sentence in str(checked.errors["q"])
    assert checked.answers == {}
    assert checked.typed == {"q": (typed,)}


def test_good_and_bad_cases_cover_every_type_typed():
    typed = set(FieldType) - {FieldType.FILE}
    assert {FieldType(question["type"]) for question, *_rest in GOOD} == typed
    assert typed - {FieldType(question["type"]) for question, *_rest in BAD} == {FieldType.ADDRESS}


@pytest.mark.parametrize(
    ("parts", "answer"),
    [
        (("75", "3", "9"), "1986-03-09"),
        (("1986", "03", "09"), "1986-03-09"),
        (("民國前1", "12", "31"), "1911-12-31"),
        (("75年", "3月", "9日"), "1986-03-09"),
        (("７５", "３", "９"), "1986-03-09"),
    ],
)
def test_a_date_may_come_in_three_boxes(parts, answer):
    raw = {f"q.{part}": [text] for part, text in zip(("year", "month", "day"), parts, strict=True)}
    assert check(one(type="roc_date"), raw).answers == {"q": answer}


def test_a_date_with_an_empty_box_is_no_date():
    checked = check(one(type="roc_date"), {"q.year": ["75"], "q.month": [""], "q.day": ["9"]})
    with translation.override("en"):
        assert str(checked.errors["q"]).startswith("This is not a date.")
    assert checked.typed == {"q.year": ("75",), "q.month": ("",), "q.day": ("9",)}


def test_several_choices_come_in_the_order_of_the_form():
    checked = check(one(type="choices", options=OPTIONS), {"q": ["none", "full", "none"]})
    assert checked.answers == {"q": ["full", "none"]}


def test_of_one_box_sent_twice_the_last_counts():
    assert check(one(type="text"), {"q": ["first", "last"]}).answers == {"q": "last"}


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [("text", "Answer this question."), ("choice", "Choose one of these."), ("roc_date", "Enter the date.")],
)
def test_a_needed_answer_left_blank_gets_a_sentence(kind, sentence):
    options = {"options": OPTIONS} if kind == "choice" else {}
    checked = check(one(type=kind, required=True, **options), {"q": ["  "]})
    with translation.override("en"):
        assert str(checked.errors["q"]) == sentence


def test_sentences_are_chinese_for_a_chinese_reader():
    checked = ask("A123456788", type="id_number")
    with translation.override("zh-hant"):
        assert str(checked.errors["q"]) == "號碼的檢查碼不符。請與證件逐字核對。"
