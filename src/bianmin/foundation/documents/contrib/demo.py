"""A scanner that behaves: it finds the harmless test virus, and is slow or dead when the content tells it to be."""

import time
from typing import Final

from bianmin.foundation.documents.vocab import Verdict

EICAR: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The test virus every scanner finds; written in two pieces, so that none finds it here."""
SLOW: Final = b"BIANMIN-SLOW-SCANNER"
DEAD: Final = b"BIANMIN-DEAD-SCANNER"


def ask(data: bytes, *, address: str, seconds: int) -> Verdict:  # noqa: ARG001 - as every scanner is asked
    """INFECTED for the test virus, WAITING after a while for slow content and at once for dead, else CLEAN."""
    if EICAR in data:
        return Verdict.INFECTED
    if SLOW in data:
        time.sleep(min(seconds, 1))
        return Verdict.WAITING
    return Verdict.WAITING if DEAD in data else Verdict.CLEAN
