"""States and turns as officers say them; citizens read other words for the same."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.vocab import State, Turn

STATES: Final[Mapping[str, str | Promise]] = {**dict(State.choices), State.SUPPLEMENT.value: _("Waiting for papers")}

TURNS: Final[Mapping[str, str | Promise]] = {
    Turn.OFFICE.value: _("With this office"),
    Turn.CITIZEN.value: _("With the citizen"),
    Turn.AUTHORITY.value: _("With the deciding authority"),
    Turn.NOBODY.value: _("Nothing more to do"),
}


LANGUAGES: Final = (
    ("zh-hant", "中文"),
    ("en", "English"),
    ("vi", "Tiếng Việt"),
    ("id", "Bahasa Indonesia"),
    ("th", "ไทย"),
)
"""Languages of holders, each by its own name."""
