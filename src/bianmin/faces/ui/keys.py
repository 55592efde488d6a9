"""Keys for systems of other agencies, drawn at random."""

import secrets
from typing import Final

from bianmin.foundation.clients.vocab import MARK

BYTES: Final = 32


def new_key() -> str:
    """A key of 256 random bits, with the mark by which one is recognised wherever it was left lying."""
    return MARK + secrets.token_urlsafe(BYTES)
