"""Payment online: the order given to a provider, what the provider says, and the door that every provider has."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CHARGES: Final = "payments.charge"


class Said(StrEnum):
    """What a provider says of an order."""

    PAID = "paid"
    REFUSED = "refused"
    PENDING = "pending"


class ChargeState(models.TextChoices):
    """Where a payment online stands 線上繳費狀態; only a verified message makes it `paid`."""

    BEGUN = "begun", _("Waiting for the provider's word")
    PAID = "paid", pgettext_lazy("charge", "Paid")
    REFUSED = "refused", _("Refused by the provider")
    EXPIRED = "expired", _("Given up: nothing was charged")
    STRANDED = "stranded", _("Paid, but not to be booked: to be given back")


class Trouble(models.TextChoices):
    """Why a charge needs a person 待查原因."""

    NONE = "", _("Nothing")
    AMOUNT = "amount", _("The provider took another sum")
    SETTLED = "settled", _("The bill had been paid another way")
    SILENT = "silent", _("The provider gives no answer")


class Heard(models.TextChoices):
    """What became of a provider's message."""

    TAKEN = "taken", _("Taken")
    AGAIN = "again", _("Heard before: nothing was done")
    UNVERIFIED = "unverified", _("Wrong signature: not believed")
    UNKNOWN = "unknown", _("Names no payment of ours")
    LATE = "late", _("Too late: nothing was changed")


SILENCE: Final = timedelta(minutes=30)
"""How long a provider may stay silent before a person is asked to look."""

GIVEN_UP: Final = timedelta(days=3)
"""How long a payment that nobody finished stays open."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a provider is asked to take: our key for it, whole dollars, what for, and where the payer comes back."""

    key: str
    amount: int
    words: str
    back: str


@dataclass(frozen=True, slots=True)
class Word:
    """A message of a provider: `id` is its own, the same when it is sent again."""

    id: str
    key: str
    said: Said
    amount: int


class WrongSignature(Exception):
    """The message was not signed by the provider."""


class NoAnswer(Exception):
    """The provider could not be reached, or said nothing in time."""


class Provider(Protocol):
    """A provider of online payment."""

    name: str

    def begin(self, order: Order) -> str:
        """Announce an order; gives the address to send the payer to. Raises NoAnswer."""

    def read(self, body: bytes, signature: str) -> Word:
        """Read a call-back. Raises WrongSignature."""

    def ask(self, key: str, amount: int, at: datetime, reference: str = "") -> Word:
        """What became of an order; `reference` is what the payer brought back. Raises NoAnswer."""


@dataclass(frozen=True, slots=True)
class ChargeCard:
    """A payment online as pages show it."""

    id: int
    key: str
    bill: str
    provider: str
    amount: int
    parts: int
    state: str
    trouble: str
    receipt: str
    begun_at: datetime
    begun_on: date
    checked_by: str
    note: str

    @property
    def state_words(self) -> str:
        """Where it stands, in words."""
        return str(ChargeState(self.state).label)

    @property
    def trouble_words(self) -> str:
        """Why it needs a person, in words."""
        return str(Trouble(self.trouble).label)
