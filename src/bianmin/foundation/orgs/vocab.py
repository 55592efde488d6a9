"""What a node of the organisation can be, and which policies an agency sets for itself."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

FACT: Final = "orgs.unit"


class UnitKind(models.TextChoices):
    """The kind of a node 機關層級."""

    MINISTRY = "ministry", _("Ministry")
    AGENCY = "agency", _("Agency")
    OFFICE = "office", _("Office")
    UNIT = "unit", _("Unit")
    WINDOW = "window", _("Window")


ROOT: Final = "root"
"""The code of the unit that is the agency itself; its path is `/<agency>/`."""

STATEMENTS: Final = ("privacy", "security", "open-data", "accessibility", "collection")
"""Texts every page or form links to 隱私權、資訊安全、開放宣告、無障礙、個資蒐集告知, by the name of their page."""

CONTRAST: Final = 7.0
"""How far the brand colour must stand out from white paper (WCAG 2.2, 1.4.6)."""


DARK: Final = 0.04045
"""Below it the curve of sRGB is a straight line."""


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [value / 12.92 if value <= DARK else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast_with_white(colour: str) -> float:
    """Contrast ratio of a colour with white, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    return 1.05 / (luminance(colour) + 0.05)
