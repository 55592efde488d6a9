"""The forum beyond its package: who left an address is told, and what is a complaint goes to the mailboxes."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError

from bianmin.delivery.forum.actions import answer as work
from bianmin.delivery.forum.actions.conclude import conclude as publish_summary
from bianmin.delivery.forum.actions.write import check, earlier
from bianmin.delivery.forum.actions.write import write as put
from bianmin.delivery.forum.models import Message, Theme
from bianmin.delivery.forum.queries.messages import own, row
from bianmin.delivery.forum.vocab.cards import Written
from bianmin.delivery.forum.vocab.states import Standing
from bianmin.delivery.opinions.actions.receive import receive
from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.queries.mailboxes import mailbox
from bianmin.delivery.opinions.queries.opinions import code_of
from bianmin.delivery.opinions.vocab import TITLE_MOST, Reply
from bianmin.delivery.opinions.vocab import Written as Letter
from bianmin.foundation.notices.actions.sending import reached_by_us, send
from bianmin.foundation.persons.actions.people import add_person
from bianmin.foundation.persons.models import Person
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor

UNNAMED: Final = "未具名民眾"
"""Under what somebody is kept who left an address and no name."""
ANSWERED: Final = "forum-answered"
CONCLUDED: Final = "forum-concluded"


def _person(written: Written, by: Actor, at: datetime) -> Person | None:
    """Whoever left an address; None where there is none."""
    email, name = written.email.strip(), written.pen_name.strip() or UNNAMED
    if not email:
        return None
    return add_person(agency=written.agency, name=name, email=email, language=written.language, by=by, at=at)


@act()
def write(*, written: Written, by: Actor, at: datetime) -> Message:
    """Write a message; an address that was left is kept apart from it, and nobody reads it on the page.

    Raises:
        What `forum` refuses of it, and `persons` of an address.
    """
    if before := earlier(written.agency, written.key):
        return before
    check(written, at)
    try:
        with attempt():
            return put(written=written, person=_person(written, by, at), by=by, at=at)
    except IntegrityError:
        if before := earlier(written.agency, written.key):
            return before
        raise


def _tell(person: Person, template: str, about: Message | Theme, title: str, *, by: Actor, at: datetime) -> None:
    """Tell somebody by e-mail; who cannot be reached so reads it on the page."""
    if reached_by_us(person, template):
        send(
            template=template, to=person, subject=about.subject, params={"number": about.number, "service": title},
            by=by, at=at, unit_path=about.unit_path,
        )  # fmt: skip


@act()
def answer(*, number: str, text: str, by: Actor, at: datetime) -> Message:
    """Answer a message in public; who left an address is told of the first answer.

    Raises:
        What `forum` refuses.
    """
    new = row(by, number).answered_at is None
    message = work.answer(number=number, text=text, by=by, at=at)
    if new and message.person is not None:
        _tell(message.person, ANSWERED, message, message.theme.title, by=by, at=at)
    return message


@act()
def hand_over(*, number: str, mailbox_code: str, kind: str, by: Actor, at: datetime) -> Message:
    """Hand a message that is a complaint or a petition over to a mailbox of the agency 轉民眾意見.

    Whoever wrote it follows it from the page of the message; the address goes along.

    Raises:
        What `forum` refuses, and `opinions` of the mailbox: one that wants names takes a message with a pen name.
    """
    message = work.owed(number, by)
    box, person = mailbox(message.agency, mailbox_code), message.person
    letter = Letter(
        agency=message.agency, mailbox=box.code, kind=kind, title=message.theme.title[:TITLE_MOST],
        text=message.text, key=f"forum-{message.number}", name=message.pen_name,
        reply=(Reply.EMAIL if person else Reply.PAGE).value, email=person.email if person else "",
    )  # fmt: skip
    opinion = receive(written=letter, person=person, by=by, at=at)
    done = work.hand_over(number=number, opinion=opinion.number, by=by, at=at)
    if person is not None:
        _tell(person, ANSWERED, done, message.theme.title, by=by, at=at)
    return done


def handed(actor: Actor, number: str) -> tuple[str, str]:
    """Number and code of the opinion that the actor's own message became; empty where it became none.

    Raises:
        NotFound: it is not the actor's own.
    """
    card = own(actor, number)
    found = Opinion.objects.filter(agency=card.agency, number=card.opinion).first() if card.opinion else None
    return (found.number, code_of(found)) if found else ("", "")


@act()
def conclude(*, number: str, by: Actor, at: datetime) -> Theme:
    """Publish the summary of a theme, and tell it once to everybody who left an address on it.

    Raises:
        What `forum` refuses.
    """
    theme = publish_summary(number=number, by=by, at=at)
    said = Message.objects.filter(agency=theme.agency, theme=theme, person__isnull=False)
    told = set[str]()
    for message in said.exclude(state=Standing.REMOVED).select_related("person").order_by("id"):
        person = message.person
        if person is not None and person.email.casefold() not in told:
            told.add(person.email.casefold())
            _tell(person, CONCLUDED, theme, theme.title, by=by, at=at)
    return theme
