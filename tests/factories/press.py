"""Reports of the media for tests: seen at the household office, given to its counter."""

from datetime import datetime
from itertools import count
from typing import Any

from bianmin.delivery.press.actions.answer import approve, draft
from bianmin.delivery.press.actions.publish import publish
from bianmin.delivery.press.actions.see import write_down
from bianmin.delivery.press.models import Item
from bianmin.delivery.press.vocab import Drafted, Seen
from tests.people import AGENCY, COUNTER, NOON, People

keys = count(1)
PROOF = "https://www.example.tw/figures"


def seen(**changes: Any) -> Seen:
    """An unfavourable report in a newspaper, seen at noon."""
    plain = {
        "agency": AGENCY, "key": f"key-of-a-report-{next(keys):04}", "medium": "paper", "outlet": "東岸日報",
        "title": "戶所大排長龍", "text": "報載戶政事務所每天等兩小時。", "tone": "negative", "appeared_on": NOON.date(),
        "seen_at": NOON, "unit": COUNTER, "link": "https://www.example.tw/news/1",
    }  # fmt: skip
    return Seen(**{**plain, **changes})


def reported(people: People, *, by: str = "officer", at: datetime = NOON, **changes: Any) -> Item:
    """It was written down."""
    when = {"appeared_on": at.date(), "seen_at": at}
    return write_down(seen=seen(**{**when, **changes}), by=people.actor(by, at), at=at)


def drafted(item: Item, people: People, *, at: datetime = NOON, **changes: Any) -> Item:
    """The officer drafted an answer with an address that proves it."""
    said = {"stance": "correct", "text": "平均等候12分鐘。", "link": PROOF, **changes}
    return draft(number=item.number, drafted=Drafted(**said), by=people.actor("officer", at), at=at)


def clarified(people: People, *, at: datetime = NOON) -> Item:
    """A report that was answered and put right in public."""
    item = drafted(reported(people, at=at), people, at=at)
    chief = people.actor("chief", at)
    approve(number=item.number, by=chief, at=at)
    return publish(number=item.number, title="等候時間", said="報載等兩小時。", answer="平均12分鐘。", by=chief, at=at)


def press_of(people: People) -> dict[str, dict[str, object]]:
    """One that waits and one that was put right; and the addresses that name them."""
    number, slug = {"number": reported(people).number}, {"agency": "ttbn"}
    public = {**slug, "number": clarified(people).number}
    return {
        "desk-press-item": number, "desk-press-act": {**number, "verb": "draft"},
        "clarifications": slug, "clarification": public, "clarification-file": {**public, "key": 1},
    }  # fmt: skip
