"""A citizen who left an e-mail address is written to by a real mail server: that something is there, never what."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from socket import create_server

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.faces.cli.worker import once
from bianmin.foundation.jobs.actions import Turn
from bianmin.foundation.notices.models import Message
from tests.faces.portal.citizen import Citizen
from tests.factories.house import furnished
from tests.people import People

SECRETS = ("陳阿美", "A223456781", "就學", "089-381200")


class Box:
    """A mail server that takes everything."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: Envelope) -> str:  # noqa: N802 - its name
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


@pytest.fixture
def box(settings: object) -> Iterator[Box]:
    """The mail server, on a port of its own."""
    handler = Box()
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.DEFAULT_FROM_EMAIL = "no-reply@ttbn.example"
    settings.PUBLIC_ADDRESS = "https://service.ttbn.example"
    yield handler
    controller.stop()


@pytest.fixture
def people(transactional_db: None) -> People:
    """The office with its packs, committed."""
    return furnished()


@pytest.mark.row("CM-04", "IN-67")
@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_an_application_is_acknowledged_by_mail_without_its_contents(
    people: People, client: Client, box: Box, language: str
) -> None:
    client.cookies["django_language"] = language
    citizen = Citizen(client)
    number = citizen.apply()
    code = citizen.code(number)
    assert Turn.FAILED not in once().values()
    (mail,) = box.taken
    text = mail.get_body().get_content()
    assert (mail["To"], mail["From"]) == ("amei@example.tw", "no-reply@ttbn.example")
    assert number in text
    assert "https://service.ttbn.example/ttbn/track/" in text
    assert not [secret for secret in (*SECRETS, code) if secret in text + mail["Subject"]]
    assert ("application" in text) is (language == "en")
    assert Message.objects.get().state == "sent"


@pytest.mark.row("CM-06", "CM-04")
def test_without_an_address_the_officer_finds_a_telephone_task_once_it_is_decided(
    people: People, client: Client, signed_in: object, box: Box
) -> None:
    citizen = Citizen(client)
    citizen.typed["applicant-contact"]["email"] = ""
    number = citizen.apply()
    desk = signed_in("officer")
    desk.post(f"/desk/cases/{number}/record-proof/", {"kind": "id_card"})
    desk.post(f"/desk/cases/{number}/decide/", {"outcome": "granted"})
    once()
    assert box.taken == []
    assert Case.objects.get(number=number).state == "decided"
    assert number in desk.get("/desk/tasks/").content.decode()
