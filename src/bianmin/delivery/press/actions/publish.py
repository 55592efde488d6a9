"""Put it right in public 即時新聞澄清: what was said, what is so, and what proves it; or take that down again."""

from datetime import datetime

from bianmin.delivery.press.actions.steps import NotNow, changing, locked, words
from bianmin.delivery.press.models import Item
from bianmin.delivery.press.rules import may_lead
from bianmin.delivery.press.vocab import TITLE_MOST, State, Step
from bianmin.foundation.documents.actions import make_public, withhold
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed
from bianmin.kernel.rocdate import local_day

FIELDS = ("published", "published_on")


def _led(number: str, by: Actor) -> Item:
    item = locked(number, by, State.ANSWERED)
    if not may_lead(by, item):
        raise NotAllowed
    return item


@act()
def publish(*, number: str, title: str, said: str, answer: str, by: Actor, at: datetime) -> Item:
    """Publish the clarification in the chief's words; the files that prove the answer become public with it.

    Raises:
        NotFound, NotAllowed, NotNow, WordsAreMissing.
    """
    item = _led(number, by)
    words_of = {
        "title": words(title, "title", most=TITLE_MOST),
        "said": words(said, "said", most=1000),
        "answer": words(answer, "answer"),
    }
    with changing(item, Step.PUBLISHED, *FIELDS, by=by, at=at):
        item.published, item.published_on = words_of, item.published_on or local_day(at)
    if item.proofs:
        make_public(agency=item.agency, subject=item.proof, by=by, at=at)
    return item


@act()
def take_down(*, number: str, reason: str, by: Actor, at: datetime) -> Item:
    """Take a clarification off the website with the files that prove it, and say why; its words stay with the item.

    Raises:
        NotFound, NotAllowed, NotNow, WordsAreMissing.
    """
    item = _led(number, by)
    if item.published_on is None:
        raise NotNow
    with changing(item, Step.TAKEN_DOWN, "published_on", text=words(reason, "reason", most=1000), by=by, at=at):
        item.published_on = None
    withhold(agency=item.agency, subject=item.proof, by=by, at=at)
    return item
