"""What can be counted of registers: entries by the day they were made or closed, and the numbers they say."""

from typing import Final

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.facts.vocab import Fact
from bianmin.quality.registers.models import Amount, Entry
from bianmin.quality.registers.vocab import AMOUNT, FACT, SUBJECT

ANSWERS: Final = ("kind", "topic", "result", "tester", "sop", "line", "language", "standing")
"""Questions by whose answer the entries of a register can be told apart, whatever register asks them."""


KEPT_BY: Final = ("kind", "topic", "line", "language", "result")
"""Those by whose answer a count can be kept apart."""


def _said(column: str) -> dict[str, KeyTextTransform]:
    return {f"said_{name}": KeyTextTransform(name, column) for name in KEPT_BY}


def entries() -> QuerySet[Entry]:
    """The entries; `open` are those that nobody closed."""
    open_ = ExpressionWrapper(Q(closed_on__isnull=True), output_field=BooleanField())
    return Entry.objects.annotate(open=open_, **_said("answers"))


def amounts() -> QuerySet[Amount]:
    """The numbers of entries; `open` are those of entries that nobody closed."""
    open_ = ExpressionWrapper(Q(entry__closed_on__isnull=True), output_field=BooleanField())
    return Amount.objects.annotate(open=open_, **_said("entry__answers"))


FACTS = (
    Fact(
        name=FACT,
        label=_("Entries of registers"),
        subject=SUBJECT,
        rows=entries,
        dates={"entered": "entered_on", "closed": "closed_on", "happened": "happened_on"},
        number="number",
        dimensions={"register": "register"} | {name: f"said_{name}" for name in KEPT_BY},
        filters={"register": "register", "outcome": "outcome", "open": "open"}
        | {name: f"answers__{name}" for name in ANSWERS},
    ),
    Fact(
        name=AMOUNT,
        label=_("Numbers in registers"),
        subject=SUBJECT,
        rows=amounts,
        dates={"happened": "on"},
        number="entry__number",
        dimensions={"register": "register", "name": "name"} | {name: f"said_{name}" for name in KEPT_BY},
        amounts={"n": "n"},
        filters={"register": "register", "name": "name", "open": "open", "outcome": "entry__outcome"}
        | {name: f"entry__answers__{name}" for name in ANSWERS},
    ),
)
