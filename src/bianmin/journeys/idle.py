"""Forms nobody used for a year 久未使用的書表: candidates for merging or ending."""

from datetime import date, timedelta
from typing import Final

from bianmin.delivery.cases.models import Case
from bianmin.foundation.forms.queries.published import FormCard, cards
from bianmin.kernel.rocdate import local_day

YEAR: Final = timedelta(days=365)


def idle_forms(agency: str, *, on: date) -> list[FormCard]:
    """The agency's own forms, published a year ago or longer, with which nothing was applied for since then."""
    since = on - YEAR
    used = set(Case.objects.filter(agency=agency, received_on__gt=since).values_list("form", flat=True).distinct())
    own = (card for card in cards(agency) if card.agency == agency)
    return [card for card in own if card.code not in used and local_day(card.published_at) <= since]
