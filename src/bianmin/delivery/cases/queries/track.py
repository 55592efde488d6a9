"""A case as the citizen follows it."""

from bianmin.delivery.cases.vocab import Receipt, TrackCard
from bianmin.kernel.actor import Actor


def track_card(actor: Actor, number: str) -> TrackCard:
    """The status of a case that `actor.holds` (proved before by `actions.track.track`), or that staff may see."""
    raise NotImplementedError


def receipt(actor: Actor, number: str) -> Receipt:
    """The receipt of a case again, for reprinting; without the query code unless the actor holds the case."""
    raise NotImplementedError


def receipt_for_key(agency: str, key: str) -> Receipt | None:
    """The receipt that an idempotency key was answered with, None when the key is new."""
    raise NotImplementedError
