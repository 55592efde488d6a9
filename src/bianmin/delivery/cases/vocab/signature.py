"""Electronic signatures 電子簽章: what somebody proved by a certificate signed, and that it is what is kept."""

from dataclasses import dataclass
from datetime import datetime

from bianmin.kernel.actor import Assurance


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs an application while proved: the provider's address and name, its word for the person, the number."""

    provider: str
    name: str
    identity: str
    number: str
    level: Assurance = Assurance.IDENTITY


@dataclass(frozen=True, slots=True)
class SignatureCard:
    """A signature as receipts and desks show it. `sound`: the answers kept today are those that were signed."""

    provider: str
    name: str
    level: int
    number: str
    digest: str
    at: datetime
    by_proxy: bool
    sound: bool
