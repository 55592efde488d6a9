"""Telephone and letter tasks: done by whom, when, with what result."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.notices.models import Message
from bianmin.foundation.notices.queries import visible_to
from bianmin.foundation.notices.rules import check_open, may_do
from bianmin.foundation.notices.vocab import CLOSING, SENT_BY_US, Channel, Result, State
from bianmin.foundation.persons.queries.protection import protection_of
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused


def _taken(of: Q, *, task: int, by: Actor) -> Message:
    """An open task for whoever may do it, nobody else's until this ends."""
    row = visible_to(by).select_for_update(of=("self",)).filter(of, pk=task).first()
    if row is None:
        raise NotFound
    if not may_do(by, row):
        raise NotAllowed
    check_open(row)
    return row


@act()
def do_task(*, task: int, result: Result, by: Actor, at: datetime) -> Message:
    """Write down what came of a task; after NO_ANSWER it stays open and its tries are counted.

    Raises:
        NotFound, NotAllowed: no task of the actor's units.
        AlreadyDone: it is closed.
    """
    row = _taken(~Q(channel__in=SENT_BY_US), task=task, by=by)
    row.result, row.tries = result, row.tries + 1
    if result in CLOSING:
        row.state, row.done_at, row.done_by = State.DONE, at, by.key
    row.save(update_fields=["result", "tries", "state", "done_at", "done_by"])
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
    row = _taken(Q(channel=Channel.PHONE), task=task, by=by)
    if row.person and protection_of(row.person) is not None:
        raise NoLetters
    row.channel = Channel.LETTER
    row.save(update_fields=["channel"])
    record(verb="notices.write_instead", subject=f"notices.message:{row.pk}", agency=row.agency, by=by, at=at)
    return row
