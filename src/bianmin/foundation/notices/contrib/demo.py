"""A mail server for demonstrations: it delivers nothing, and misbehaves for some mailboxes.

`refuse@...` does not exist, `later@...` is busy, `timeout@...` breaks the line; every other mailbox takes its mail.
"""

from collections.abc import Sequence
from smtplib import SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Use it as `EMAIL_BACKEND`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Take the messages, or behave as the mailbox's name says."""
        for address in (recipient for message in email_messages for recipient in message.recipients()):
            mailbox = address.partition("@")[0]
            if mailbox == "refuse":
                raise SMTPRecipientsRefused({address: (550, b"no such mailbox")})
            if mailbox == "later":
                raise SMTPResponseException(451, "try again later")
            if mailbox == "timeout":
                raise SMTPServerDisconnected("the line broke")
        return len(email_messages)
