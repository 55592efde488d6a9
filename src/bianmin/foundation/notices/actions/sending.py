"""Put a message into the outbox, inside the transaction of the act that it tells of."""

import hashlib
import json
from collections.abc import Mapping
from copy import copy
from datetime import date, datetime

from django.conf import settings

from bianmin.foundation.audit.actions import record
from bianmin.foundation.notices.contrib.sms import mobile, text_is_set
from bianmin.foundation.notices.models import Message
from bianmin.foundation.notices.queries import locale_for, template_for
from bianmin.foundation.notices.rules import check_params
from bianmin.foundation.notices.vocab import BESIDE, Channel, State
from bianmin.foundation.persons.models import Person
from bianmin.foundation.persons.queries.protection import protection_of
from bianmin.foundation.persons.vocab import ProtectionCard
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.rows import insert, insert_new, new

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def mail_is_set() -> bool:
    """Whether this installation can send e-mail: a mail server is named, or another way than SMTP is set."""
    return bool(settings.EMAIL_HOST) or settings.EMAIL_BACKEND != SMTP


def task_channel(person: Person) -> Channel:
    """How the desk reaches somebody without e-mail: by telephone where there is a number, else by letter."""
    return Channel.PHONE if person.phone else Channel.LETTER


def plain(params: Mapping[str, object]) -> dict[str, str]:
    """The values of a notice as they are kept: days as ISO text."""
    return {name: value.isoformat() if isinstance(value, date) else str(value) for name, value in params.items()}


def _key(code: str, subject: str, person: Person, params: Mapping[str, str]) -> str:
    wish = json.dumps([code, subject, person.pk, params], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(wish.encode()).hexdigest()


def by_text(person: Person, texts: Mapping[str, str]) -> bool:
    """Whether somebody gets a notice as a text message: it was agreed to, the number is a mobile one (RUL-50), and the
    notice has a text for it.
    """
    return person.sms_agreed and _may_text(person, texts) and protection_of(person) is None


def _may_text(person: Person, texts: Mapping[str, str]) -> bool:
    """Whether a text message can be sent at all."""
    return bool(texts.get("sms")) and text_is_set() and bool(mobile(person.phone))


def reached_by_us(person: Person, template: str) -> bool:
    """Whether a notice would reach somebody by e-mail or text message, without a task for the desk."""
    texts = template_for(person.agency, template).texts
    words = texts[locale_for(texts, person.language)]
    return bool(person.email and mail_is_set()) or by_text(person, words)


def _safe_step(safe: ProtectionCard, person: Person, at: datetime) -> dict[str, object]:
    """How a protected person is told: by e-mail where that is safe, else by the desk, through whom was named."""
    if safe.by_email and person.email and mail_is_set():
        return {"channel": Channel.EMAIL, "state": State.WAITING, "next_try_at": at}
    return {"channel": Channel.PHONE, "state": State.OPEN}


def _first_step(person: Person, at: datetime, *, text: bool, way: str = "") -> dict[str, object]:
    safe = protection_of(person)
    if safe is not None:
        return _safe_step(safe, person, at)
    if way == Channel.LETTER or (way == Channel.PHONE and person.phone):
        return {"channel": Channel(way), "state": State.OPEN}
    if person.email and mail_is_set() and not (way == Channel.SMS and text):
        return {"channel": Channel.EMAIL, "state": State.WAITING, "next_try_at": at}
    if text:
        return {"channel": Channel.SMS, "state": State.WAITING, "next_try_at": at}
    return {"channel": task_channel(person), "state": State.OPEN}


def _text_beside(message: Message) -> Message:
    """The text message beside an e-mail."""
    beside = copy(message)
    beside.pk, beside.key, beside.channel = None, f"{message.key}{BESIDE}", Channel.SMS
    return beside


@act()
def send(
    *,
    template: str,
    to: Person,
    subject: str,
    params: Mapping[str, object],
    by: Actor,
    at: datetime,
    unit_path: str = "",
    way: str = "",
) -> Message:
    """Tell somebody that something is there: by e-mail if there is an address, else by a task for the desk.

    Who agreed to text messages gets one beside the e-mail, or instead of the task.

    `template` is the code of a notice, `subject` the journal's word for what it is about (`cases.case:7`), `params`
    the values of the notice's placeholders (days as `date`). The same notice with the same values about the same
    subject is one message, however often it is asked for. `unit_path` is the unit whose desk gets a task, the whole
    agency's when empty. `way` is the channel that the person chose for this matter, followed where it can be.

    Raises:
        NoTemplate: nobody loaded the texts.
        ValueMissing: the texts need a value that was not given.
    """
    texts = template_for(to.agency, template)
    check_params(texts, params)
    values = plain(params)
    message = new(
        Message,
        agency=to.agency,
        key=_key(template, subject, to, values),
        unit_path=unit_path or f"/{to.agency}/",
        subject=subject,
        template=texts,
        person=to,
        locale=locale_for(texts.texts, to.language),
        params=values,
        created_at=at,
    )
    words = texts.texts[message.locale]
    asked = _may_text(to, words) and protection_of(to) is None
    text = asked if way == Channel.SMS else by_text(to, words) and not way
    for name, value in _first_step(to, at, text=text, way=way).items():
        setattr(message, name, value)
    if not insert_new(message):
        return Message.objects.get(agency=message.agency, key=message.key)
    if text and message.channel == Channel.EMAIL:
        insert(_text_beside(message))
    record(verb="notices.send", subject=f"notices.message:{message.pk}", agency=to.agency, by=by, at=at)
    return message
