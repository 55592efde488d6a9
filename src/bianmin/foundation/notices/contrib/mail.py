"""Speak to the mail server (RFC 5321) and say surely what it answered."""

from enum import Enum, auto
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import BadHeaderError

from bianmin.foundation.notices.models import Message
from bianmin.foundation.notices.queries import rendered, subscription_of

PERMANENT: Final = 500
"""Reply codes from here on are final (RFC 5321, 4.2.1)."""


class Answer(Enum):
    """What became of a message."""

    TAKEN = auto()
    LATER = auto()
    REFUSED = auto()
    NO_CONNECTION = auto()
    UNSURE = auto()


def letter_for(message: Message) -> EmailMessage:
    """The e-mail of a row: plain text; its Message-ID follows from the row's key, so that copies can be told.

    What comes from a subscription ends it by one press in the mail program (RFC 8058).
    """
    text = rendered(message)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    headers = {"Message-ID": f"<{message.key[:32]}@{domain}>", "Auto-Submitted": "auto-generated"}
    if address := subscription_of(message):
        headers |= {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(text.subject, text.body, to=[message.mailbox], headers=headers)


def _judge(fault: Exception) -> Answer:
    """What a failure while sending means: a reply code is sure, a broken line is not."""
    if isinstance(fault, SMTPRecipientsRefused):
        codes = [code for code, _text in fault.recipients.values()]
        return Answer.REFUSED if codes and min(codes) >= PERMANENT else Answer.LATER
    if isinstance(fault, SMTPSenderRefused):
        return Answer.LATER
    if isinstance(fault, SMTPResponseException):
        return Answer.REFUSED if fault.smtp_code >= PERMANENT else Answer.LATER
    if isinstance(fault, (BadHeaderError, ValueError)):
        return Answer.REFUSED
    return Answer.UNSURE


def post(letter: EmailMessage, line: BaseEmailBackend) -> Answer:
    """Hand one e-mail to the server, opening the line where it is not open."""
    try:
        line.open()
    except (OSError, SMTPException):
        return Answer.NO_CONNECTION
    try:
        line.send_messages([letter])
    except (OSError, SMTPException, ValueError) as fault:
        line.close()
        return _judge(fault)
    return Answer.TAKEN
