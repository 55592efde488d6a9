"""How a figure is printed: exact fractions, rounded half away from zero 四捨五入, with their unit."""

from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

PERCENT: Final = "%"


def rounded(value: Fraction, decimals: int) -> str:
    """Print an exact fraction with so many decimals, halves away from zero, thousands parted: 1,234.5."""
    scale = 10**decimals
    whole = (2 * abs(value.numerator) * scale + value.denominator) // (2 * value.denominator)
    sign = "-" if value < 0 and whole else ""
    head, tail = divmod(whole, scale)
    return f"{sign}{head:,}" + (f".{tail:0{decimals}}" if decimals else "")


def printed(value: Fraction, decimals: int, unit: str) -> str:
    """Print a value with its unit: 98.5%, 1,234件."""
    return rounded(value, decimals) + unit


def difference(value: Fraction, before: Fraction, decimals: int, unit: str) -> str:
    """Print a change 增減; between two percentages it is in percentage points, never in percent."""
    points = _(" percentage points") if unit == PERCENT else unit
    change = rounded(value - before, decimals)
    return ("+" if not change.startswith("-") else "") + change + points
