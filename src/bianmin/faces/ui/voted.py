"""The result of a vote for a page: a chart of bars, its table, and how many have voted."""

from typing import Any

from django.utils.translation import gettext as _

from bianmin.delivery.forum.queries.votes import results, voted
from bianmin.delivery.forum.vocab.cards import ThemeCard
from bianmin.faces.ui.charts import drawn
from bianmin.foundation.documents.charts import bars


def votes_of(card: ThemeCard) -> dict[str, Any]:
    """The votes for each option with their share, `n` who voted, and the chart; None of a chart where nobody did."""
    n = voted(card)
    found = results(card, n)
    chart = None
    if n:
        drawing = bars(card.design.question, [(one.choice.name, one.votes) for one in found], name=_("Votes"))
        chart = drawn(drawing, (tuple(str(one.votes) for one in found),), width=480, height=200)
    return {"votes": found, "n": n, "chart": chart}
