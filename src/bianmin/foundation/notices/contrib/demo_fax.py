"""A fax gateway for demonstrations: it sends nothing, and misbehaves for some numbers as that of text messages does.

What it took lies in the folder `FAX_FOLDER` of the settings, one PDF for each key; no more than a hundred.
"""

from pathlib import Path

from django.conf import settings

from bianmin.foundation.notices.contrib.demo_sms import odd
from bianmin.foundation.notices.contrib.mail import Answer

MOST = 100


def send(number: str, pdf: bytes, key: str) -> Answer:
    """Take a paper, or behave as the number says."""
    if answer := odd(number):
        return answer
    folder: Path | None = getattr(settings, "FAX_FOLDER", None)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        if len(list(folder.glob("*.pdf"))) < MOST:
            (folder / f"{key}.pdf").write_bytes(pdf)
    return Answer.TAKEN
