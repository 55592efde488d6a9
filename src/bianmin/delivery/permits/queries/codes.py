"""Check codes 驗證碼 and keyed hashes: made again from the permit's key and the installation's secret, never stored."""

from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from bianmin.delivery.permits.models import Permit
from bianmin.kernel.receipts import code_from
from bianmin.kernel.text import narrow

SALT: Final = "bianmin.permits.code"


def _secrets() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from map(str, settings.SECRET_KEY_FALLBACKS)


def _derived(agency: str, number: str, key: str, secret: str) -> str:
    digest = salted_hmac(SALT, f"{agency}|{number}|{key}", secret=secret, algorithm="sha256").digest()
    return code_from(digest)


def code_of(permit: Permit) -> str:
    """The check code as it is printed on the paper."""
    return _derived(permit.agency, permit.number, permit.key, settings.SECRET_KEY)


def fits(permit: Permit | None, code: str) -> bool:
    """Whether a check code is the permit's; the same work is done where there is no permit."""
    agency, number, key = (permit.agency, permit.number, permit.key) if permit else ("", "", "")
    same = [constant_time_compare(_derived(agency, number, key, secret), code) for secret in _secrets()]
    return any(same) and permit is not None


def plain_number(text: str) -> str:
    """A permit's number as typed, brought to the form it is found by: capitals and digits alone."""
    return "".join(char for char in narrow(text).upper() if char.isascii() and char.isalnum())[:40]


def hidden(value: str) -> str:
    """A keyed hash of a number or network address, for counting failures without keeping them."""
    return salted_hmac("bianmin.permits.attempt", value, algorithm="sha256").hexdigest()
