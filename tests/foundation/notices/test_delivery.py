"""Delivery by a real mail server: each e-mail at most once, and nobody without word."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from bianmin.foundation.audit.models import Line
from bianmin.foundation.notices.actions.delivery import deliver
from bianmin.foundation.notices.models import Message
from bianmin.foundation.notices.vocab import WAITS
from tests.foundation.notices.conftest import Office
from tests.people import NOON

pytestmark = pytest.mark.django_db


def outbox() -> list[tuple[str, str, str]]:
    return list(Message.objects.order_by("pk").values_list("channel", "state", "problem"))


def test_an_email_is_taken_by_the_server_once(office: Office, told: Callable[..., Message]) -> None:
    message = told()
    assert deliver(at=NOON) == 1
    assert deliver(at=NOON + timedelta(days=1)) == 0
    assert outbox() == [("email", "sent", "")]
    envelope = office.taken[0]
    assert (envelope.mail_from, envelope.rcpt_tos) == ("no-reply@ttbn.example", ["ming@example.tw"])
    assert f"Message-ID: <{message.key[:32]}@ttbn.example>" in office.texts()[0]
    assert "Auto-Submitted: auto-generated" in office.texts()[0]
    assert list(Line.objects.filter(verb__startswith="notices.").values_list("verb", "actor")) == [
        ("notices.send", "system:test"), ("notices.deliver", "system:mailer"),
    ]  # fmt: skip


def test_many_emails_go_in_the_order_they_were_asked_for(office: Office, told: Callable[..., Message]) -> None:
    for number in range(1, 6):
        told(number, email=f"p{number}@example.tw")
    assert deliver(at=NOON) == 5
    assert [envelope.rcpt_tos[0] for envelope in office.taken] == [f"p{n}@example.tw" for n in range(1, 6)]


def test_a_refused_address_becomes_a_telephone_task(office: Office, told: Callable[..., Message]) -> None:
    told(1, email="refuse@example.tw")
    told(2)
    assert deliver(at=NOON) == 1
    assert outbox() == [("email", "given_up", "refused"), ("email", "sent", ""), ("phone", "open", "")]


def test_a_refused_address_without_telephone_becomes_a_letter(office: Office, told: Callable[..., Message]) -> None:
    told(1, email="refuse@example.tw", phone="")
    deliver(at=NOON)
    assert outbox()[-1] == ("letter", "open", "")


def test_a_busy_server_is_tried_later_and_later_and_then_given_up(office: Office, told: Callable[..., Message]) -> None:
    message, at = told(1, email="later@example.tw"), NOON
    for tries, wait in enumerate(WAITS, 1):
        assert deliver(at=at) == 0
        message.refresh_from_db()
        assert (message.state, message.tries, message.next_try_at) == ("waiting", tries, at + wait)
        assert deliver(at=at + wait - timedelta(seconds=1)) == 0
        at += wait
    deliver(at=at)
    assert outbox() == [("email", "given_up", "later"), ("phone", "open", "")]


def test_a_server_that_is_away_keeps_the_whole_round_waiting(
    office: Office, told: Callable[..., Message], settings: object
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    told(1)
    told(2)
    assert deliver(at=NOON) == 0
    assert outbox() == [("email", "waiting", "no_connection"), ("email", "waiting", "")]
    settings.EMAIL_PORT = port
    assert deliver(at=NOON + timedelta(seconds=59)) == 0
    assert deliver(at=NOON + timedelta(seconds=60)) == 2


def test_a_line_that_breaks_while_sending_is_not_tried_again(office: Office, told: Callable[..., Message]) -> None:
    told(1, email="timeout@example.tw")
    told(2)
    assert deliver(at=NOON) == 1
    assert outbox() == [("email", "given_up", "unsure"), ("email", "sent", ""), ("phone", "open", "")]
    deliver(at=NOON + timedelta(days=2))
    assert len(office.taken) == 2


def test_who_has_no_address_any_more_becomes_a_task(office: Office, told: Callable[..., Message]) -> None:
    message = told(1)
    message.person.email = ""
    message.person.save()
    deliver(at=NOON)
    assert outbox() == [("email", "given_up", "no_address"), ("phone", "open", "")]


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_email(office: Office, told: Callable[..., Message]) -> None:
    told(1)
    second: list[int] = []

    def another_worker() -> None:
        second.append(deliver(at=NOON))
        connection.close()

    office.on_data = another_worker
    assert deliver(at=NOON) == 1
    assert (second, len(office.taken)) == ([0], 1)


WORKER = """
import sys
from datetime import datetime
import django
django.setup()
from bianmin.foundation.notices.actions.delivery import deliver
print(deliver(at=datetime.fromisoformat(sys.argv[1])))
"""
SET_UP = """
import django
django.setup()
from pathlib import Path
from tests.people import AGENCY, NOON, household_office
from bianmin.foundation.notices.actions.sending import send
from bianmin.foundation.packs.actions import load_packs
from bianmin.foundation.persons.actions import add_person
from bianmin.kernel.actor import system
household_office()
by = system("test")
load_packs(files=[("d.yaml", Path("src/bianmin/packs/notices/decided.yaml").read_bytes())], by=by, at=NOON)
ming = add_person(agency=AGENCY, name="Ming", email="ming@example.tw", by=by, at=NOON)
send(template="decided", to=ming, subject="cases.case:1", params={"number": "1", "service": "x"}, by=by, at=NOON)
"""
LOOK = """
import django
django.setup()
from bianmin.foundation.notices.models import Message
print(list(Message.objects.order_by("pk").values_list("channel", "state", "problem")))
"""


def test_a_worker_killed_between_sending_and_marking_sends_no_second_email(
    office: Office, settings: object, migrated: Path, tmp_path: Path
) -> None:
    home = shutil.copytree(migrated, tmp_path / "home")
    surroundings = {
        **os.environ, "BIANMIN_HOME": str(home), "BIANMIN_DATABASE": "", "PYTHONPATH": ".",
        "DJANGO_SETTINGS_MODULE": "bianmin.config.settings",
        "BIANMIN_SMTP_HOST": "127.0.0.1", "BIANMIN_SMTP_PORT": str(settings.EMAIL_PORT),
    }  # fmt: skip

    def python(code: str, *words: str) -> str:
        line = [sys.executable, "-c", code, *words]
        return subprocess.run(line, env=surroundings, capture_output=True, text=True, check=True).stdout.strip()

    python(SET_UP)
    with subprocess.Popen([sys.executable, "-c", WORKER, NOON.isoformat()], env=surroundings) as worker:
        office.on_data = worker.kill
        assert worker.wait() == -9
    assert python(LOOK) == "[('email', 'sending', '')]"
    office.on_data = None
    assert python(WORKER, (NOON + timedelta(minutes=11)).isoformat()) == "0"
    assert python(LOOK) == "[('email', 'given_up', 'unsure'), ('letter', 'open', '')]"
    assert len(office.taken) == 1


def test_the_demonstration_server_misbehaves_by_the_name_of_the_mailbox(
    told: Callable[..., Message], settings: object
) -> None:
    settings.EMAIL_BACKEND = "bianmin.foundation.notices.contrib.demo.EmailBackend"
    for number, mailbox in enumerate(("ming", "refuse", "later", "timeout"), 1):
        told(number, email=f"{mailbox}@example.tw")
    assert deliver(at=NOON) == 1
    assert outbox()[:4] == [
        ("email", "sent", ""), ("email", "given_up", "refused"), ("email", "waiting", "later"),
        ("email", "given_up", "unsure"),
    ]  # fmt: skip
