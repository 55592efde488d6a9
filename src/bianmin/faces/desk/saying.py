"""The words of forms that the desk itself asks, which are marked in the code and translated where they are shown."""

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext


@dataclass(frozen=True)
class Said:
    """Says a text of such a form in the reader's language, its choices too; templates hand it on to a filter."""

    choices: type[TextChoices]
    do_not_call_in_templates: ClassVar[bool] = True

    def __call__(self, text: str) -> str:
        """The text, or the label of the choice it is the value of."""
        return str(self.choices(text).label) if text in self.choices else gettext(text)
