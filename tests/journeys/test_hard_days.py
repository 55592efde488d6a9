"""Hard days of the platform itself: the chief reads what is wrong, and once it is well everything is done once."""

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.faces.cli.worker import once
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.actions import record
from bianmin.foundation.jobs.models import Schedule
from bianmin.foundation.notices.models import Message
from bianmin.journeys.apply import apply
from bianmin.kernel.act import act
from bianmin.kernel.actor import system
from tests.factories.delivery import CITIZEN, application, load_notices, service
from tests.people import AGENCY, People

pytestmark = pytest.mark.django_db(transaction=True)
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def screen(people: People, signed_in: Callable[[str], Client]) -> Callable[[], str]:
    """What the chief reads on her screen."""
    load_notices()
    chief = signed_in("chief")

    def read() -> str:
        return chief.get("/desk/chief/").content.decode()

    return read


def received(count: int = 1, *, days_ago: int = 0) -> None:
    """Applications come in; each applicant is written to."""
    offered = service()
    for _ in range(count):
        apply(application=application(offered), by=CITIZEN, at=now() - timedelta(days=days_ago))


@dataclass
class Postman:
    """What a mail server took, and how many seconds it thinks before it answers."""

    taken: list[Envelope] = field(default_factory=list)
    thinks: float = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802 - the library's name
        self.taken.append(envelope)
        await asyncio.sleep(self.thinks)
        return "250 taken"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def post_office(port: int) -> Iterator[Postman]:
    """A real mail server that is there for a while."""
    postman = Postman()
    controller = Controller(postman, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield postman
    finally:
        controller.stop()


@pytest.fixture
def port(settings: Any) -> int:
    """Where the mail server is looked for."""
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", free_port()
    settings.EMAIL_TIMEOUT = 4
    return int(settings.EMAIL_PORT)


def some_minutes_later() -> None:
    """Let every timer and every e-mail that waits be due."""
    Schedule.objects.update(next_at=now())
    Message.objects.filter(state="waiting").update(next_try_at=now())


def test_a_dead_mail_server_is_told_and_when_it_is_back_everybody_gets_one_letter(screen: Callable[[], str], port: int):
    received(3)
    once()
    assert "郵件伺服器沒有回應：3 封郵件等候寄送" in screen()
    with post_office(port) as postman:
        for _ in range(2):
            some_minutes_later()
            once()
    assert len(postman.taken) == 3
    assert "系統需要處理" not in screen()


def test_a_mail_server_that_never_says_a_word_is_told_and_holds_nobody_up(screen: Callable[[], str], port: int):
    received(2)
    with socket.create_server(("127.0.0.1", port)):
        begun = time.monotonic()
        once()
        assert time.monotonic() - begun < 60
        assert "郵件伺服器沒有回應" in screen()


def test_a_slow_mail_server_is_told_and_what_it_may_have_taken_is_a_task_and_not_sent_again(
    screen: Callable[[], str], port: int
):
    received(1)
    with post_office(port) as postman:
        postman.thinks = 8
        once()
        assert "郵件伺服器中途斷線：過去一小時有 1 封郵件改為待辦" in screen()
        postman.thinks = 0
        some_minutes_later()
        once()
    assert len(postman.taken) == 1
    assert list(Message.objects.order_by("pk").values_list("channel", "state")) == [
        ("email", "given_up"), ("phone", "open"),
    ]  # fmt: skip


def test_a_clock_that_jumped_back_is_told_until_it_is_right(screen: Callable[[], str]):
    once()
    assert "系統需要處理" not in screen()

    @act()
    def tomorrow() -> None:
        record(
            verb="tests.write", subject="tests.clock", agency=AGENCY, by=system("tests"), at=now() + timedelta(days=1)
        )

    tomorrow()
    assert "時鐘曾倒退" in screen()


def test_a_worker_dead_for_a_day_is_told_and_then_everything_is_caught_up_once(screen: Callable[[], str]):
    once()
    received(2, days_ago=40)
    yesterday = now() - timedelta(days=1)
    Schedule.objects.update(next_at=yesterday, started_at=yesterday, finished_at=yesterday)
    assert "沒有動作" in screen()
    once()
    assert "沒有動作" not in screen()
    some_minutes_later()
    once()
    assert Case.objects.filter(overdue=True).count() == 2
    told = list(Message.objects.filter(template__code="overdue").values_list("subject", flat=True))
    assert (len(told), len(set(told))) == (2, 2)
