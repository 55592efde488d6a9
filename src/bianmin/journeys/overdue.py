"""Overdue: cases whose promised day has passed are marked, and their applicants are told."""

from datetime import datetime

from bianmin.kernel.actor import Actor


def remind_overdue(*, agency: str, by: Actor, at: datetime) -> list[str]:
    """Mark the cases of an agency that became overdue and tell each applicant once; gives their numbers."""
    raise NotImplementedError
