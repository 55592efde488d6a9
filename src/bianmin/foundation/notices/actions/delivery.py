"""Deliver the outbox's e-mails and text messages: each at most once, and what is given up becomes a task for the desk.

A row is claimed and committed before the mail server is spoken to. A worker that dies in between leaves the row
claimed; when the lease has run out nobody can know whether the server took the message, so it is not sent again: a
person at the desk calls or writes instead. Nobody gets two e-mails, and nobody goes without word.
"""

import logging
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from bianmin.foundation.accounts.models import User
from bianmin.foundation.audit.actions import record
from bianmin.foundation.notices.actions.sending import task_channel
from bianmin.foundation.notices.contrib.mail import Answer, letter_for, post
from bianmin.foundation.notices.contrib.sms import post_text, text_is_set
from bianmin.foundation.notices.models import Message
from bianmin.foundation.notices.queries import due, rendered, template
from bianmin.foundation.notices.rules import is_mass, needs_eyes
from bianmin.foundation.notices.vocab import BESIDE, LEASE, SENT_BY_US, WAITS, Channel, Problem, State
from bianmin.foundation.packs.queries.editions import edition
from bianmin.foundation.persons.models import Person
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, system
from bianmin.kernel.lasting import holding
from bianmin.kernel.rows import find, related, update

LOG = logging.getLogger(__name__)
MAILER: Actor = system("mailer")


def _claim(key: int, at: datetime) -> Message | None:
    """Take one message for sending; None when another worker has it."""
    waiting, taken = {"id": key, "state": State.WAITING.value}, {"state": State.SENDING.value, "claimed_at": at}
    if not update(Message, waiting, taken):
        return None
    message = find(Message, id=key)
    if message is not None:
        message.template = template(message.template_id)
        related(message, Person, "person")
        related(message, User, "staff")
    return message


def _journal(message: Message, verb: str, at: datetime) -> None:
    subject = f"notices.message:{message.pk}"
    record(verb=f"notices.{verb}", subject=subject, agency=message.agency, by=MAILER, at=at)


@act()
def _move(message: Message, *, at: datetime, **changes: object) -> bool:
    """Change a row that this worker claimed; False when the lease was taken away meanwhile."""
    claimed = {"id": message.pk, "state": State.SENDING.value, "claimed_at": message.claimed_at}
    if not update(Message, claimed, changes):
        return False
    if changes["state"] == State.SENT:
        _journal(message, "deliver", at)
    if changes["state"] == State.GIVEN_UP:
        _journal(message, "give_up", at)
        _task_instead(message, at)
    return True


def _task_instead(message: Message, at: datetime) -> None:
    """A task for the desk; none for a secret link, which is for its reader's eyes only, for what goes to many,
    beside an e-mail, or for staff, who find at the desk what the e-mail would have told.
    """
    apart = needs_eyes(message.subject) or is_mass(message.subject)
    if message.person is None or apart or message.key.endswith(BESIDE):
        return
    Message.objects.get_or_create(
        agency=message.agency,
        key=f"{message.key}/instead",
        defaults={
            "unit_path": message.unit_path,
            "subject": message.subject,
            "template_id": message.template_id,
            "person_id": message.person_id,
            "locale": message.locale,
            "params": message.params,
            "created_at": at,
            "channel": task_channel(message.person),
            "state": State.OPEN,
            "instead_of": message,
        },
    )


def _give_up(message: Message, problem: Problem, at: datetime) -> None:
    _move(message, at=at, state=State.GIVEN_UP, problem=problem, tries=message.tries + 1, next_try_at=None)


def _try_later(message: Message, problem: Problem, at: datetime) -> None:
    if message.tries >= len(WAITS):
        _give_up(message, problem, at)
        return
    again = at + WAITS[message.tries]
    _move(message, at=at, state=State.WAITING, problem=problem, tries=message.tries + 1, next_try_at=again)


