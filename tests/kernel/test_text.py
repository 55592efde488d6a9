import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.kernel import text


@pytest.mark.parametrize(
    ("one", "other"), [("台東縣", "臺東縣"), ("ＡＢＣ１２３", "abc123"), ("卑南鄉　太平路", "卑南鄉 太平路")]
)
def test_two_spellings_of_one_thing_are_the_same(one, other):
    assert text.same(one, other)


def test_rare_characters_are_not_normalised_into_others():
    names = ["堃", "喆", "峯", "峰", "𠮷", "吉", "㼭", "犇", "𡍼", "𤧬"]
    assert len({text.fold(name) for name in names}) == len(names)


@given(st.text())
def test_folding_twice_changes_nothing_more(words):
    assert text.fold(text.fold(words)) == text.fold(words)


@given(st.text())
def test_characters_put_together_are_the_text(words):
    assert "".join(text.characters(words)) == words


def test_a_variation_selector_belongs_to_its_character():
    assert text.characters("葛\U000e0100城") == ["葛\U000e0100", "城"]


@pytest.mark.parametrize("name", ["𠮷", "〇", "々", "㛢", "Chris 王"])
def test_han_is_seen_beyond_the_basic_block(name):
    assert text.has_han(name)


def test_latin_and_kana_are_not_han():
    assert not text.has_han("Siyapen カナ")
