"""A printed figure in the reader's language: its number stays as it is, its unit is a text of data."""

import re
from typing import Final

from django.utils.html import format_html

from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel.text import has_han

COUNTED: Final = re.compile(r"(\D*([\d,.]*\d))(\D+)")
ONE, MANY = "1", "{n}"
"""How the units of figures are written in translations: `1件` is 1 case, `{n}件` are {n} cases."""


def in_units(text: str, reader: Reader | None) -> str:
    """A figure as it was printed (≥3件, +1.0份, 無案件) in the reader's language; what has no Chinese in it stays."""
    if not reader or reader.complete or not has_han(text):
        return text
    found = COUNTED.fullmatch(text)
    if found is None:
        return str(reader(text))
    counted, number, unit = found.groups()
    place = ONE if number == ONE else MANY
    said = reader(place + unit)
    if said == place + unit:
        return format_html('{}<span lang="zh-Hant">{}</span>', counted, unit)
    return said.replace(place, counted, 1)


def unit_alone(unit: str, reader: Reader) -> str:
    """A unit as it stands behind the numbers of a chart: 件, ` cases`."""
    return str(reader(MANY + unit)).replace(MANY, "", 1)
