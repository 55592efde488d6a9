"""Decide, hand over, withdraw."""

from datetime import datetime

from bianmin.delivery.cases.vocab import DecisionCard
from bianmin.kernel.actor import Actor


def decide(
    *, number: str, outcome: str, by: Actor, at: datetime, reasons: str = "", basis: str = "", remedies: str = ""
) -> DecisionCard:
    """Decide a case 核定/准駁 and give the decision its document number 發文字號; a refusal needs its reasons."""
    raise NotImplementedError


def release(*, number: str, by: Actor, at: datetime) -> None:
    """Hand over the result 發件/領件; refused while a proof of identity is needed and not recorded."""
    raise NotImplementedError


def withdraw(*, number: str, by: Actor, at: datetime, reason: str = "") -> None:
    """Withdraw an application that is not decided 撤回, at the citizen's wish."""
    raise NotImplementedError
