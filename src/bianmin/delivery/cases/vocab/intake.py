"""What each way in needs 受理管道: the least that must be known, and how it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bianmin.delivery.catalog.vocab import Channel

NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    Channel.PHONE: ("phone",),
    Channel.MAIL: ("address",),
    Channel.FAX: ("phone",),
    Channel.HOME: ("address",),
    Channel.TOUR: ("place",),
}
"""What an officer must write down beside a name, by the way it came: how to answer it, or where it was received."""

ANSWERED: Final = frozenset({Channel.MAIL, Channel.FAX})
"""Ways in after which nobody holds a receipt in the hand: the receipt goes out as a message or letter."""

DATED: Final = frozenset({Channel.MAIL, Channel.FAX})
"""Ways in whose day of arrival may be before the day of entry."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A case that looks like the one being received: same person, same service; the name is masked."""

    number: str
    applicant: str
    received_on: date
    state: str
    channel: str
