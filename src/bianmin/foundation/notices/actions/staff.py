"""Tell staff by e-mail that work waits: what the desk shows anyway, so nothing is lost where an address is missing."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from bianmin.foundation.accounts.queries import reader_with_key
from bianmin.foundation.audit.actions import record
from bianmin.foundation.notices.actions.sending import mail_is_set, plain
from bianmin.foundation.notices.models import Message
from bianmin.foundation.notices.queries import SOURCE, template_for
from bianmin.foundation.notices.rules import check_params
from bianmin.foundation.notices.vocab import Channel, State
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.rows import insert_new, new

TO_STAFF: Final = "staff"


def _key(template: str, subject: str, to: str) -> str:
    return hashlib.sha256(f"{TO_STAFF}/{template}/{subject}/{to}".encode()).hexdigest()


@act()
def send_to_staff(
    *, template: str, to: str, agency: str, subject: str, params: Mapping[str, object], unit_path: str, by: Actor,
    at: datetime,
) -> bool:  # fmt: skip
    """Put an e-mail to the account `to` (`staff:7`) into the outbox; whether one was, which it is once at most.

    One account is told once of one `subject` by one `template`, whatever the values. Nothing is sent where the
    installation has no mail server, or the account no address or is closed.

    Raises:
        NotFound: no such account.
        NoTemplate: nobody loaded the texts.
        ValueMissing: the texts need a value that was not given.
    """
    reader = reader_with_key(to)
    if not (mail_is_set() and reader.is_active and reader.email):
        return False
    texts = template_for(agency, template)
    check_params(texts, params)
    message = new(
        Message,
        agency=agency,
        key=_key(template, subject, to),
        unit_path=unit_path,
        subject=subject,
        template=texts,
        staff=reader,
        locale=SOURCE,
        params=plain(params),
        channel=Channel.EMAIL,
        state=State.WAITING,
        created_at=at,
        next_try_at=at,
    )
    if not insert_new(message):
        return False
    record(verb="notices.send", subject=f"notices.message:{message.pk}", agency=agency, by=by, at=at)
    return True
