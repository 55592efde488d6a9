"""A real mail server, the texts of the house, and somebody to write to."""

from collections.abc import Callable, Iterator
from pathlib import Path
from socket import create_server
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from django.utils import translation

from bianmin.foundation.notices.models import Message
from bianmin.foundation.packs.actions import load_packs
from bianmin.foundation.persons.actions import add_person
from bianmin.foundation.persons.models import Person
from bianmin.kernel.actor import Actor, system
from tests.people import AGENCY, NOON, People

PACKS = Path("src/bianmin/packs/notices")
CITIZEN = Actor(key="citizen")


class Office:
    """A mail server's handler: keeps what it takes, and misbehaves by the name of the mailbox."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.on_data: Callable[[], None] | None = None

    async def handle_RCPT(self, *call: Any) -> str:  # noqa: N802 - the library's name
        _server, _session, envelope, address, _options = call
        if address.startswith("refuse"):
            return "550 no such mailbox"
        if address.startswith("later"):
            return "451 greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: object, envelope: Envelope) -> str:  # noqa: N802 - the same
        self.taken.append(envelope)
        if self.on_data:
            self.on_data()
        if envelope.rcpt_tos[0].startswith("timeout"):
            server.transport.abort()
        return "250 taken"

    def texts(self) -> list[str]:
        return [envelope.content.decode() for envelope in self.taken]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def office(settings: object) -> Iterator[Office]:
    handler = Office()
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.DEFAULT_FROM_EMAIL = "no-reply@ttbn.example"
    settings.PUBLIC_ADDRESS = "https://service.ttbn.example"
    yield handler
    controller.stop()


@pytest.fixture
def texts(db: None, people: People) -> None:
    files = [(path.name, path.read_bytes()) for path in sorted(PACKS.glob("*.yaml"))]
    assert load_packs(files=files, by=system("test"), at=NOON)[0] == len(files)


@pytest.fixture
def somebody(texts: None) -> Callable[..., Person]:
    def make(**values: object) -> Person:
        given = {"name": "王小明", "email": "ming@example.tw", "phone": "0912345678"} | values
        return add_person(agency=AGENCY, by=CITIZEN, at=NOON, **given)

    return make


@pytest.fixture
def told(somebody: Callable[..., Person]) -> Callable[..., Message]:
    """Send the notice of a decision about a case to somebody."""
    from bianmin.foundation.notices.actions.sending import send

    def tell(number: int = 7, unit_path: str = "", **values: object) -> Message:
        return send(
            template="decided", to=somebody(**values), subject=f"cases.case:{number}", unit_path=unit_path,
            params={"number": f"TTBN-1140305-00000{number}", "service": "戶籍謄本"}, by=system("test"), at=NOON,
        )  # fmt: skip

    return tell
