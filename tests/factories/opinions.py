"""Opinions for tests: written to a mailbox of the household office, or taken down at its counter."""

from itertools import count
from typing import Any

from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.vocab import Written
from bianmin.journeys.opinion import receive
from bianmin.kernel.actor import PUBLIC, Actor, Assurance
from tests.people import AGENCY, NOON

keys = count(1)


def written(**changes: Any) -> Written:
    """A petition about the counter, with name and e-mail."""
    plain = {
        "agency": AGENCY, "mailbox": "petition", "kind": "petition", "title": "櫃檯排隊太久",
        "text": "上午九點排到十點半，只開兩個櫃檯。", "key": f"key-of-an-opinion-{next(keys):04}", "name": "陳阿美",
        "email": "amei@example.tw", "phone": "0912-345-678", "reply": "email",
    }  # fmt: skip
    return Written(**{**plain, **changes})


def received(*, at: Any = NOON, **changes: Any) -> Opinion:
    """An opinion that the public wrote."""
    return receive(written=written(**changes), by=PUBLIC, at=at)


def holder(opinion: Opinion) -> Actor:
    """Whoever typed its code."""
    return Actor(key="public", holds=frozenset({opinion.subject}), assurance=Assurance.CODE)


def opinion_of() -> tuple[str, dict[str, dict[str, object]]]:
    """An opinion's subject, and the addresses that name it or its mailbox."""
    opinion = received()
    number, slug = {"number": opinion.number}, {"agency": "ttbn"}
    return opinion.subject, {
        "opinions": slug, "opinion-find": slug, "opinion-write": {**slug, "mailbox": "petition"},
        **{f"opinion-{part}": {**slug, **number} for part in ("own", "rate", "withdraw")},
        "desk-opinion": number, "desk-opinion-reach": number, "desk-opinion-act": {**number, "verb": "answer"},
    }  # fmt: skip
