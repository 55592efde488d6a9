"""See to messages: show one that waits, take one down with its ground, answer one in public, hand one over."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.forum.actions.steps import changing, handled, words
from bianmin.delivery.forum.models import Message
from bianmin.delivery.forum.queries.policy import office_minutes, rules_of
from bianmin.delivery.forum.vocab.states import Standing
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day

ANSWERED = ("answer", "answered_at", "answered_on", "answered_by", "minutes", "in_time")


class NotWaiting(Refused):
    """It was looked at before, or taken back."""

    message = _("This message is not waiting to be looked at.")


class NotOnThePage(Refused):
    """It was taken down or taken back."""

    message = _("This message was taken down or taken back; nothing more is done with it.")


class GroundIsMissing(Refused):
    """None of the grounds of the agency."""

    message = _("Choose why it is taken down; everybody reads it in its place.")


class IsAReply(Refused):
    """Replies are a talk among the public."""

    message = _("This is a reply. Answer the message it belongs to.")


class HandedOver(Refused):
    """It lies with the mailboxes."""

    message = _("This message was handed over to the mailboxes, where it is answered.")


@act()
def show(*, number: str, by: Actor, at: datetime) -> Message:
    """Let a message stand on the page that somebody of the office had to look at first.

    Raises:
        NotFound, NotAllowed, NotWaiting.
    """
    row = handled(number, by)
    if row.state != Standing.WAITING:
        raise NotWaiting
    with changing(row, "show", "state", by=by, at=at):
        row.state = Standing.SHOWN
    return row


@act()
def take_down(*, number: str, ground: str, text: str, by: Actor, at: datetime) -> Message:
    """Take a message down 下架: the page says why in its place, the record keeps what it said.

    Raises:
        NotFound, NotAllowed, NotOnThePage, GroundIsMissing, WordsAreMissing.
    """
    row = handled(number, by)
    if row.state not in (Standing.SHOWN, Standing.WAITING):
        raise NotOnThePage
    rules = rules_of(row.agency)
    named = rules.ground(ground) if rules else ""
    if not named:
        raise GroundIsMissing(field="ground")
    more = words(text, "text", most=300) if text.strip() else ""
    fields = ("state", "ground", "removed_because", "removed_by", "removed_on")
    with changing(row, "take_down", *fields, by=by, at=at):
        row.state, row.ground, row.removed_because = Standing.REMOVED, ground, f"{named}\n{more}".strip()
        row.removed_by, row.removed_on = by.key, local_day(at)
    return row


def owed(number: str, by: Actor) -> Message:
    """A message of the public that the office may answer, held until the act ends.

    Raises:
        NotFound, NotAllowed, NotOnThePage, IsAReply, HandedOver.
    """
    row = handled(number, by)
    if row.parent_id is not None:
        raise IsAReply
    if row.state not in (Standing.SHOWN, Standing.WAITING):
        raise NotOnThePage
    if row.opinion:
        raise HandedOver
    return row


def _answer(row: Message, by: Actor, at: datetime) -> None:
    """When it was answered first, how many office minutes that took, and whether that was in time."""
    if row.answered_at is None:
        rules = rules_of(row.agency)
        row.answered_at, row.answered_on = at, local_day(at)
        row.minutes = office_minutes(row.agency, rules, row.at, at) if rules else None
        row.in_time = row.due_at is None or at <= row.due_at
    row.answered_by = by.key


@act()
def answer(*, number: str, text: str, by: Actor, at: datetime) -> Message:
    """Answer a message in public 回應, which shows it too; a second answer replaces the words of the first.

    Raises:
        NotFound, NotAllowed, NotOnThePage, IsAReply, HandedOver, WordsAreMissing.
    """
    row, said = owed(number, by), words(text, "answer")
    with changing(row, "answer", "state", *ANSWERED, by=by, at=at):
        row.state, row.answer = Standing.SHOWN, said
        _answer(row, by, at)
    return row


@act()
def hand_over(*, number: str, opinion: str, by: Actor, at: datetime) -> Message:
    """Note under which number a message was handed to the mailboxes, where it is answered; it counts as answered.

    Raises:
        NotFound, NotAllowed, NotOnThePage, IsAReply, HandedOver.
    """
    row = owed(number, by)
    with changing(row, "hand_over", "state", "opinion", *ANSWERED, by=by, at=at):
        row.state, row.opinion = Standing.SHOWN, opinion
        _answer(row, by, at)
    return row
