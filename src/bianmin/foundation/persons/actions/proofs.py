"""Prove who one is by a code sent to the address given with a case, or by an identity provider; and end a visit.

Asking does the same work for every address: it writes one row. Only the worker looks whether anybody fits, so that
neither the answer nor its time tells who is known here.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.persons.models import Proof, Visit
from bianmin.foundation.persons.queries.visits import code_for, hidden, persons_told, persons_with, spelled, token_hash
from bianmin.foundation.persons.rules import WrongEmail
from bianmin.foundation.persons.vocab import (
    ASKED_FROM_ONE_PLACE,
    ASKED_PER_HOUR,
    CODE_HOLDS,
    CODE_TRIES,
    VISIT_LASTS,
    Told,
    Way,
)
from bianmin.kernel import phones
from bianmin.kernel.act import act
from bianmin.kernel.actor import PUBLIC, Actor, Assurance, system
from bianmin.kernel.errors import NotFound, Refused, TryLater
from bianmin.kernel.ids import plain

HOUR: Final = timedelta(hours=1)
PROVER: Final = system("prover")


class CodeDoesNotFit(Refused):
    """Wrong code, too late, tried too often, or nobody there: the same answer."""

    message = _("The code does not fit or is too old. Type it again, or ask for a new one.")


class AskedTooOften(TryLater):
    """Too many codes in an hour for one address or from one place."""

    message = _("Too many codes were asked for. Wait {minutes} minutes, or telephone the office.")


class BirthDateMissing(Refused):
    """No birth date was given."""

    message = _("Enter your date of birth as you gave it with your application.")


class NobodyFits(Refused):
    """The identity provider knows the person, the agency does not."""

    message = _("We found no application with the details your identity provider gave us. Use your receipt instead.")


def _check(way: str, address: str, born: date | None) -> date:
    if way == Way.EMAIL:
        try:
            validate_email(address)
        except ValidationError as wrong:
            raise WrongEmail(field="address") from wrong
    else:
        try:
            phones.parse(address)
        except phones.WrongPhone as wrong:
            raise phones.WrongPhone(field="address", text=address) from wrong
    if born is None:
        raise BirthDateMissing(field="birth")
    return born


def _wait(rows: Sequence[datetime], most: int, at: datetime) -> int:
    """Seconds until another may be asked for; `rows` are the newest first."""
    return ceil((rows[most - 1] + HOUR - at).total_seconds()) if len(rows) >= most else 0


def _too_often(address: str, network: str, at: datetime) -> int:
    recent = Proof.objects.filter(asked_at__gt=at - HOUR).order_by("-asked_at").values_list("asked_at", flat=True)
    waits = [_wait(list(recent.filter(address_hash=address)[:ASKED_PER_HOUR]), ASKED_PER_HOUR, at)]
    if network:
        here = recent.filter(network_hash=network)
        waits.append(_wait(list(here[:ASKED_FROM_ONE_PLACE]), ASKED_FROM_ONE_PLACE, at))
    return max(waits)


@act()
def ask_code(
    *, agency: str, way: str, address: str, birth_on: date | None, at: datetime, network: str = "", language: str = ""
) -> str:
    """Ask for a code to an e-mail address or a mobile telephone; gives the key of the wish, whoever it is.

    Raises:
        WrongEmail, WrongPhone, BirthDateMissing: what was typed is no such thing.
        AskedTooOften: for this address or from this place.
    """
    told = spelled(way, address)
    born = _check(way, told, birth_on)
    place, network_hash = hidden(f"{way}:{told}"), hidden(network) if network else ""
    if wait := _too_often(place, network_hash, at):
        raise AskedTooOften(wait, field="address")
    proof = Proof.objects.create(
        agency=agency,
        key=secrets.token_urlsafe(24),
        way=way,
        address=told,
        address_hash=place,
        network_hash=network_hash,
        birth_on=born,
        language=language or "zh-hant",
        asked_at=at,
    )
    record(verb="persons.ask_code", subject=f"persons.proof:{proof.pk}", agency=agency, by=PUBLIC, at=at)
    return proof.key


def send_codes(*, at: datetime, post: Callable[[Proof, str], None]) -> int:
    """Send the codes that wait to those whose address and birth date fit; gives how many. `post` sends one.

    A code that cannot be sent is tried again until it is too old.
    """
    sent = 0
    for proof in Proof.objects.filter(sought_at__isnull=True).order_by("pk")[:100]:
        found = persons_with(proof.way, proof.address, proof.birth_on) if proof.birth_on else []
        fresh = at - proof.asked_at < CODE_HOLDS
        if found and fresh:
            try:
                post(proof, code_for(proof.key))
            except OSError:
                continue
            sent += 1
        rows = Proof.objects.filter(pk=proof.pk)
        rows.update(sought_at=at, persons=found if fresh else [], address="", birth_on=None)
    return sent


@transaction.atomic(durable=True)
def _try(key: str, at: datetime) -> Proof | None:
    """Count a try before it is judged, so that tries made at the same moment do not slip past the count."""
    fresh = Proof.objects.filter(key=key, used_at__isnull=True, asked_at__gt=at - CODE_HOLDS, tries__lt=CODE_TRIES)
    counted = fresh.update(tries=F("tries") + 1)
    return Proof.objects.filter(key=key).first() if counted else None


def prove(*, key: str, code: str, at: datetime) -> str:
    """Begin a visit with the code that was sent; gives the token for the browser. Call it outside a transaction.

    Raises:
        CodeDoesNotFit: wrong, too old, used, tried too often, or nobody has the address: one answer for all.
    """
    proof = _try(key, at)
    typed = "".join(sign for sign in code if sign.isdigit() and sign.isascii())
    fits = constant_time_compare(typed, code_for(key))
    if proof is None or not fits or not proof.persons:
        _failed(key, proof, at)
        raise CodeDoesNotFit(field="code")
    return _succeed(proof, at)


@transaction.atomic(durable=True)
def _failed(key: str, proof: Proof | None, at: datetime) -> None:
    subject = f"persons.proof:{proof.pk if proof else hidden(key)[:16]}"
    agency = proof.agency if proof else ""
    record(verb="persons.prove_failed", subject=subject, agency=agency, by=PUBLIC, at=at)


@act()
def _succeed(proof: Proof, at: datetime) -> str:
    if not Proof.objects.filter(pk=proof.pk, used_at__isnull=True).update(used_at=at):
        raise CodeDoesNotFit(field="code")
    return _begin(proof.agency, proof.address_hash, proof.persons, at, assurance=Assurance.CODE.value)


@act()
def enter(*, agency: str, told: Told, at: datetime) -> str:
    """Begin a visit by the verified word of an identity provider; gives the token for the browser.

    Whose number the provider vouches for is let in although nobody here has it yet: for a first application.

    Raises:
        NobodyFits.
    """
    found, number = persons_told(told), plain(told.number)[:40]
    if not found and not number:
        raise NobodyFits
    return _begin(
        agency,
        hidden(f"{told.issuer} {told.subject}"),
        found,
        at,
        assurance=Assurance.IDENTITY.value,
        provider=told.issuer[:200],
        number=number,
        birth_on=told.birth_on,
    )


@act()
def join(*, visit: int, person: int, by: Actor, at: datetime) -> None:
    """Count a person just written down among those of a visit: what is applied for while proved is one's own.

    Raises:
        NotFound: the visit has ended.
    """
    row = Visit.objects.filter(pk=visit, ends_at__gt=at, ended_at__isnull=True).first()
    if row is None:
        raise NotFound
    row.persons = [person, *row.persons]
    row.save(update_fields=["persons"])
    record(verb="persons.prove", subject=f"persons.person:{person}", agency=row.agency, by=by, at=at)


def _begin(agency: str, identity: str, persons: list[int], at: datetime, *, assurance: int, **told: Any) -> str:
    token = secrets.token_urlsafe(32)
    visit = Visit.objects.create(
        agency=agency,
        token_hash=token_hash(token),
        identity=identity,
        persons=persons,
        assurance=assurance,
        began_at=at,
        ends_at=at + VISIT_LASTS,
        **told,
    )
    by = Actor(key=f"visit:{visit.pk}", assurance=Assurance(assurance))
    for person in persons:
        record(verb="persons.prove", subject=f"persons.person:{person}", agency=agency, by=by, at=at)
    return token


@act()
def leave(*, token: str, at: datetime, everywhere: bool = False) -> None:
    """End a visit 登出, with `everywhere` every visit of the same person on any device."""
    row = Visit.objects.filter(token_hash=token_hash(token)).first()
    if row is None:
        return
    rows = Visit.objects.filter(identity=row.identity) if everywhere else Visit.objects.filter(pk=row.pk)
    rows.filter(ended_at__isnull=True).update(ended_at=at)
    by = Actor(key=f"visit:{row.pk}")
    record(verb="persons.leave", subject=f"persons.visit:{row.pk}", agency=row.agency, by=by, at=at)


@act()
def forget_proofs(*, at: datetime) -> int:
    """Remove codes and visits that ended a day ago: nothing but the journal needs them; gives how many."""
    old = at - timedelta(days=1)
    codes, _kinds = Proof.objects.filter(asked_at__lt=old).delete()
    visits, _kinds = Visit.objects.filter(ends_at__lt=old).delete()
    return codes + visits
