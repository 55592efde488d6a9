"""Results of a survey for a page: one chart of who is satisfied with what, and the words beside it."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from bianmin.faces.ui.charts import Drawn, drawn
from bianmin.foundation.documents.charts import bars
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.quality.surveys.queries.results import chosen, tabled
from bianmin.quality.surveys.vocab import Result, SurveyCard


def _chart(found: list[Result], say: Reader) -> Drawn | None:
    """The share of those satisfied with each thing that was asked; None where nothing was answered."""
    told = [one for one in found if one.good]
    if not told:
        return None
    pairs = [(str(say(one.question.text)), Fraction(one.good)) for one in told]
    chart = bars(_("Satisfied"), pairs, unit="%")
    return drawn(chart, (tuple(f"{one.good}%" for one in told),))


def surveyed(card: SurveyCard, say: Reader) -> dict[str, Any]:
    """What the page of results shows."""
    tables = tabled(card)
    found = [one for table in tables for one in table.rows if one.question in card.document.questions]
    return {"survey": card, "tables": tables, "chosen": chosen(card), "chart": _chart(found, say), "say": say}
