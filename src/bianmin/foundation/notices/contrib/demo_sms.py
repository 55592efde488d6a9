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
GONE = {"0003": TimeoutError, "0004": ConnectionRefusedError}


def odd(number: str) -> Answer | None:
    """What is answered for a number that misbehaves; None for every other.

    Raises:
        TimeoutError, ConnectionRefusedError: the line breaks, or nobody answers.
    """
    last = number[-4:]
    if last in GONE:
        raise GONE[last]
    return ODD.get(last)


def send(number: str, text: str, _key: str) -> Answer:
    """Take a message, or behave as the number says."""
    if answer := odd(number):
        return answer
    path: Path | None = getattr(settings, "SMS_FILE", None)
    if path is not None and not (path.exists() and path.stat().st_size > MOST_BYTES):
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{number}\n{text}\n{'-' * 60}\n")
    return Answer.TAKEN
