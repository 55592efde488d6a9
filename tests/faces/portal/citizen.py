"""A citizen at the portal with Django's client: what is typed on each page, and what comes back."""

import html
import re
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

HOME = "/ttbn/"
TRANSCRIPT = f"{HOME}services/transcript/"
JPEG = b"\xff\xd8\xff\xe0" + b"a photograph of an identity card" * 8

TYPED: dict[str, dict[str, Any]] = {
    "notice": {},
    "applicant-who": {"for_whom": "self"},
    "applicant-applicant": {"name": "陳阿美", "id_number": "A223456781", "birth_on": "45/3/9"},
    "applicant-contact": {"phone": "089-381200", "email": "amei@example.tw"},
    "service-request": {"kind": "current", "copies": "2", "remarks": "full"},
    "service-use": {"purpose": "school"},
    "service-papers": {},
    "pickup": {"pickup": "counter"},
    "check": {},
}


def photo(name: str = "id.jpg", data: bytes = JPEG) -> SimpleUploadedFile:
    """A file as a phone sends it."""
    return SimpleUploadedFile(name, data, "image/jpeg")


def words(answer: Any) -> str:
    """What a page says, without its marks."""
    text = re.sub(r"(?s)<(script|style|svg)\b.*?</\1>|<[^>]+>", " ", answer.content.decode())
    return " ".join(html.unescape(text).split())


@dataclass
class Citizen:
    """Somebody who applies; `typed` is what is filled in on each page."""

    client: Client
    typed: dict[str, dict[str, Any]] = field(default_factory=lambda: {page: dict(said) for page, said in TYPED.items()})

    def read(self, page: str) -> Any:
        return self.client.get(f"{TRANSCRIPT}apply/{page}/")

    def send(self, page: str, **said: Any) -> Any:
        return self.client.post(f"{TRANSCRIPT}apply/{page}/", {**self.typed[page], **said})

    def fill(self, *, until: str = "check") -> None:
        """Go from page to page as the answers lead, and stop before one."""
        page = "notice"
        while page != until:
            answer = self.send(page)
            assert answer.status_code == 302, words(answer)
            page = answer.url.rstrip("/").rpartition("/")[2]

    def apply(self) -> str:
        """Apply; gives the number on the receipt."""
        self.fill()
        answer = self.send("check")
        assert answer.status_code == 302, words(answer)
        return answer.url.rstrip("/").rpartition("/")[2]

    def receipt(self, number: str) -> Any:
        return self.client.get(f"{HOME}receipts/{number}/")

    def code(self, number: str) -> str:
        """The query code as it stands on the receipt."""
        return self.receipt(number).context["receipt"].query_code

    def track(self, number: str, *, address: str = "192.0.2.7", **said: str) -> Any:
        return self.client.post(f"{HOME}track/", {"number": number, **said}, REMOTE_ADDR=address)
