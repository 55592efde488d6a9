"""Steps of the review: take over, record proof, ask for papers, receive them, extend, forward."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bianmin.delivery.cases.vocab import Defect, SupplementCard
from bianmin.foundation.forms.vocab import Kept
from bianmin.kernel.actor import Actor


def take(*, number: str, by: Actor, at: datetime) -> None:
    """Take over a case: its review begins and the actor is its officer 分辦/接辦."""
    raise NotImplementedError


def record_proof(*, number: str, kind: str, by: Actor, at: datetime) -> None:
    """Record that the applicant's (and proxy's) identity was proved, and by what kind of paper 身分查驗."""
    raise NotImplementedError


def request_supplement(
    *, number: str, defects: Sequence[Defect], by: Actor, at: datetime, days: int = 0, basis: str = "", otherwise: str = ""
) -> SupplementCard:
    """Ask for everything that is missing at once 一次告知; the clock follows the service's policy."""
    raise NotImplementedError


def supplement(
    *, number: str, by: Actor, at: datetime, answers: Mapping[str, Any] | None = None,
    uploads: Mapping[str, Sequence[Kept]] | None = None,
) -> None:
    """Hand in what was asked for 補件: by the citizen who holds the case or by an officer for papers at the counter."""
    raise NotImplementedError


def extend(*, number: str, reason: str, by: Actor, at: datetime, limit: str = "") -> None:
    """Extend the statutory limit once, at most by its own length, before it expires 展期 (行政程序法 §51 II, III)."""
    raise NotImplementedError


def forward(*, number: str, by: Actor, at: datetime) -> None:
    """Forward a case to the authority its service names 核轉."""
    raise NotImplementedError
