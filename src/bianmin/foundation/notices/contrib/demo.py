"""A mail server for demonstrations: it delivers nothing, and misbehaves for some mailboxes.

`refuse@...` does not exist, `later@...` is busy, `timeout@...` breaks the line; every other mailbox takes its mail.
What it took can be read in the file `MAIL_FILE` of the settings, the newest below; it is not written beyond 5 MB.
"""

from collections.abc import Sequence
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

MOST_BYTES: Final = 5_000_000


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
        self._write(email_messages)
        return len(email_messages)

    def _write(self, email_messages: Sequence[EmailMessage]) -> None:
        """Add the messages to the file, for those who try the demonstration out."""
        path: Path | None = getattr(settings, "MAIL_FILE", None)
        if path is None or (path.exists() and path.stat().st_size > MOST_BYTES):
            return
        with path.open("a", encoding="utf-8") as file:
            for message in email_messages:
                file.write(f"{', '.join(message.recipients())}\n{message.subject}\n\n{message.body}\n{'-' * 60}\n")
