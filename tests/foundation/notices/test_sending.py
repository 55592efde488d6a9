"""What goes into the outbox, in which language, and what a pack of texts may say."""

from collections.abc import Callable
from datetime import date

import pytest

from bianmin.foundation.audit.models import Line
from bianmin.foundation.notices.actions.sending import send
from bianmin.foundation.notices.models import Message
from bianmin.foundation.notices.queries import rendered
from bianmin.foundation.notices.rules import NoTemplate, ValueMissing
from bianmin.foundation.packs.actions import PacksHaveProblems, load_packs
from bianmin.foundation.packs.queries.loaded import exported
from bianmin.foundation.persons.models import Person
from bianmin.kernel.actor import system
from tests.foundation.notices.conftest import CITIZEN, PACKS
from tests.people import AGENCY, NOON, People

pytestmark = pytest.mark.django_db
DAYS = {"received_on": date(2025, 3, 5), "due_on": date(2025, 3, 7)}
RECEIVED = {"number": "TTBN-1140305-000017", "service": "戶籍謄本", **DAYS}


def received(to: Person, **params: object) -> Message:
    return send(template="received", to=to, subject="cases.case:1", params=RECEIVED | params, by=CITIZEN, at=NOON)


def test_who_has_an_address_gets_an_email(somebody: Callable[..., Person]) -> None:
    message = received(somebody())
    assert (message.channel, message.state, message.next_try_at) == ("email", "waiting", NOON)


@pytest.mark.parametrize(("phone", "channel"), [("0912345678", "phone"), ("", "letter")])
def test_who_has_none_becomes_a_task(somebody: Callable[..., Person], phone: str, channel: str) -> None:
    message = received(somebody(email="", phone=phone))
    assert (message.channel, message.state) == (channel, "open")


def test_without_a_mail_server_everybody_is_a_task(somebody: Callable[..., Person], settings: object) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", ""
    assert received(somebody()).channel == "phone"


def test_the_same_wish_twice_is_one_message(somebody: Callable[..., Person]) -> None:
    person = somebody()
    first, second, other = received(person), received(person), received(person, due_on=date(2025, 3, 10))
    assert first.pk == second.pk != other.pk
    assert Line.objects.filter(verb="notices.send").count() == 2


def test_chinese_text_names_days_by_the_calendar_of_the_republic(somebody: Callable[..., Person]) -> None:
    text = rendered(received(somebody()))
    assert text.subject == "我們收到您的申請了\uff1aTTBN-1140305-000017"
    assert "臺東縣卑南鄉戶政事務所在114年3月5日" in text.body
    assert "114年3月7日" in text.body
    assert "/ttbn/track/" in text.body
    assert "089-381200" in text.body


@pytest.mark.parametrize("language", ["en", "vi"])
def test_who_reads_no_chinese_gets_english(somebody: Callable[..., Person], language: str) -> None:
    text = rendered(received(somebody(language=language)))
    assert text.subject == "We have received your application TTBN-1140305-000017"
    assert (
        "Beinan Township Household Registration Office received your application on Wednesday 5 March 2025" in text.body
    )


def test_no_name_and_no_outcome_is_in_any_text() -> None:
    for path in PACKS.glob("*.yaml"):
        assert not {"{name}", "{outcome}", "{reasons}", "{query_code}"} & set(path.read_text("utf-8").split())


def test_a_notice_nobody_loaded_is_refused(somebody: Callable[..., Person]) -> None:
    with pytest.raises(NoTemplate, match="no texts for the notice farewell"):
        send(template="farewell", to=somebody(), subject="cases.case:1", params={}, by=CITIZEN, at=NOON)


def test_a_missing_value_is_refused_before_anything_is_kept(somebody: Callable[..., Person]) -> None:
    with pytest.raises(ValueMissing, match="needs the value due_on"):
        send(
            template="received", to=somebody(), subject="cases.case:1", by=CITIZEN, at=NOON,
            params={name: value for name, value in RECEIVED.items() if name != "due_on"},
        )  # fmt: skip
    assert not Message.objects.exists()


OWN = """\
kind: notice
id: decided
version: "2"
agency: "{agency}"
source: demonstration
texts:
  - {{locale: zh-hant, subject: "{subject}", body: "好了"}}
"""


def load(subject: str, agency: str = AGENCY) -> None:
    text = OWN.format(agency=agency, subject=subject)
    load_packs(files=[("decided.yaml", text.encode())], by=system("test"), at=NOON)


def test_an_agencys_own_text_goes_before_the_shared_one(told: Callable[..., Message]) -> None:
    before = told(1)
    load("我們的話 {number}")
    assert rendered(told(2)).subject == "我們的話 TTBN-1140305-000002"
    assert rendered(before).subject.startswith("您的申請有結果了")


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        ("{nmber}", "The placeholder nmber is not known."),
        ("{number", "A placeholder is a name in braces, as in {number}."),
        ("{number.__class__}", "A placeholder is a name in braces, as in {number}."),
        ("{number!r:>9}", "A placeholder is a name in braces, as in {number}."),
    ],
)
def test_a_wrong_placeholder_is_found_when_the_pack_is_loaded(people: People, subject: str, sentence: str) -> None:
    with pytest.raises(PacksHaveProblems) as refused:
        load(subject)
    problem = refused.value.problems[0]
    assert (problem.line, problem.key) == (7, "texts.0.subject")
    assert problem.sentence.startswith(sentence)


def test_an_exported_notice_is_the_pack_that_was_loaded(texts: None) -> None:
    text = exported("notice", "", "overdue")
    assert text is not None
    newer = text.replace("version: '1'", "version: '9'")
    assert load_packs(files=[("o.yaml", newer.encode())], by=system("t"), at=NOON) == (1, 0)
    assert exported("notice", "", "overdue") == newer
