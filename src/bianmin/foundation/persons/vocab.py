"""What a person can be, and the names of the data kept about one."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonKind(models.TextChoices):
    """Whose data they are 自然人、法人或團體."""

    NATURAL = "natural", _("Natural person")
    ORGANISATION = "organisation", _("Organisation")


FIELDS: Final = ("name", "latin_name", "id_number", "birth_on", "phone", "email", "address", "language", "kind")
"""The data of a person, by the names that actions, journal lines and readings use."""

LANGUAGE: Final = "zh-hant"
"""The language written to a person who chose none."""
