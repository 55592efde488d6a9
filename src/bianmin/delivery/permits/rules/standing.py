"""What a permit is worth on a day, as anybody may be told."""

from datetime import date
from typing import Final

from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.vocab.states import Standing, State

ENDED: Final = {
    State.RENEWED: Standing.REPLACED,
    State.REPLACED: Standing.REPLACED,
    State.CANCELLED: Standing.CANCELLED,
    State.REVOKED: Standing.CANCELLED,
}


def standing(permit: Permit, on: date) -> Standing:
    """Valid, not valid yet, expired, replaced or cancelled.

    A renewed permit is valid to its last day; whether it was cancelled or revoked is nobody's business.
    """
    if permit.state == State.RENEWED and not permit.over(on):
        return Standing.VALID
    if permit.state != State.VALID:
        return ENDED[State(permit.state)]
    if permit.over(on):
        return Standing.EXPIRED
    return Standing.NOT_YET if on < permit.valid_from else Standing.VALID
