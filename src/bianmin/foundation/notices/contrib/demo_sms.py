"""A gateway of text messages for demonstrations: it sends nothing, and misbehaves for some numbers.

Numbers that end in 0001 are refused, 0002 are asked to come later, 0003 break the line, and for 0004 the gateway is
away; every other is taken. What it took stands in the file `SMS_FILE` of the settings, the newest below; it is not
written beyond 5 MB.
"""

from pathlib import Path

from django.conf import settings

from bianmin.foundation.notices.contrib.demo import MOST_BYTES
from bianmin.foundation.notices.contrib.mail import Answer

ODD = {"0001": Answer.REFUSED, "0002": Answer.LATER}
BROKEN, AWAY = "0003", "0004"


def send(number: str, text: str, key: str) -> Answer:  # noqa: ARG001 - as every gateway is called
    """Take a message, or behave as the number says."""
    last = number[-4:]
    if last == BROKEN:
        raise TimeoutError
    if last == AWAY:
        raise ConnectionRefusedError
    if last in ODD:
        return ODD[last]
    path: Path | None = getattr(settings, "SMS_FILE", None)
    if path is not None and not (path.exists() and path.stat().st_size > MOST_BYTES):
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{number}\n{text}\n{'-' * 60}\n")
    return Answer.TAKEN
