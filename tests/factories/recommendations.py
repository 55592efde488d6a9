"""Recommendations for tests: a list of 5 March 2025 by the research officer."""

from bianmin.quality.recommendations import actions
from bianmin.quality.recommendations.models import Collection, Recommendation
from bianmin.quality.recommendations.vocab import Adoption, Handled, Listing, Source
from tests.people import AGENCY, COUNTER, NOON, People

SAID = "單一櫃檯應再加強落實。"


def begun(people: People, *, source: str = "judges", title: str = "實地評審建議事項") -> Collection:
    """A list that is begun."""
    listing = Listing(title, Source(source), NOON.date())
    return actions.begin(agency=AGENCY, listing=listing, by=people.actor("research"), at=NOON)


def added(people: People, row: Collection, text: str, *, unit: str = COUNTER) -> Recommendation:
    """A recommendation that stands on it."""
    return actions.add(number=row.number, text=text, unit=unit, by=people.actor("research"), at=NOON)


def handled(people: People, row: Collection, place: int) -> Recommendation:
    """One that is answered, adopted and planned."""
    said = Handled("已改成一次告知。", "下半年檢討。", "", Adoption.PLANNED, "卑戶字第1140000456號")
    return actions.handle(number=row.number, place=place, handled=said, by=people.actor("officer"), at=NOON)


def recommendations_of(people: People) -> dict[str, dict[str, object]]:
    """A list with one recommendation; and the addresses that name it."""
    row = begun(people)
    added(people, row, SAID)
    number = {"number": row.number}
    return {
        "desk-recommendation-list": number, "desk-recommendation-add": number,
        "desk-recommendation-file": {**number, "kind": "odt"}, "desk-recommendation": {**number, "place": 1},
    }  # fmt: skip
