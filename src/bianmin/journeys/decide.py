"""Decide: the decision, its letter (ODT and PDF) and the message that it is there."""

from datetime import datetime

from bianmin.delivery.cases.vocab import DecisionCard
from bianmin.kernel.actor import Actor


def decide(
    *, number: str, outcome: str, by: Actor, at: datetime, reasons: str = "", basis: str = "", remedies: str = ""
) -> DecisionCard:
    """Decide a case, write its letter and tell the applicant that it can be fetched; the message holds no decision."""
    raise NotImplementedError
