"""Notes that other work leaves on a case: told, overdue, rated, letter printed."""

from datetime import datetime

from bianmin.kernel.actor import Actor


def acknowledge(*, number: str, by: Actor, at: datetime) -> None:
    """Note that the applicant was told of the receipt (IN-67): by the receipt in the hand or a message sent."""
    raise NotImplementedError


def mark_overdue(*, agency: str, by: Actor, at: datetime) -> list[str]:
    """Mark the open cases of an agency whose promised day has passed (IN-68), and give their numbers."""
    raise NotImplementedError


def note_overdue_told(*, number: str, by: Actor, at: datetime) -> None:
    """Note that the applicant of an overdue case was told (IN-68)."""
    raise NotImplementedError


def note_rated(*, number: str, by: Actor, at: datetime) -> None:
    """Note that the service given in this case was rated."""
    raise NotImplementedError


def keep_document(*, number: str, decision: str = "", notice: str = "", by: Actor, at: datetime) -> None:
    """Note the printed letter of the decision, or of the newest one-time notice."""
    raise NotImplementedError
