"""Charts are read: their labels whole, their words beside them."""

import re

import pytest

from bianmin.foundation.documents.charts import Chart, Series, draw

PLACED = re.compile(r'<text[^>]*transform="translate\(([-\d.]+),([-\d.]+)\)"[^>]*>([^<]+)</text>')
SHORT = ("一月", "二月", "三月")
ENGLISH = (
    "Household registration transcript",
    "Door plate certificate",
    "Change of name",
    "Naturalisation, forwarded to the ministry",
    "Visit at home by an officer",
)


def chart(labels: tuple[str, ...], **more: object) -> Chart:
    series = (
        Series("2024", tuple(range(1, len(labels) + 1))),
        Series("2025", tuple(range(2, len(labels) + 2))),
    )
    return Chart("Cases by service", labels, series, unit="件", **more)


def texts(drawing: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]+)</text>", drawing)


def places(drawing: str, labels: tuple[str, ...]) -> list[tuple[float, float]]:
    """Where each label stands."""
    found = {text: (float(x), float(y)) for x, y, text in PLACED.findall(drawing)}
    return [found[label] for label in labels]


@pytest.mark.parametrize("target", [None, 3])
def test_long_names_are_read_whole_at_the_side_of_lying_bars(target: int | None):
    drawing = draw(chart(ENGLISH, bars=True, target=target))
    assert set(ENGLISH) < set(texts(drawing))
    assert len({x for x, _y in places(drawing, ENGLISH)}) == 1
    assert [y for _x, y in places(drawing, ENGLISH)] == sorted({y for _x, y in places(drawing, ENGLISH)})


@pytest.mark.parametrize("bars", [True, False])
def test_short_names_stand_along_the_bottom(bars: bool):
    drawing = draw(chart(SHORT, bars=bars))
    assert len({y for _x, y in places(drawing, SHORT)}) == 1
    assert [x for x, _y in places(drawing, SHORT)] == sorted({x for x, _y in places(drawing, SHORT)})


def test_of_whole_numbers_no_half_ones_are_marked():
    marked = texts(draw(chart(SHORT, bars=True)))
    assert [text for text in marked if text.replace(".", "").isdigit() and len(text) < 4] == ["0", "1", "2", "3", "4"]


def test_a_chart_says_its_lowest_highest_and_last_values_in_words():
    assert chart(SHORT, bars=True).words == "2024: 一月 1件, 三月 3件. 2025: 一月 2件, 三月 4件."
