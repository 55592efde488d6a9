"""Forms laid out for pages, and answers in words."""

from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.layout import layout
from bianmin.foundation.forms.rules.printing import in_words
from tests.foundation.forms.samples import GOOD, WHOLE

PART = {**GOOD, "scope": ["part"]}


def test_every_box_shows_what_was_typed_and_its_sentence():
    checked = check(WHOLE, {**GOOD, "id_number": ["A1"], "birth_on": [""], "birth_on.year": ["75"]})
    applicant, members = layout(WHOLE, checked)
    slots = {slot.name: slot for slot in applicant.rows[0]}
    assert slots["id_number"].typed == ("A1",)
    assert slots["id_number"].error
    assert slots["birth_on"].typed == ("75", "", "")
    assert not slots["name"].error
    assert not members.shown


def test_a_repeating_section_shows_its_rows_and_the_fewest_needed():
    empty = layout(WHOLE, check(WHOLE, PART))[1]
    assert [slot.name for slot in empty.rows[0]][:1] == ["members.0.member_name"]
    two = layout(WHOLE, check(WHOLE, PART | {"members.1.member_name": ["甲"], "members.4.member_name": ["乙"]}))[1]
    assert [row[0].typed for row in two.rows] == [("甲",), ("乙",)]


def test_answers_are_printed_in_words():
    raw = PART | {"copies": ["2"], "uses": ["full", "none"], "members.0.member_name": ["甲"]}
    applicant, member = in_words(WHOLE, check(WHOLE, raw).answers)
    assert dict(applicant.lines)["出生日期"] == "75年3月9日(星期日)"
    assert dict(applicant.lines)["份數"] == "2 份"
    assert dict(applicant.lines)["用途"] == "全戶、都不要"
    assert (member.title, member.lines) == ("人員 1", (("姓名", "甲"),))


def test_answers_are_printed_in_english_with_translated_labels():
    say = {"出生日期": "Date of birth"}.get
    printed = in_words(WHOLE, {"birth_on": "1986-03-09"}, say=lambda text: say(text, text), language="en")
    assert printed[0].lines == (("Date of birth", "Sunday 9 March 1986"),)
