"""How far a theme and a message are, who votes, and what becomes of a suggestion."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

THEME: Final = "forum.theme"
MESSAGE: Final = "forum.message"
VOTE: Final = "forum.vote"
TITLE_MOST: Final = 120
ABOUT_MOST: Final = 4000
TEXT_MOST: Final = 1000
"""How many characters a message, and an answer to it, may have."""
NAME_MOST: Final = 30
OPTIONS_LEAST: Final = 2
OPTIONS_MOST: Final = 10
OPTION_MOST: Final = 200


class State(models.TextChoices):
    """How far a theme is."""

    DRAFT = "draft", pgettext_lazy("theme", "Draft")
    OPEN = "open", pgettext_lazy("theme", "Open")
    CLOSED = "closed", pgettext_lazy("theme", "Closed")


class Standing(models.TextChoices):
    """How a message stands."""

    WAITING = "waiting", _("Not looked at yet")
    SHOWN = "shown", _("On the page")
    REMOVED = "removed", _("Taken down")
    WITHDRAWN = "withdrawn", _("Taken back by its writer")


class Voters(models.TextChoices):
    """Who votes on the question of a theme; whoever is not of the public votes at the desk, without a name 不記名."""

    PUBLIC = "public", _("Everybody, on the website")
    HOUSE = "house", _("All colleagues of the house")
    UNIT = "unit", _("The colleagues of the unit")


class Result(models.TextChoices):
    """What becomes of a suggestion 參採情形."""

    ADOPTED = "adopted", _("Adopted")
    PARTLY = "partly", _("Adopted in part")
    NOT = "not", _("Not adopted")
