"""Whatever arrives, the check answers."""

from datetime import date

from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.layout import layout, typed_from
from bianmin.foundation.forms.rules.printing import in_words
from bianmin.foundation.forms.vocab import Upload
from tests.foundation.forms.samples import GOOD, JPEG, ODT, PDF, PNG, WHOLE, one

NAMES = [asked.code for _section, asked in WHOLE.questions()]
KNOWN = [
    *NAMES,
    *(f"birth_on.{part}" for part in ("year", "month", "day")),
    *(f"members.{row}.{code}" for row in (0, 1, 77) for code in ("member_name", "member_birth", "member_birth.year")),
    "members",
    "members.x.member_name",
    "members.0",
]
HOSTILE = st.sampled_from(
    ["part", "full", "none", "3", "75/3/9", "110105", "NaN", "sNaN", "1e999", "-0", "²", "\x00", "\ud800", "٣", "林"]
)
TYPED = st.lists(st.one_of(st.text(st.characters(), max_size=40), HOSTILE), max_size=3)
RAW = st.dictionaries(st.one_of(st.sampled_from(KNOWN), st.text(max_size=12)), TYPED, max_size=14)
BYTES = st.one_of(st.binary(max_size=60), st.sampled_from([PDF, PNG, JPEG, ODT]))
FILES = st.dictionaries(
    st.sampled_from([*KNOWN, "unknown"]), st.lists(st.builds(Upload, st.text(st.characters()), BYTES), max_size=3)
)


@settings(max_examples=300, deadline=None)
@given(RAW, FILES)
def test_the_check_never_raises_and_its_errors_are_sentences(raw, files):
    checked = check(WHOLE, raw, files, on=date(2026, 11, 22))
    for language in ("en", "zh-hant"):
        with translation.override(language):
            assert all(str(sentence).endswith((".", "。")) for sentence in checked.errors.values())
    assert set(checked.errors) <= checked.visible
    assert all(raw[name] == list(typed) for name, typed in checked.typed.items() if name in raw)
    layout(WHOLE, checked)
    in_words(WHOLE, checked.answers)


@settings(max_examples=200, deadline=None)
@given(RAW)
def test_unknown_names_change_nothing(raw):
    known = {name: typed for name, typed in raw.items() if name in KNOWN}
    assert check(WHOLE, raw).answers == check(WHOLE, known).answers


@settings(max_examples=200, deadline=None)
@given(RAW)
def test_answers_typed_again_give_the_same_answers(raw):
    answers = check(WHOLE, GOOD | raw).answers
    assert check(WHOLE, typed_from(WHOLE, answers)).answers == answers


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(), max_size=300), st.sampled_from(["text", "name", "email", "phone", "address"]))
def test_kept_text_can_be_stored(typed, kind):
    checked = check(one(type=kind), {"q": [typed]})
    kept = checked.answers.get("q", "")
    assert "\x00" not in kept
    kept.encode()
