"""Hand a screen to the citizen: an address that opens for a quarter of an hour, and its square code."""

from typing import Final

import qrcode
from django.conf import settings
from django.core import signing

SALT: Final = "bianmin.rate-here"
SECONDS: Final = 15 * 60


def address(agency_slug: str, case_id: int, number: str) -> str:
    """The address at which whoever has it in the next quarter of an hour rates one visit."""
    token = signing.dumps([case_id, number], salt=SALT)
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}/{agency_slug}/rate/{token}/"


def read(token: str) -> tuple[int, str] | None:
    """The case that a token opens; None where it is forged or too old."""
    try:
        case_id, number = signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    return int(case_id), str(number)


def square(text: str) -> tuple[int, str]:
    """The square code of a text: its size in dots, and the path of an SVG."""
    code = qrcode.QRCode(border=2, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dots = ((x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return len(rows), "".join(f"M{x} {y}h1v1h-1z" for x, y in dots)
