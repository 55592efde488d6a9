"""A provider that exists only here: it pays, refuses, delays, stays silent, speaks twice, late, or with a wrong seal.

What it does is chosen on its own page and told to our pages in signed call-backs, as a real one would. It keeps
nothing: what became of an order follows from the reference the payer brought back, which it signed itself.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import urlencode

from bianmin.delivery.payments.vocab.online import NoAnswer, Order, Said, Word, WrongSignature

DELAY: Final = timedelta(minutes=10)
"""How long a delayed payment is pending."""


class Behaviour(StrEnum):
    """What the payer makes the demonstration do."""

    PAYS = "pays"
    REFUSES = "refuses"
    DELAYS = "delays"  # pending at first; paid when it is asked after ten minutes
    SILENT = "silent"  # no call-back, and no answer when asked
    TWICE = "twice"  # the same call-back two times
    FORGED = "forged"  # a call-back that somebody else signed
    OTHER_SUM = "other-sum"  # takes a dollar less than ordered


@dataclass(frozen=True, slots=True)
class Posted:
    """A call-back as it goes over the line."""

    body: bytes
    signature: str


class Demo:
    """The demonstration's provider."""

    name = "demo"

    def __init__(self, secret: str, page: str) -> None:
        self._secret, self._page = secret.encode(), page

    def _sign(self, body: bytes) -> str:
        return hmac.new(self._secret, body, hashlib.sha256).hexdigest()

    def begin(self, order: Order) -> str:
        """Its page, with the order in the address; signed, so that nobody changes the sum on the way."""
        told = {"key": order.key, "amount": order.amount, "back": order.back}
        return f"{self._page}?{urlencode({**told, 'seal': self._seal(order.key, order.amount, order.back)})}"

    def _seal(self, key: str, amount: int, back: str) -> str:
        return self._sign(f"{key}:{amount}:{back}".encode())[:32]

    def known(self, key: str, amount: int, back: str, seal: str) -> bool:
        """Whether the order in an address is one it was given."""
        return hmac.compare_digest(self._seal(key, amount, back).encode(), seal.encode())

    def read(self, body: bytes, signature: str) -> Word:
        """Read a call-back.

        Raises:
            WrongSignature: also for what cannot be read at all.
        """
        if not hmac.compare_digest(self._sign(body).encode(), signature.encode()):
            raise WrongSignature
        try:
            told = json.loads(body)
            return Word(str(told["id"]), str(told["key"]), Said(told["said"]), int(told["amount"]))
        except (ValueError, KeyError, TypeError) as wrong:
            raise WrongSignature from wrong

    def posted(self, key: str, amount: int, behaviour: Behaviour) -> list[Posted]:
        """The call-backs it makes of an order: none, one or several."""
        if behaviour is Behaviour.SILENT:
            return []
        said = {Behaviour.REFUSES: Said.REFUSED, Behaviour.DELAYS: Said.PENDING}.get(behaviour, Said.PAID)
        taken = amount - 1 if behaviour is Behaviour.OTHER_SUM else amount
        body = json.dumps({"id": f"{key}-{said}", "key": key, "said": said, "amount": taken}).encode()
        seal = "0" * 64 if behaviour is Behaviour.FORGED else self._sign(body)
        return [Posted(body, seal)] * (2 if behaviour is Behaviour.TWICE else 1)

    def remember(self, key: str, behaviour: Behaviour, at: datetime) -> str:
        """The reference that the payer brings back: what was chosen and when, in its own hand."""
        text = f"{behaviour}.{int(at.timestamp())}"
        return f"{text}.{self._sign(f'{key}.{text}'.encode())[:32]}"

    def ask(self, key: str, amount: int, at: datetime, reference: str = "") -> Word:
        """What became of an order.

        Raises:
            NoAnswer: it is silent, or the reference is not its own.
        """
        text, _dot, seal = reference.rpartition(".")
        chosen, _dot, since = text.partition(".")
        genuine = hmac.compare_digest(self._sign(f"{key}.{text}".encode())[:32].encode(), seal.encode())
        if not genuine or chosen == Behaviour.SILENT:
            raise NoAnswer
        behaviour = Behaviour(chosen)
        if behaviour is Behaviour.DELAYS and at.timestamp() - int(since) < DELAY.total_seconds():
            said = Said.PENDING
        else:
            said = Said.REFUSED if behaviour in (Behaviour.REFUSES, Behaviour.FORGED) else Said.PAID
        taken = amount - 1 if behaviour is Behaviour.OTHER_SUM else amount
        return Word(f"{key}-{said}", key, said, taken)
