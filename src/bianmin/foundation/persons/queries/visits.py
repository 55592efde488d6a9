"""Codes, and the visits that follow from them; nothing here says whether an address is known."""

import hashlib
from datetime import date, datetime

from django.conf import settings
from django.utils.crypto import salted_hmac

from bianmin.foundation.persons.models import Person, Visit
from bianmin.foundation.persons.vocab import CODE_DIGITS, Told, VisitCard, Way
from bianmin.kernel import phones
from bianmin.kernel.actor import Assurance
from bianmin.kernel.ids import plain
from bianmin.kernel.text import narrow


def hidden(text: str) -> str:
    """A keyed hash of an address, for counting and for telling devices of one person, without keeping it."""
    return salted_hmac("bianmin.persons.address", text.strip().casefold(), algorithm="sha256").hexdigest()


def token_hash(token: str) -> str:
    """What is stored of what the browser holds; it is random, so a plain digest is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def code_for(key: str) -> str:
    """The code of a wish: it follows from its key and the installation's secret, and is stored nowhere."""
    digest = salted_hmac("bianmin.persons.code", key, secret=settings.SECRET_KEY, algorithm="sha256").digest()
    return f"{int.from_bytes(digest, 'big') % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def spelled(way: str, address: str) -> str:
    """An address as it is compared."""
    if way == Way.EMAIL:
        return narrow(address).lower()
    try:
        return phones.parse(address).printed
    except phones.WrongPhone:
        return narrow(address)


def persons_with(way: str, address: str, born: date) -> list[int]:
    """Rows of persons with this address and birth date, in every agency; the newest 200."""
    sought = {"email__iexact": address} if way == Way.EMAIL else {"phone": address}
    return list(Person.objects.filter(**sought, birth_on=born).order_by("-pk").values_list("pk", flat=True)[:200])


def persons_told(told: Told) -> list[int]:
    """Rows of persons that an identity provider's word fits: by number, else by e-mail; always with the birth date."""
    if told.birth_on is None:
        return []
    if told.number:
        rows = Person.objects.filter(id_number=plain(told.number), birth_on=told.birth_on)
        return list(rows.order_by("-pk").values_list("pk", flat=True)[:200])
    return persons_with(Way.EMAIL, told.email, told.birth_on) if told.email else []


def visit_of(token: str, at: datetime) -> VisitCard | None:
    """The visit that a browser's token opens now; None when it has ended or never was."""
    row = Visit.objects.filter(token_hash=token_hash(token), ends_at__gt=at, ended_at__isnull=True).first()
    if row is None:
        return None
    return VisitCard(
        id=row.pk,
        persons=tuple(row.persons),
        assurance=Assurance(row.assurance),
        ends_at=row.ends_at,
        provider=row.provider,
        identity=row.identity,
        number=row.number,
        birth_on=row.birth_on,
    )
