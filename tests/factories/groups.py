"""A meeting of the project group for tests, called by the research officer."""

from bianmin.quality.groups.actions.meetings import Called, call
from bianmin.quality.groups.vocab import Item
from tests.people import AGENCY, NOON, People


def groups_of(people: People) -> dict[str, dict[str, object]]:
    """One meeting that was called; and the addresses that name it and its group."""
    wanted = Called(AGENCY, "project", NOON.date(), (Item(text="查核結果"),))
    key = {"key": call(called=wanted, by=people.actor("research"), at=NOON).pk}
    group = {"code": "project"}
    return {
        "desk-group": group, "desk-group-call": group, "desk-meeting": key, "desk-meeting-minutes": key,
        "desk-meeting-off": key, "desk-meeting-file": {**key, "kind": "odt"},
    }  # fmt: skip
