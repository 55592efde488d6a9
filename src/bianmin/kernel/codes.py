"""Codes and hashes keyed by the installation's secret: made again when they are needed, never stored themselves."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from bianmin.kernel.receipts import code_from


def secrets() -> Iterator[str]:
    """The installation's secrets, the present one first; codes made under a former one still open."""
    yield settings.SECRET_KEY
    yield from map(str, settings.SECRET_KEY_FALLBACKS)


def keyed(salt: str, value: str, secret: str) -> bytes:
    """A keyed digest of 32 bytes."""
    return salted_hmac(salt, value, secret=secret, algorithm="sha256").digest()


def code(salt: str, *parts: str) -> str:
    """The code of eight signs that follows from the parts, as it is printed."""
    return code_from(keyed(salt, "|".join(parts), settings.SECRET_KEY))


def fits(typed: str, salt: str, *parts: str) -> bool:
    """Whether a code is the one that follows from the parts, under any secret; takes the same time either way."""
    made = (code_from(keyed(salt, "|".join(parts), secret)) for secret in secrets())
    same = [constant_time_compare(one, typed) for one in made]
    return any(same)
