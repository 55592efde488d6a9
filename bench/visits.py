"""What visitors of the bench do: apply with an upload, look up, rate; and what officers do."""

import os
import re
import struct
from dataclasses import dataclass
from time import perf_counter

from bench.client import Answer, Browser

SERVICE = "/ttbn/services/transcript/"
TYPED = {
    "notice": {},
    "applicant-who": {"for_whom": "self"},
    "applicant-applicant": {"name": "陳阿美", "id_number": "A223456781", "birth_on": "45/3/9"},
    "applicant-contact": {"phone": "089-381200", "email": "amei@example.org"},
    "service-request": {"kind": "current", "copies": "2", "remarks": "full"},
    "service-use": {"purpose": "school"},
    "service-papers": {},
    "pickup": {"pickup": "counter"},
    "check": {},
}
UPLOAD = 100_000
CODE = re.compile(r"\b([23456789CDFGHJKMNPQRTVWXY]{4}) ([23456789CDFGHJKMNPQRTVWXY]{4})\b")


class WrongAnswerError(Exception):
    """A page answered otherwise than it should."""


def expect(answer: Answer, status: int, where: str) -> Answer:
    """The answer, if it is what it should be."""
    if answer.status != status:
        text = re.sub(r"(?s)<(script|style|svg)\b.*?</\1>|<[^>]+>", " ", answer.text)
        raise WrongAnswerError(f"{where}: {answer.status}, not {status}: {' '.join(text.split())[:400]}")
    return answer


def photograph() -> bytes:
    """100 kB that begin and end like a JPEG, each time others."""
    head = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    return head + os.urandom(UPLOAD - len(head) - 2) + b"\xff\xd9"


@dataclass
class Sent:
    """An application that was sent: what the receipt says, the file's bytes, how long the whole and the end took."""

    number: str
    code: str
    photo: bytes
    whole: float
    last: float


def fill(visitor: Browser, photo: bytes) -> tuple[str, dict[str, str]]:
    """Go through all pages; gives the address of the last one and its hidden boxes."""
    to = expect(visitor.get(f"{SERVICE}apply/"), 302, "begin").to
    while True:
        shown = expect(visitor.get(to), 200, to)
        page = to.rstrip("/").rpartition("/")[2]
        if page == "check":
            return to, shown.hidden()
        files = dict.fromkeys(shown.files()[:1], photo)
        to = expect(visitor.post(to, {**shown.hidden(), **TYPED[page]}, files), 302, to).to


def apply(port: int, kind: type[Browser] = Browser) -> Sent:
    """Apply as somebody new, with an upload, and read the receipt."""
    visitor, photo, begun = kind(port), photograph(), perf_counter()
    last, hidden = fill(visitor, photo)
    sent = perf_counter()
    answer = expect(visitor.post(last, hidden), 302, "send")
    took = perf_counter() - sent
    receipt = expect(visitor.get(answer.to), 200, "receipt")
    code = CODE.search(re.sub(r"<[^>]+>", " ", receipt.text))
    number = answer.to.rstrip("/").rpartition("/")[2]
    visitor.close()
    return Sent(number, "".join(code.groups()) if code else "", photo, perf_counter() - begun, took)


def looked_up(port: int, number: str, code: str) -> Browser:
    """A visitor who opened a case by its code."""
    visitor = Browser(port)
    shown = expect(visitor.get("/ttbn/track/"), 200, "track")
    expect(visitor.post("/ttbn/track/", {**shown.hidden(), "number": number, "code": code}), 302, "look up")
    return visitor
