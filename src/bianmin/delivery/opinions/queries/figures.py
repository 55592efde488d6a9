"""A mailbox in figures over a span of days, the answers a sample is drawn from, and one of them without its writer."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, QuerySet

from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.vocab import MailboxFigures, State


@dataclass(frozen=True, slots=True)
class Sampled:
    """An answer as an appraisal reads it: what was asked and answered, never by whom."""

    number: str
    title: str
    text: str
    answer: str
    kind: str
    received_on: date
    due_on: date
    closed_on: date | None
    days: int | None
    in_time: bool | None
    rated: int | None


def _of(agency: str, mailbox: str) -> QuerySet[Opinion]:
    return Opinion.objects.filter(agency=agency, mailbox=mailbox).order_by()


def mailbox_figures(agency: str, mailbox: str, first: date, last: date) -> MailboxFigures:
    """The figures of a mailbox from one day to another, both counted; three statements."""
    span, rows = (first, last), _of(agency, mailbox)
    closed = list(rows.filter(closed_on__range=span).values_list("state", "days", "in_time"))
    took = sorted(days or 0 for state, days, _in_time in closed if state == State.ANSWERED)
    rated = rows.filter(rated_on__range=span).values_list("rated", "rated_because").annotate(count=Count("pk"))
    levels, reasons = Counter[int](), Counter[str]()
    for level, because, count in rated:
        levels[level] += count
        if because:
            reasons[because] += count
    return MailboxFigures(
        received=rows.filter(received_on__range=span).count(),
        answered=len(took),
        days=sum(took),
        halves=int(2 * median(took)) if took else 0,
        closed=len(closed),
        in_time=sum(bool(in_time) for _state, _days, in_time in closed),
        levels=dict(levels),
        reasons=dict(reasons),
    )


def received_by_mailbox(agency: str, first: date, last: date) -> dict[str, int]:
    """How many opinions came into each mailbox of an agency over a span."""
    rows = Opinion.objects.filter(agency=agency, received_on__range=(first, last)).order_by()
    return dict(rows.values_list("mailbox").annotate(count=Count("pk")))


def answers_to_sample(agency: str, mailbox: str, first: date, last: date) -> list[tuple[str, str, date]]:
    """Number, unit and day of the answers of a span, by number; confidential ones are read by nobody else."""
    rows = _of(agency, mailbox).filter(closed_on__range=(first, last), state=State.ANSWERED, confidential=False)
    return [(number, path, day) for number, path, day in rows.order_by("number").values_list(
        "number", "unit_path", "closed_on") if day]  # fmt: skip


def sampled(agency: str, number: str) -> Sampled | None:
    """An answer to be judged, once the caller has seen that the actor may; None where it was destroyed."""
    row = Opinion.objects.filter(agency=agency, number=number, confidential=False).first()
    if row is None:
        return None
    return Sampled(
        row.number, row.title, row.text, row.answer, row.kind, row.received_on, row.due_on, row.closed_on, row.days,
        row.in_time, row.rated,
    )  # fmt: skip
