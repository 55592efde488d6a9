"""Query codes and keyed hashes: made again from the key of the application, never stored themselves.

Keyed by the installation's secret; codes made under a former secret still open while it is listed among
`SECRET_KEY_FALLBACKS`.
"""

import hashlib
from collections.abc import Iterable

from django.conf import settings
from django.utils.crypto import constant_time_compare

from bianmin.delivery.cases.models import Case
from bianmin.kernel.codes import keyed, secrets
from bianmin.kernel.receipts import code_from

CODE = "bianmin.cases.code"
HASH = "bianmin.cases.hash"
NOBODY = hashlib.sha256(b"").hexdigest()
"""What a code is compared with where there is no such number, so that both take the same time."""


def derive(agency: str, number: str, key: str, secret: str) -> str:
    """The query code of a case: eight signs that follow from its number and the key it was applied with."""
    return code_from(keyed(CODE, f"{agency}|{number}|{key}", secret))


def hashed(agency: str, number: str, code: str, secret: str) -> str:
    """What is stored of a query code."""
    return keyed(HASH, f"{agency}|{number}|{code}", secret).hex()


def opens(case: Case | None, agency: str, number: str, code: str) -> bool:
    """Whether a code opens a case; does the same work where there is none."""
    stored = case.query_hash if case else NOBODY
    fits = [constant_time_compare(hashed(agency, number, code, secret), stored) for secret in secrets()]
    return any(fits) and case is not None


def turned(case: Case, turn: int) -> str:
    """The code of a case whose code was changed so many times."""
    return derive(case.agency, case.number, f"{case.idempotency_key}/{turn}", settings.SECRET_KEY)


def code_of(case: Case) -> str:
    """The query code of a case again, as it stands on the receipt; empty when its secret is gone, or it was changed."""
    codes = (derive(case.agency, case.number, case.idempotency_key, secret) for secret in secrets())
    return next((code for code in codes if opens(case, case.agency, case.number, code)), "")


def opens_for(hashes: Iterable[str], agency: str, number: str, code: str) -> str:
    """Which of some stored codes a code is; empty for none."""
    fitting = {hashed(agency, number, code, secret) for secret in secrets()}
    return next((one for one in hashes if any(constant_time_compare(one, fits) for fits in fitting)), "")
