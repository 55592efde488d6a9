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
    """An application that was sent: what the receipt says, the file's bytes, how many seconds the whole took."""

    number: str
    code: str
    photo: bytes
    whole: float


@dataclass
class Filled:
    """An application that only waits to be sent."""

    visitor: Browser
    photo: bytes
    last: str
    hidden: dict[str, str]
    begun: float
    to: str = ""

    def send(self) -> None:
        """The last press."""
        self.to = expect(self.visitor.post(self.last, self.hidden), 302, "send").to

    def sent(self) -> Sent:
        """What the receipt says."""
        shown = expect(self.visitor.get(self.to), 200, "receipt")
        code = CODE.search(re.sub(r"<[^>]+>", " ", shown.text))
        number = self.to.rstrip("/").rpartition("/")[2]
        self.visitor.close()
        return Sent(number, "".join(code.groups()) if code else "", self.photo, perf_counter() - self.begun)


def fill(visitor: Browser) -> Filled:
    """Go through all pages as somebody new, with an upload."""
    photo, begun = photograph(), perf_counter()
    to = expect(visitor.get(f"{SERVICE}apply/"), 302, "begin").to
    while True:
        shown = expect(visitor.get(to), 200, to)
        page = to.rstrip("/").rpartition("/")[2]
        if page == "check":
            return Filled(visitor, photo, to, shown.hidden(), begun)
        files = dict.fromkeys(shown.files()[:1], photo)
        to = expect(visitor.post(to, {**shown.hidden(), **TYPED[page]}, files), 302, to).to


def apply(port: int, kind: type[Browser] = Browser) -> Sent:
    """Apply, and read the receipt."""
    filled = fill(kind(port))
    filled.send()
    return filled.sent()


def looked_up(port: int, number: str, code: str) -> Browser:
    """A visitor who opened a case by its code."""
    visitor = Browser(port)
    shown = expect(visitor.get("/ttbn/track/"), 200, "track")
    expect(visitor.post("/ttbn/track/", {**shown.hidden(), "number": number, "code": code}), 302, "look up")
    return visitor
