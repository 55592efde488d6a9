"""Text messages: only for who agreed and gave a mobile number, each at most once, and nobody without word."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bianmin.foundation.notices.actions.delivery import deliver, give_up_waiting
from bianmin.foundation.notices.models import Message
from bianmin.foundation.notices.vocab import WAITS
from bianmin.foundation.persons.models import Person
from bianmin.foundation.persons.rules import MobileMissing
from tests.people import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(settings: object, tmp_path: Path) -> Path:
    """The gateway of the demonstration, with the file of what it took."""
    settings.SMS_GATEWAY, settings.SMS_FILE = "demo", tmp_path / "sms.txt"
    return settings.SMS_FILE


def outbox() -> list[tuple[str, str, str]]:
    return list(Message.objects.order_by("pk").values_list("channel", "state", "problem"))


@pytest.mark.row("RUL-50")
@pytest.mark.parametrize(
    ("agreed", "phone", "ways"),
    [
        (True, "0912-345-678", ["email", "sms"]),
        (False, "0912-345-678", ["email"]),
    ],
)
def test_only_who_agreed_gets_a_text_message_beside_the_e_mail(
    told: Callable[..., Message], taken: Path, agreed: bool, phone: str, ways: list[str]
):
    told(sms_agreed=agreed, phone=phone)
    assert [way for way, _state, _problem in outbox()] == ways


def test_who_agreed_and_gave_no_mobile_number_is_told_so_at_the_number(somebody: Callable[..., Person]):
    for phone in ("089-381200", "", "abc"):
        with pytest.raises(MobileMissing) as refusal:
            somebody(sms_agreed=True, phone=phone)
        assert refusal.value.field == "phone"


def test_a_text_message_says_that_there_is_a_result_and_never_which(told: Callable[..., Message], taken: Path):
    told(sms_agreed=True, email="")
    assert deliver(at=NOON) == 1
    assert deliver(at=NOON + timedelta(hours=1)) == 0
    words = taken.read_text("utf-8")
    assert words.startswith("+886912345678\n")
    assert "TTBN-1140305-000007 有結果了" in words
    assert "准予" not in words
    assert outbox() == [("sms", "sent", "")]


def test_without_an_agreement_there_is_a_task_as_ever(told: Callable[..., Message], taken: Path):
    told(email="")
    assert outbox() == [("phone", "open", "")]


@pytest.mark.parametrize(
    ("number", "after"),
    [
        ("0912-340-001", [("sms", "given_up", "refused"), ("phone", "open", "")]),
        ("0912-340-002", [("sms", "waiting", "later")]),
        ("0912-340-003", [("sms", "given_up", "unsure"), ("phone", "open", "")]),
        ("0912-340-004", [("sms", "waiting", "no_connection")]),
    ],
)
def test_a_gateway_that_refuses_delays_breaks_or_is_away_leaves_nobody_without_word(
    told: Callable[..., Message], taken: Path, number: str, after: list[tuple[str, str, str]]
):
    told(sms_agreed=True, email="", phone=number)
    assert deliver(at=NOON) == 0
    assert outbox() == after
    assert not taken.exists()


def test_what_is_always_put_off_becomes_a_task_in_the_end(told: Callable[..., Message], taken: Path):
    told(sms_agreed=True, email="", phone="0912-340-002")
    at = NOON
    for wait in (*WAITS, timedelta(0)):
        deliver(at=at)
        at += wait
    assert outbox() == [("sms", "given_up", "later"), ("phone", "open", "")]


def test_a_text_message_beside_an_e_mail_that_fails_makes_no_task(told: Callable[..., Message], taken: Path):
    told(sms_agreed=True, phone="0912-340-001")
    deliver(at=NOON)
    assert ("sms", "given_up", "refused") in outbox()
    assert "phone" not in [way for way, _state, _problem in outbox()]


def test_an_installation_without_a_gateway_sends_none(told: Callable[..., Message], settings: object):
    settings.SMS_GATEWAY = ""
    told(sms_agreed=True, email="")
    assert outbox() == [("phone", "open", "")]


def test_after_a_restore_a_waiting_text_message_is_not_sent_again(told: Callable[..., Message], taken: Path):
    told(sms_agreed=True, email="")
    assert give_up_waiting(at=NOON) == 1
    assert outbox() == [("sms", "given_up", "unsure"), ("phone", "open", "")]
