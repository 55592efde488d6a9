"""The look-ups made for a case, as its page lists them."""

from typing import Any

from bianmin.delivery.cases.queries.card import CaseCard
from bianmin.delivery.exchange.queries.lookups import lookups_of
from bianmin.foundation.accounts.queries import names


def lines(card: CaseCard) -> list[dict[str, Any]]:
    """The look-ups made for a case, each with who made it."""
    made = lookups_of(card.agency, card.subject)
    people = names(one.by for one in made)
    return [{"one": one, "who": people.get(one.by, "")} for one in made]
