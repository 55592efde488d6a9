"""The questions of a calculator of periods: first and last day, and what its pack asks of each period."""

from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from bianmin.delivery.cases.vocab.total import FIRST_DAY as FIRST
from bianmin.delivery.cases.vocab.total import LAST_DAY as LAST
from bianmin.delivery.cases.vocab.total import SECTION
from bianmin.delivery.catalog.vocab import Calculator
from bianmin.foundation.forms.vocab import Form
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel.words import N_

EARLIEST: Final = date(1949, 1, 1)
MOST: Final = 30


def form_of(of: Calculator) -> Form:
    """The form that asks for the periods."""
    days = [
        {"code": code, "type": "roc_date", "label": label, "required": True, "earliest": EARLIEST, "latest": "today"}
        for code, label in ((FIRST, N_("First day")), (LAST, N_("Last day")))
    ]
    fields = [*days, *(asked.model_dump() for asked in of.questions)]
    repeat = {"least": 1, "most": MOST, "noun": of.noun}
    section = {"code": SECTION, "title": of.name, "fields": fields, "repeat": repeat}
    header = {"kind": "form", "id": of.id, "version": of.version, "source": of.source, "title": of.name}
    return Form.model_validate({**header, "sections": [section]})


class Said:
    """Texts of the data in the reader's language, and the two questions about days that are our own."""

    do_not_call_in_templates = True

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def __call__(self, text: str) -> str:
        """The text as the reader reads it."""
        return _(text) if text in ("First day", "Last day") else self.reader(text)


def backwards(rows: list[dict[str, Any]]) -> dict[str, str]:
    """A sentence at every period that ends before it begins."""
    told = _("The last day lies before the first. Change one of them.")
    return {f"{SECTION}.{at}.{LAST}": told for at, row in enumerate(rows) if row[LAST] < row[FIRST]}
