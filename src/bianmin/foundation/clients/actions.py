"""Give a key, take it back, let a client in, remember what it applied for."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from bianmin.foundation.audit.actions import record
from bianmin.foundation.clients.models import Client, Filing, Use
from bianmin.foundation.clients.queries import actor_of, filings, standing_of
from bianmin.foundation.clients.rules import KeyOpensNothing, TooManyRequests, check, hash_of, may_issue, same
from bianmin.foundation.clients.vocab import A_MINUTE, Standing
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.rocdate import local_day


@act()
def issue(
    *, agency: str, name: str, purpose: str, scopes: Iterable[str], expires_on: date, key: str, by: Actor, at: datetime
) -> Client:
    """Let a system of another agency in; `key` is drawn at random by the face, shown once, and kept as a hash only.

    Raises:
        NotAllowed: only administrators of the agency give keys.
        NameMissing, PurposeMissing, ScopeMissing, WrongExpiry: `field` names the input.
    """
    if not may_issue(by, agency):
        raise NotAllowed
    chosen = sorted(set(scopes))
    check(name=name, purpose=purpose, scopes=chosen, expires_on=expires_on, on=local_day(at))
    row = Client.objects.create(
        agency=agency, name=name.strip()[:120], purpose=purpose.strip()[:200], scopes=chosen, key_hash=hash_of(key),
        hint=key[-4:], issued_at=at, issued_by=by.key, expires_on=expires_on,
    )  # fmt: skip
    record(verb="clients.issue", subject=str(row), agency=agency, by=by, at=at, fields=chosen)
    return row


@act()
def revoke(*, agency: str, client: int, by: Actor, at: datetime) -> None:
    """Take a key back from this moment; what was applied for with it stays.

    Raises:
        NotAllowed; NotFound: no such client, or its key was taken back before.
    """
    if not may_issue(by, agency):
        raise NotAllowed
    held = Client.objects.filter(agency=agency, pk=client, revoked_at=None)
    if not held.update(revoked_at=at, revoked_by=by.key):
        raise NotFound
    record(verb="clients.revoke", subject=f"clients.client:{client}", agency=agency, by=by, at=at)


def enter(*, key: str, at: datetime) -> Actor:
    """The actor behind a key, counted; call it outside a transaction, so that it counts whatever follows.

    Raises:
        KeyOpensNothing; TooManyRequests: more than `A_MINUTE` within a minute.
    """
    digest = hash_of(key)
    row = Client.objects.filter(key_hash=digest).first()
    today = local_day(at)
    if row is None or not same(row.key_hash, digest) or standing_of(row, today) is not Standing.HOLDS:
        raise KeyOpensNothing
    _count(row, at)
    if row.used_on != today:
        Client.objects.filter(pk=row.pk).update(used_on=today)
    return actor_of(row, at)


def _count(row: Client, at: datetime) -> None:
    """Count one request; a minute that is full takes no more."""
    minute = at.replace(second=0, microsecond=0)
    mine = Use.objects.filter(agency=row.agency, client=row, minute=minute)
    if mine.filter(count__lt=A_MINUTE).update(count=F("count") + 1):
        return
    if mine.exists():
        raise TooManyRequests(60 - at.second)
    try:
        with transaction.atomic():
            Use.objects.filter(agency=row.agency, client=row, minute__lt=minute - timedelta(minutes=5)).delete()
            Use.objects.create(agency=row.agency, client=row, minute=minute, count=1)
    except IntegrityError:
        mine.update(count=F("count") + 1)


@act()
def remember(*, client: int, key: str, digest: str, number: str, subject: str, by: Actor, at: datetime) -> Filing:
    """Remember that a client applied for a case under a key of its own; gives what was remembered first."""
    row, _new = filings(by.agency, client).get_or_create(
        agency=by.agency, client_id=client, key=key,
        defaults={"digest": digest, "number": number, "subject": subject, "filed_at": at},
    )  # fmt: skip
    return row
