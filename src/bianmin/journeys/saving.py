"""Save an application half-way: its link can be mailed to oneself; sent or too old, everything of it goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.actions import forget_draft, renew_draft
from bianmin.foundation.forms.actions.saved import note_mailed
from bianmin.foundation.forms.actions.saved import put_aside as keep
from bianmin.foundation.forms.models import Saved
from bianmin.foundation.forms.rules.links import token_of
from bianmin.foundation.notices.actions.sending import send
from bianmin.foundation.notices.models import Message
from bianmin.foundation.persons.actions import add_person, forget_person
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, system
from bianmin.kernel.rows import find, find_all

TEMPLATE = "saved"
SIGNED = "-cosign"
"""How the key of an application ends that waits for its co-signer."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What was put aside: the secret of its link, how long it is kept, and the service's words for the message."""

    token: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a co-signer was asked to confirm: the link, and the application as they see it."""

    aside: Aside
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mailing:
    """Whom to mail the link to, by which name, and about which service."""

    email: str
    name: str
    service: str
    language: str
    template: str = TEMPLATE


def files_of(key: str) -> str:
    """The subject under which the uploads of an application in the making wait."""
    return f"portal.draft:{key.removesuffix(SIGNED)}"


@act()
def put_aside(
    *,
    agency: str,
    place: str,
    key: str,
    content: Mapping[str, Any],
    by: Actor,
    at: datetime,
    mailing: Mailing | None = None,
) -> Aside:
    """Keep a half-filled application with its uploads, and mail its link where that is wanted.

    Raises:
        MailedOften; what `persons` refuses of an address.
    """
    row, token = keep(agency=agency, place=place, key=key, content=content, by=by, at=at)
    renew_draft(agency=agency, subject=files_of(key), at=at)
    if mailing is not None:
        person = add_person(
            agency=agency, name=mailing.name, email=mailing.email, language=mailing.language, by=by, at=at
        )
        note_mailed(saved=row, person=person)
        params = {"service": mailing.service, "keep_until_on": row.ends_at.date()}
        send(template=mailing.template, to=person, subject=row.subject, params=params, by=by, at=at)
    return Aside(token, row.ends_at)


@act()
def _forget(row: Saved, *, files: bool, by: Actor, at: datetime) -> None:
    """Remove what was put aside, the messages with its link, and the mailbox they went to."""
    messages = Message.objects.filter(agency=row.agency, subject=row.subject)
    people = set(messages.values_list("person", flat=True)) | ({row.person_id} if row.person_id else set())
    messages.update(instead_of=None)
    messages.delete()
    row.delete()
    for person in people:
        forget_person(person=person, by=by, at=at)
    if files:
        forget_draft(agency=row.agency, subject=files_of(row.key), by=by, at=at)
    record(verb="forms.forget", subject="forms.saved", agency=row.agency, by=by, at=at)


def _forget_all(rows: Iterable[Saved], *, files: bool, by: Actor, at: datetime) -> int:
    found = list(rows)
    for row in found:
        _forget(row, files=files, by=by, at=at)
    return len(found)


def saved_of(agency: str, key: str) -> list[Saved]:
    """What was put aside of an application: by who applies, and for who signs with them."""
    return find_all(Saved, agency=agency, key=(key, key + SIGNED))


def waiting(*, agency: str, key: str, at: datetime) -> Waiting | None:
    """What waits for the co-signer of an application; None where nobody was asked, or too long ago."""
    row = find(Saved, agency=agency, key=key + SIGNED)
    token = token_of(row.nonce, row.token_hash) if row and row.ends_at > at else ""
    return Waiting(Aside(token, row.ends_at), row.content) if row and token else None


def end_saved(saved: Iterable[Saved], *, by: Actor, at: datetime) -> None:
    """The application was sent: its link opens nothing any more."""
    _forget_all(saved, files=False, by=by, at=at)


def remove_ended(*, at: datetime) -> int:
    """Remove what was put aside too long ago; how many."""
    return _forget_all(Saved.objects.filter(ends_at__lte=at)[:500], files=True, by=system("sweeper"), at=at)
