"""Put a half-filled application aside, take it up again, and forget it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.forms.models import Saved
from bianmin.foundation.forms.queries.saved import SIGNING
from bianmin.foundation.forms.rules.links import TOKEN, hash_of, new_nonce, token_of, tokens_of
from bianmin.foundation.persons.models import Person
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound, Refused

MOST_MAILS: Final = 3
"""The link of one application is mailed so often."""


class LinkOpensNothing(NotFound):
    """The link is wrong, too old, or of an application that was sent: the same answer."""

    message = _("This link opens nothing any more: the application was sent, or its time is over. Begin a new one.")


class MailedOften(Refused):
    """The link was mailed as often as it may be."""

    message = _("The link was mailed {most} times already. Look in your mailbox, or copy the link from this page.")


def _plain(value: Any) -> Any:
    """What was typed without NUL, which no database keeps."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, Mapping):
        return {_plain(name): _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _token(row: Saved) -> str:
    return token_of(row.nonce, row.token_hash)


@act()
def put_aside(
    *, agency: str, place: str, key: str, content: Mapping[str, Any], by: Actor, at: datetime
) -> tuple[Saved, str]:
    """Keep what was filled in so far; gives the row and the secret of its link, the same for the same `key`."""
    ends = at + timedelta(days=settings.DRAFT_DAYS)
    row = Saved.objects.filter(agency=agency, key=key).first()
    if row is not None and _token(row):
        row.content, row.saved_at, row.ends_at = _plain(content), at, ends
        row.save(update_fields=["content", "saved_at", "ends_at"])
        return row, _token(row)
    nonce = new_nonce()
    token = next(tokens_of(nonce))
    named = {"place": place, "content": _plain(content), "saved_at": at, "ends_at": ends}
    row, _new = Saved.objects.update_or_create(
        agency=agency, key=key, defaults={**named, "nonce": nonce, "token_hash": hash_of(token)}
    )
    record(verb="forms.put_aside", subject=row.subject, agency=agency, by=by, at=at)
    return row, token


@act()
def note_mailed(*, saved: Saved, person: Person) -> None:
    """Remember to whom the link goes.

    Raises:
        MailedOften: it was mailed as often as it may be.
    """
    if saved.mailed >= MOST_MAILS:
        raise MailedOften(field="email", most=MOST_MAILS)
    saved.person, saved.mailed = person, saved.mailed + 1
    saved.save(update_fields=["person", "mailed"])


def take_up(*, agency: str, token: str, at: datetime, signing: bool = False) -> Saved:
    """What a link opens; the link of a second person opens the page where they confirm, and no other.

    Raises:
        LinkOpensNothing: nothing, any more or ever.
    """
    fits = TOKEN.fullmatch(token)
    row = Saved.objects.filter(token_hash=hash_of(token), agency=agency, ends_at__gt=at).first() if fits else None
    if row is None or row.place.startswith(SIGNING) is not signing:
        raise LinkOpensNothing
    return row
