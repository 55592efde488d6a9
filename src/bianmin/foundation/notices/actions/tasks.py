"""Telephone and letter tasks: done by whom, when, with what result."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.notices.models import Message
from bianmin.foundation.notices.rules import check_open, may_do
from bianmin.foundation.notices.vocab import CLOSING, SENT_BY_US, Channel, Result, State
from bianmin.foundation.persons.queries.protection import protection_of
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rows import lock, update

WRITTEN: Final = ("result", "tries", "state", "done_at", "done_by")
"""What is written of a task when something came of it."""


def _taken(kind: Callable[[Message], bool], *, task: int, by: Actor) -> Message:
    """An open task for whoever may do it, nobody else's until this ends; the platform sees it and does it not."""
    row = lock(Message, id=task)
    if row is None or not kind(row):
        raise NotFound
    if not may_do(by, row):
        raise NotAllowed if by.has(Role.SYSTEM) else NotFound
    check_open(row)
    return row


@act()
def do_task(*, task: int, result: Result, by: Actor, at: datetime) -> Message:
    """Write down what came of a task; after NO_ANSWER it stays open and its tries are counted.

    Raises:
        NotFound, NotAllowed: no task of the actor's units.
        AlreadyDone: it is closed.
    """
    row = _taken(lambda found: found.channel not in SENT_BY_US, task=task, by=by)
    row.result, row.tries = result, row.tries + 1
    if result in CLOSING:
        row.state, row.done_at, row.done_by = State.DONE, at, by.key
    update(Message, {"id": row.pk}, {name: getattr(row, name) for name in WRITTEN})
    record(verb="notices.do_task", subject=f"notices.message:{row.pk}", agency=row.agency, by=by, at=at)
    return row


class NoLetters(Refused):
    """No letter goes to a protected person."""

    message = _("This person is protected: no letter is sent to the address. Go through whom the page names.")


@act()
def write_instead(*, task: int, by: Actor, at: datetime) -> Message:
    """Make a letter task of a telephone task that nobody answers.

    Raises:
        NotFound, NotAllowed, AlreadyDone: as for `do_task`.
    """
    row = _taken(lambda found: found.channel == Channel.PHONE, task=task, by=by)
    if row.person and protection_of(row.person) is not None:
        raise NoLetters
    row.channel = Channel.LETTER
    row.save(update_fields=["channel"])
    record(verb="notices.write_instead", subject=f"notices.message:{row.pk}", agency=row.agency, by=by, at=at)
    return row
