"""Secret links and codes: made again from the installation's secret, never stored themselves."""

import base64
import hashlib
import re
import secrets
from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT: Final = "bianmin.forms.link"
TOKEN: Final = re.compile(r"[a-z2-7]{32}")
"""How a token looks: 160 bits in small letters and digits, fit for an address and for reading aloud."""


def new_nonce() -> str:
    """What a token is derived from, drawn at random."""
    return secrets.token_urlsafe(24)


def _derive(nonce: str, secret: str) -> str:
    digest = salted_hmac(SALT, nonce, secret=secret, algorithm="sha256").digest()
    return base64.b32encode(digest[:20]).decode().lower()


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def tokens_of(nonce: str) -> Iterator[str]:
    """The tokens of a nonce, under the present secret first, then under former ones."""
    yield _derive(nonce, settings.SECRET_KEY)
    yield from (_derive(nonce, str(former)) for former in settings.SECRET_KEY_FALLBACKS)


def token_of(nonce: str, stored: str) -> str:
    """The token whose hash is stored; empty when the secret it was made under is gone."""
    return next((token for token in tokens_of(nonce) if hash_of(token) == stored), "")


def hidden(address: str) -> str:
    """A keyed hash of a network address, for counting tries without keeping it."""
    return salted_hmac("bianmin.forms.knock", address, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
