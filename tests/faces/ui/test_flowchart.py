"""The drawing of a procedure: readable on a phone, with its words for whoever does not see it."""

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from bianmin.faces.ui.flowchart import Box, flowchart, wrapped

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*boxes: Box, title: str = "居留延期") -> ET.Element:
    return ET.fromstring(flowchart(boxes, title=title))


def texts(svg: ET.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def test_it_has_a_title_and_all_steps_in_words():
    svg = drawn(Box("收件", "服務站 · 1日", ((1, ""),)), Box("核定", "", ((2, ""),)))
    assert svg.get("role") == "img"
    named = {part.get("id"): part.text for part in svg if part.get("id")}
    assert svg.get("aria-labelledby") == "flow-title flow-desc"
    assert named == {"flow-title": "居留延期", "flow-desc": "1. 收件; 2. 核定"}
    assert texts(svg)[:3] == ["1. 收件", "服務站 · 1日", "2. 核定"]


def test_cases_are_told_in_the_box_with_the_number_of_their_step():
    svg = drawn(
        Box("收件", "", ((1, "不足"), (2, "齊全"))), Box("補件", "", ((2, "補齊"),)), Box("核定", "", ((3, ""),))
    )
    assert texts(svg)[1:3] == ["不足 → 2", "齊全 → 3"]
    assert "補齊 → 3" not in texts(svg)


def test_nothing_is_wider_than_a_phone_and_no_two_lines_at_the_side_lie_on_one_another():
    ways = ((1, ""), (3, "甲"), (4, "乙"))
    svg = drawn(
        Box("一", "", ways),
        Box("二", "", ((2, ""), (4, "丙"))),
        *(Box(name, "", ((at, ""),)) for at, name in ((3, "三"), (4, "四"), (5, "五"))),
    )
    assert svg.get("viewBox", "").split()[2] == "360"
    aside = [path.get("d", "") for path in svg.iter(f"{SVG}path") if "H" in path.get("d", "")]
    lanes = [path.split("H")[1].split("V")[0] for path in aside]
    assert len(aside) == len(set(lanes)) == 3
    assert all(float(lane) < 360 for lane in lanes)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80))
def test_any_text_gives_well_formed_words_that_fit_and_are_whole(text: str):
    drawn(Box(text, text, ((1, text),)), title=text)
    lines = wrapped(text, 15, 300)
    assert "".join("".join(lines).split()) == "".join(text.split())
