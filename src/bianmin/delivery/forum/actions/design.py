"""Draft a theme of a unit, change the draft, publish it, and close it before its day."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.forum.actions.checked import values_of
from bianmin.delivery.forum.actions.steps import changing, led, note, worked
from bianmin.delivery.forum.models import Theme
from bianmin.delivery.forum.vocab.cards import Design
from bianmin.delivery.forum.vocab.states import State
from bianmin.foundation.orgs.actions import take_number
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day

FIRST_YEAR = 1911
ASKED = ("question", "options", "several", "voters")
"""What of a theme is its question."""


class NotADraft(Refused):
    """It was published before."""

    message = _("This theme was published already.")


class NotOpen(Refused):
    """It is a draft, or closed."""

    message = _("This theme is not open.")


class VotedAlready(Refused):
    """A question that somebody answered stays as it is."""

    message = _("Somebody has voted: the question, its options and who votes stay as they are.")


@act()
def draft(*, agency: str, design: Design, by: Actor, at: datetime) -> Theme:
    """Draft a theme of a unit; nobody outside sees it yet.

    Raises:
        NotAllowed, and what a design lacks.
    """
    values, day = values_of(agency, design, by, at), local_day(at)
    year = str(day.year - FIRST_YEAR)
    serial = take_number(agency=agency, kind="theme", period=year)
    row = Theme.objects.create(agency=agency, number=f"FT-{year}-{serial:03}", made_by=by.key, made_on=day, **values)
    note(row, "draft", by=by, at=at)
    return row


@act()
def design_anew(*, number: str, design: Design, by: Actor, at: datetime) -> Theme:
    """Change a theme: whoever works on it the draft, the chief one that is open; no question that was voted on.

    Raises:
        NotFound, NotAllowed, NotOpen, VotedAlready, and what a design lacks.
    """
    row = worked(number, by)
    if row.state == State.CLOSED:
        raise NotOpen
    if row.state == State.OPEN:
        led(number, by)
    values = values_of(row.agency, design, by, at)
    if any(values[name] != getattr(row, name) for name in ASKED) and row.ballots.exists():
        raise VotedAlready(field="question")
    if row.ballots.exists() or row.messages.exists():
        values["unit_path"] = row.unit_path
    with changing(row, "design", *values, by=by, at=at):
        for name, value in values.items():
            setattr(row, name, value)
    return row


@act()
def publish(*, number: str, by: Actor, at: datetime) -> Theme:
    """Let everybody, or the colleagues asked, see a theme from its first day on.

    Raises:
        NotFound, NotAllowed, NotADraft.
    """
    row = led(number, by)
    if row.state != State.DRAFT:
        raise NotADraft
    with changing(row, "publish", "state", "opened_on", by=by, at=at):
        row.state, row.opened_on = State.OPEN, local_day(at)
    return row


@act()
def close(*, number: str, by: Actor, at: datetime) -> Theme:
    """Close a theme; before its last day, this becomes its last.

    Raises:
        NotFound, NotAllowed, NotOpen.
    """
    row, today = led(number, by), local_day(at)
    if row.state != State.OPEN:
        raise NotOpen
    with changing(row, "close", "state", "closes_on", by=by, at=at):
        row.state = State.CLOSED
        row.closes_on = min(row.closes_on or today, today)
    return row
