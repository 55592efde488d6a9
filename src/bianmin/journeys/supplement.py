"""Supplement: the one-time notice is printed and sent, and the papers come back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bianmin.delivery.cases.vocab import Defect, SupplementCard
from bianmin.foundation.forms.vocab import Kept
from bianmin.kernel.actor import Actor


def request_supplement(
    *, number: str, defects: Sequence[Defect], by: Actor, at: datetime, days: int = 0, basis: str = "", otherwise: str = ""
) -> SupplementCard:
    """Ask for all papers at once, print the one-time notice 一次告知單 and tell the applicant that it is there."""
    raise NotImplementedError


def supplement(
    *,
    number: str,
    by: Actor,
    at: datetime,
    answers: Mapping[str, Any] | None = None,
    uploads: Mapping[str, Sequence[Kept]] | None = None,
) -> None:
    """Receive what was asked for."""
    raise NotImplementedError
