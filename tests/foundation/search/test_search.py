"""Two characters find what holds them, in any spelling; agencies and kinds stay apart; what is dropped is gone."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from bianmin.foundation.search.actions import drop, index
from bianmin.foundation.search.queries import found
from bianmin.foundation.search.vocab import asked, tokens
from bianmin.kernel.act import act, attempt

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE, KIND = "376550300A", "376550000A", "persons.person"
NAMES = {
    1: "陳阿美", 2: "林陳美惠", 3: "犇𡍼𤧬", 4: "Nguyễn Thị Hoa", 5: "台東・米克諾", 6: "Siti Đặng", 7: "陳 美阿",
}  # fmt: skip


@pytest.fixture(autouse=True)
def filled(db: None) -> None:
    for key, name in NAMES.items():
        index(agency=HERE, kind=KIND, key=key, texts=[name])
    index(agency=ELSEWHERE, kind=KIND, key=8, texts=["陳阿美"])
    index(agency=HERE, kind="publishing.page", key=9, texts=["陳阿美的故事"])


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("陳阿", ["1"]), ("阿美", ["1"]), ("美", ["7", "2", "1"]), ("陳美", ["2"]), ("陳 美", ["7", "2", "1"]),
        ("𡍼𤧬", ["3"]), ("臺東", ["5"]), ("nguyen", ["4"]), ("NGUYỄN", ["4"]), ("ngu", ["4"]), ("hoa thi", ["4"]),
        ("dang", ["6"]), ("ＳＩＴＩ", ["6"]), ("王", []), ("", []), ("？！", []), ("' OR 1=1 --", []), ('"陳阿" NOT', []),
    ],
)  # fmt: skip
def test_names_are_found(text: str, keys: list[str]):
    assert found(kind=KIND, agency=HERE, text=text) == keys


def test_a_new_name_replaces_the_old_one():
    index(agency=HERE, kind=KIND, key=1, texts=["王小明"])
    assert found(kind=KIND, agency=HERE, text="陳阿") == []
    assert found(kind=KIND, agency=HERE, text="小明") == ["1"]


def test_what_is_dropped_leaves_nothing_behind():
    drop(agency=HERE, kind=KIND, key=1)
    assert found(kind=KIND, agency=HERE, text="陳阿") == []
    table = "search_text" if connection.vendor == "sqlite" else "search_entry"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone()[0] == len(NAMES) + 1


def test_only_as_many_as_wanted_the_newest_first():
    assert found(kind=KIND, agency=HERE, text="美", most=2) == ["7", "2"]


@given(st.text(max_size=60))
def test_any_part_of_a_run_is_among_the_tokens_of_the_whole(text: str):
    words = tokens(text)
    assert all(
        any(word.startswith(token) for word in words) if begins else token in words for token, begins in asked(text)
    )


def fail_in_an_attempt() -> None:
    with attempt():
        index(agency=HERE, kind=KIND, key=12, texts=["趙六"])
        index(agency=HERE, kind=KIND, key=10, texts=["趙七"])
        raise KeyError


def test_in_an_act_the_last_texts_hold_from_its_end_and_what_was_dropped_or_failed_is_not_there():
    with act():
        index(agency=HERE, kind=KIND, key=10, texts=["張三"])
        index(agency=HERE, kind=KIND, key=11, texts=["李四"])
        drop(agency=HERE, kind=KIND, key=11)
        index(agency=HERE, kind=KIND, key=10, texts=["張五"])
        index(agency=HERE, kind=KIND, key=1, texts=["張六"])
        with pytest.raises(KeyError):
            fail_in_an_attempt()
        assert found(kind=KIND, agency=HERE, text="張") == []
    assert {text: found(kind=KIND, agency=HERE, text=text) for text in ("張", "三", "李", "趙", "陳阿")} == {
        "張": ["10", "1"], "三": [], "李": [], "趙": [], "陳阿": [],
    }  # fmt: skip