def _deliver_one(message: Message, line: BaseEmailBackend, at: datetime) -> Answer:
    """Send one claimed e-mail and mark what came of it."""
    if not message.mailbox:
        _give_up(message, Problem.NO_ADDRESS, at)
        return Answer.REFUSED
    return _settle(message, post(letter_for(message), line), at)


def _deliver_text(message: Message, at: datetime) -> Answer:
    """Hand one claimed text message to the gateway and mark what came of it."""
    if message.person is None or not message.person.phone:
        _give_up(message, Problem.NO_ADDRESS, at)
        return Answer.REFUSED
    return _settle(message, post_text(message.person.phone, rendered(message).sms, message.key[:32]), at)


def _settle(message: Message, answer: Answer, at: datetime) -> Answer:
    if answer is Answer.TAKEN:
        _move(message, at=at, state=State.SENT, problem="", tries=message.tries + 1, done_at=at, next_try_at=None)
    elif answer is Answer.LATER:
        _try_later(message, Problem.LATER, at)
    elif answer is Answer.NO_CONNECTION:
        _try_later(message, Problem.NO_CONNECTION, at)
    else:
        _give_up(message, Problem.REFUSED if answer is Answer.REFUSED else Problem.UNSURE, at)
    return answer


def give_up_lost(*, at: datetime) -> int:
    """Give up messages whose worker died while sending them; tells how many."""
    claimed = Message.objects.filter(next_try_at__isnull=False, state=State.SENDING, claimed_at__lt=at - LEASE)
    lost = claimed.select_related("person")
    for message in lost:
        _give_up(message, Problem.UNSURE, at)
    return len(lost)


@act()
def give_up_waiting(*, at: datetime) -> int:
    """Give up every message that waits after a restore: it may have been sent since the backup was made.

    Each becomes a task for the desk, and no mail server is blamed for it; tells how many.
    """
    waiting = Message.objects.filter(state__in=(State.WAITING, State.SENDING), channel__in=SENT_BY_US)
    found = list(waiting.select_related("person"))
    waiting.update(state=State.SENDING, claimed_at=at)
    for message in found:
        message.state, message.claimed_at = State.SENDING, at
        _give_up(message, Problem.UNSURE, at)
    Message.objects.filter(pk__in=[message.pk for message in found]).update(claimed_at=None)
    return len(found)


def deliver(*, at: datetime) -> int:
    """Send what is due and tell how many messages were taken; call it outside a transaction.

    When a server cannot be reached the rest of its round waits for the next one.
    """
    give_up_lost(at=at)
    with holding(edition):
        return _deliver_mail(at) + _deliver_texts(at)


def _deliver_texts(at: datetime) -> int:
    sent = 0
    for key in due(at=at, channel=Channel.SMS) if text_is_set() else ():
        message = _claim(key, at)
        answer = _deliver_text(message, at) if message else None
        sent += answer is Answer.TAKEN
        if answer is Answer.NO_CONNECTION:
            _postpone(at, Channel.SMS)
            break
    return sent


def _deliver_mail(at: datetime) -> int:
    keys = due(at=at)
    if not keys:
        return 0
    line = get_connection()
    sent = 0
    try:
        for key in keys:
            message = _claim(key, at)
            answer = _deliver_one(message, line, at) if message else None
            sent += answer is Answer.TAKEN
            if answer is Answer.NO_CONNECTION:
                _postpone(at, Channel.EMAIL)
                break
    finally:
        _hang_up(line)
    return sent


def _postpone(at: datetime, channel: Channel) -> None:
    """Let every other message that is due this way wait a little: the server is away, which is no fault of theirs."""
    others = Message.objects.filter(state=State.WAITING, channel=channel, next_try_at__lte=at)
    others.update(next_try_at=at + WAITS[0])


def _hang_up(line: BaseEmailBackend) -> None:
    try:
        line.close()
    except (OSError, SMTPException):
        LOG.info("The mail server had closed the line already.")
