"""Rate: one press about one case, an alert when it is unhappy, and the chief's answer."""

from datetime import datetime

from bianmin.kernel.actor import Actor


def rate(*, number: str, level: int, by: Actor, at: datetime, reason: str = "") -> int:
    """Rate the service given in a case that `by` holds by code (or, at the counter, its officer); the rating's id.

    Only a decided case is rated, and only once.
    """
    raise NotImplementedError


def answer(*, rating: int, text: str, by: Actor, at: datetime) -> None:
    """Answer an unhappy rating: its alert leaves the screens."""
    raise NotImplementedError
