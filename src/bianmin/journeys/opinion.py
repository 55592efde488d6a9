"""An opinion from its receipt to its answer: files kept, whoever wrote told, by letter where one was asked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError

from bianmin.delivery.opinions.actions import close, work
from bianmin.delivery.opinions.actions.receive import attach, check_written, earlier, own_unit
from bianmin.delivery.opinions.actions.receive import receive as take_in
from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.queries.mailboxes import mailbox
from bianmin.delivery.opinions.vocab import Attached, Reply, State, Written
from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.vocab import Audience, Retention
from bianmin.foundation.forms.vocab import Kept
from bianmin.foundation.notices.actions.sending import reached_by_us, send
from bianmin.foundation.persons.actions.people import add_person
from bianmin.foundation.persons.models import Person
from bianmin.journeys.officeletter import About, office_letter
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import roc

UNNAMED: Final = "未具名民眾"
"""Under what somebody is kept who left a way to reply and no name."""
CONFIRMED: Final = "opinion-received"
RESULTS: Final = {
    State.ANSWERED.value: "答復如說明",
    State.PASSED_ON.value: "已移送權責機關處理",
    State.SET_ASIDE.value: "處理情形如說明",
}
"""What a letter says in its subject; letters of the office are in Chinese."""


def _person(written: Written, by: Actor, at: datetime) -> Person | None:
    """Whoever wrote; None where neither a name nor a way to reply was left."""
    told = {name: getattr(written, name).strip() for name in ("name", "phone", "email", "address")}
    if not any(told.values()):
        return None
    told["name"] = told["name"] or UNNAMED
    return add_person(agency=written.agency, language=written.language, by=by, at=at, **told)


def _tell(opinion: Opinion, template: str, *, by: Actor, at: datetime, **params: object) -> None:
    """Tell whoever wrote in the way that was chosen; who only looks at the page is told nothing."""
    if opinion.person is None or opinion.reply == Reply.PAGE:
        return
    said = {"number": opinion.number, "service": opinion.mailbox_name, **params}
    send(
        template=template, to=opinion.person, subject=opinion.subject, params=said, by=by, at=at,
        unit_path=opinion.unit_path, way=opinion.reply,
    )  # fmt: skip


def _attach(opinion: Opinion, uploads: Sequence[Kept], by: Actor, at: datetime) -> None:
    """Keep the files with the opinion: who reads it opens them, nobody else."""
    files = [
        store(
            data=one.data, name=one.name, subject=opinion.subject, agency=opinion.agency,
            retention=Retention.OPINION, audience=Audience.HOLDER, by=by, at=at,
        )
        for one in uploads
    ]  # fmt: skip
    if files:
        attach(opinion=opinion, files=[Attached(str(file.pk), file.name) for file in files])


@act()
def receive(*, written: Written, uploads: Sequence[Kept] = (), by: Actor, at: datetime) -> Opinion:
    """Receive an opinion and confirm it by e-mail where there is an address; the same form twice is one opinion.

    Raises:
        NotFound: no such mailbox. What `opinions` refuses of it, and `persons` of a person.
    """
    check_written(written, mailbox(written.agency, written.mailbox, public=not by.staff))
    if before := earlier(written.agency, written.key):
        return before
    try:
        with attempt():
            return _take_in(written, uploads, by, at)
    except IntegrityError:
        if before := earlier(written.agency, written.key):
            return before
        raise


def _take_in(written: Written, uploads: Sequence[Kept], by: Actor, at: datetime) -> Opinion:
    """Whoever wrote, the opinion, its files and the confirmation: all of them or none."""
    person = _person(written, by, at)
    opinion = take_in(written=written, person=person, by=by, at=at)
    _attach(opinion, uploads, by, at)
    if person is not None and reached_by_us(person, CONFIRMED):
        _tell(opinion, CONFIRMED, received_on=opinion.received_on, due_on=opinion.due_on, by=by, at=at)
    return opinion


def _letter(opinion: Opinion, result: str, text: str, *, by: Actor, at: datetime) -> None:
    """Where a letter was asked for, write it."""
    if opinion.reply != Reply.LETTER or opinion.person_id is None:
        return
    about = About(opinion.subject, opinion.number, opinion.agency, opinion.person_id, opinion.unit_path)
    title = f"臺端{roc(opinion.received_on)}「{opinion.title}」一案（編號{opinion.number}），{result}，請查照。"
    written = office_letter(about, title=title, explanation=tuple(filter(None, text.split("\n"))), by=by, at=at)
    close.keep_letters(number=opinion.number, letters=written, by=by)


def _closed(opinion: Opinion, *, by: Actor, at: datetime) -> Opinion:
    """Tell that there is an answer, and write the letter that tells it."""
    _letter(opinion, RESULTS[opinion.state], opinion.answer, by=by, at=at)
    _tell(opinion, "opinion-answered", by=by, at=at)
    return opinion


@act()
def answer(*, number: str, text: str, by: Actor, at: datetime) -> Opinion:
    """Answer an opinion, and tell whoever wrote that the answer is there."""
    return _closed(close.answer(number=number, text=text, by=by, at=at), by=by, at=at)


@act()
def pass_on(*, number: str, to: str, text: str, by: Actor, at: datetime) -> Opinion:
    """Pass an opinion on, and tell whoever wrote to whom."""
    return _closed(close.pass_on(number=number, to=to, text=text, by=by, at=at), by=by, at=at)


@act()
def set_aside(*, number: str, ground: str, text: str, by: Actor, at: datetime) -> Opinion:
    """Say why an opinion is not dealt with further, and tell whoever wrote that it can be read."""
    return _closed(close.set_aside(number=number, ground=ground, text=text, by=by, at=at), by=by, at=at)


@act()
def extend(*, number: str, until: date, reason: str, by: Actor, at: datetime) -> Opinion:
    """Give an opinion more time, and tell whoever wrote until when and that the reason can be read."""
    opinion = work.extend(number=number, until=until, reason=reason, by=by, at=at)
    _tell(opinion, "opinion-extended", due_on=opinion.due_on, by=by, at=at)
    return opinion


@act()
def settle_here(*, written: Written, answer: str, by: Actor, at: datetime) -> Opinion:
    """Take down what was said here and what was done about it at once 現場即時處理.

    Raises:
        What `receive` and `answer` refuse.
    """
    unit = own_unit(by, written.agency, written.mailbox)
    opinion = receive(written=replace(written, reply=Reply.PAGE.value, unit_path=unit), by=by, at=at)
    return close.answer(number=opinion.number, text=answer, by=by, at=at)
