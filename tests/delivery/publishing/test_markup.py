"""The plain markup: what it means, and what is wrong with a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.delivery.publishing.rules.markup import blocks, faults, links, pictures, plain
from bianmin.delivery.publishing.vocab import Block, Span

TEXT = """## 怎麼來

搭公車到**太平**站，
看[路線](https://bus.example.tw/1)。

- 汽車
- 機車
![大門和坡道](12)
### 電話
請打[總機](tel:089-380000)或看[服務](/ttbn/)"""


def test_a_text_becomes_headings_paragraphs_lists_and_pictures():
    assert list(blocks(TEXT)) == [
        Block("heading", ((Span("怎麼來"),),), level=2),
        Block(
            "paragraph",
            (
                (Span("搭公車到"), Span("太平", strong=True), Span("站，")),
                (Span("看"), Span("路線", address="https://bus.example.tw/1"), Span("。")),
            ),
        ),
        Block("list", ((Span("汽車"),), (Span("機車"),))),
        Block("picture", image=12, alt="大門和坡道"),
        Block("heading", ((Span("電話"),),), level=3),
        Block(
            "paragraph",
            ((Span("請打"), Span("總機", address="tel:089-380000"), Span("或看"), Span("服務", address="/ttbn/")),),
        ),
    ]
    assert list(faults(TEXT)) == []
    assert links(TEXT) == ["https://bus.example.tw/1", "/ttbn/"]
    assert pictures(TEXT) == [12]
    assert "大門和坡道" in plain(TEXT)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("![](3)", "說明圖片內容"),
        ("### 太深", "放在兩個 ## 的標題底下"),
        ("請看[這裡](/ttbn/)", "連結文字要說明"),
        ("[點我](/ttbn/)", "連結文字要說明"),
        ("[開](javascript:alert(1))", "開頭"),
        ("[開](//evil.example)", "開頭"),
        ("[](https://a.example)", "連結的文字"),
        ("<script>alert(1)</script>", "不要使用 HTML"),
    ],
)
def test_what_would_be_hard_to_use_is_said_in_a_sentence(text: str, said: str):
    assert any(said in str(sentence) for sentence in faults(text))


@given(st.text(alphabet="#-*[]()!/ \n:h1<>字a"))
def test_no_text_ever_becomes_a_link_that_runs_something(text: str):
    for block in blocks(text):
        for line in block.lines:
            assert all(span.address == "" or span.address[0] in "h/mt" for span in line)
            assert all(not span.address.startswith("//") for span in line)
