"""Ask for a newsletter, confirm it by the link of a letter, change it and end it; the address goes with the end."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.newsletters.actions.steps import changing, touched
from bianmin.delivery.newsletters.models import Subscriber
from bianmin.delivery.newsletters.queries.policy import paper_of
from bianmin.delivery.newsletters.queries.subscribers import key_of, row_of, trial_readers
from bianmin.delivery.newsletters.rules import WORKERS, may_win
from bianmin.delivery.newsletters.vocab.cards import Wish
from bianmin.delivery.newsletters.vocab.rules import NewsletterRules, Paper
from bianmin.delivery.newsletters.vocab.states import UNCONFIRMED_DAYS, Outcome, Source, Standing
from bianmin.foundation.audit.actions import record
from bianmin.foundation.notices.actions.sending import mail_is_set, send
from bianmin.foundation.notices.models import Message
from bianmin.foundation.persons.actions.people import add_person, forget_person
from bianmin.foundation.persons.models import Person
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor, system
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day

UNNAMED: Final = "電子報訂戶"
"""Under what a subscriber is kept, of whom nothing but the address is known."""
LINK: Final = "newsletter-link"


class NoMail(Refused):
    """This installation sends no e-mail, or this newsletter is only printed."""

    message = _("This cannot be subscribed to by e-mail here. What you entered was not kept.")


class LanguageIsMissing(Refused):
    """None of the languages of the newsletter."""

    message = _("Choose the language in which you want to read it.")


class NoSuchNationality(Refused):
    """None of the classes of the pack."""

    message = _("Choose one of the nationalities, or leave it open.")


class ConsentIsMissing(Refused):
    """Nobody is subscribed at the counter who did not agree."""

    message = _("Ask first, and tick that the person agreed to have the address kept and the newsletter sent.")


class NoPlaceForTrial(Refused):
    """There are as many trial readers as the newsletter has."""

    message = _("There are {most} trial readers already. Thank you; ask again another time.")


def _check(wish: Wish) -> tuple[NewsletterRules, Paper]:
    rules, paper = paper_of(wish.agency, wish.paper)
    if not (paper.mailed and mail_is_set()):
        raise NoMail(field="email")
    if not paper.language(wish.language):
        raise LanguageIsMissing(field="language")
    if wish.nationality and rules.nationality(wish.nationality) is None:
        raise NoSuchNationality(field="nationality")
    return rules, paper


def _unit_of(wish: Wish, paper: Paper, by: Actor) -> tuple[str, str]:
    """Which unit won a subscriber, and who of it: nobody where the wish came from the website.

    Raises:
        NotAllowed: staff who serve nobody here.
    """
    if wish.source != Source.COUNTER:
        return paper.unit, ""
    if not may_win(by, wish.agency):
        raise NotAllowed
    own = (one.path for one in by.grants if one.agency == wish.agency and one.meets(*WORKERS))
    return next(own), by.key


def _new(wish: Wish, rules: NewsletterRules, paper: Paper, by: Actor, at: datetime) -> Subscriber:
    unit, recruiter = _unit_of(wish, paper, by)
    chosen = rules.nationality(wish.nationality)
    person = add_person(
        agency=wish.agency, name=UNNAMED, email=wish.email.strip(), language=wish.language, by=by, at=at
    )
    return Subscriber.objects.create(
        agency=wish.agency, unit_path=unit, paper=wish.paper, number=secrets.token_hex(8),
        key=key_of(wish.agency, wish.paper, wish.email), person=person, language=wish.language,
        nationality=wish.nationality, foreign=chosen.foreign if chosen else None, source=wish.source,
        recruiter=recruiter, asked_on=local_day(at),
    )  # fmt: skip


@act()
def ask(*, wish: Wish, agreed: bool, by: Actor, at: datetime) -> None:
    """Take the wish for a newsletter: a letter with a link goes to the address, at most one a day.

    Who waits confirms by the link, who is subscribed changes or ends there: nothing tells the two apart here. The same
    wish received a moment ago is not kept again. `agreed`: the person agreed to it; whoever asked for that at a counter
    stands with the subscription.

    Raises:
        NotFound: no such newsletter. NotAllowed, NoMail, LanguageIsMissing, NoSuchNationality, ConsentIsMissing, and
        what `persons` refuses of an address.
    """
    rules, paper = _check(wish)
    if not agreed:
        raise ConsentIsMissing(field="agreed")
    key = key_of(wish.agency, wish.paper, wish.email)
    row = Subscriber.objects.select_related("person").filter(agency=wish.agency, paper=wish.paper, key=key).first()
    if row is None:
        try:
            with attempt():
                row = _new(wish, rules, paper, by, at)
        except IntegrityError:
            return
        record(verb="newsletters.ask", subject=row.subject, agency=row.agency, fields=("email",), by=by, at=at)
    if row.person is not None:
        params = {"number": row.number, "service": paper.name, "received_on": local_day(at)}
        send(template=LINK, to=row.person, subject=row.subject, params=params, by=by, at=at, unit_path=row.unit_path)


@act()
def confirm(*, number: str, by: Actor, at: datetime) -> Subscriber:
    """Confirm one's own subscription, by pressing the button behind the link; a second time changes nothing.

    Raises:
        NotFound: the actor did not open it.
    """
    row = row_of(by, number)
    if row.state == Standing.WAITING and row.subject in by.holds:
        with changing(row, "confirm", "state", "confirmed_on", by=by, at=at):
            row.state, row.confirmed_on = Standing.ACTIVE, local_day(at)
    return row


@act()
def change(*, number: str, language: str, nationality: str, trial: bool, by: Actor, at: datetime) -> Subscriber:
    """Change the language, the nationality, and whether one reads issues before they go out 試讀者.

    Raises:
        NotFound, LanguageIsMissing, NoSuchNationality, NoPlaceForTrial.
    """
    row = row_of(by, number)
    rules, paper = paper_of(row.agency, row.paper)
    if not paper.language(language):
        raise LanguageIsMissing(field="language")
    chosen = rules.nationality(nationality)
    if nationality and chosen is None:
        raise NoSuchNationality(field="nationality")
    if trial and not row.trial and trial_readers(row.agency, row.paper) >= paper.trial_readers:
        raise NoPlaceForTrial(field="trial", most=paper.trial_readers)
    with changing(row, "change", "language", "nationality", "foreign", "trial", by=by, at=at):
        row.language, row.nationality, row.trial = language, nationality, trial
        row.foreign = chosen.foreign if chosen else None
    if row.person is not None and row.person.language != language:
        Person.objects.filter(pk=row.person.pk).update(language=language)
    return row


@act()
def end(*, number: str, by: Actor, at: datetime) -> None:
    """End a subscription 取消訂閱: the address, and what waits in the outbox, is removed at once; the figures stay.

    The subscriber by the link, or whoever sees it at the desk and was asked to.

    Raises:
        NotFound.
    """
    _finish(row_of(by, number), by, at)


def _finish(row: Subscriber, by: Actor, at: datetime) -> None:
    person, waiting = row.person, row.state == Standing.WAITING
    for copy in row.copies.filter(state=Outcome.QUEUED):
        touched(copy)
        copy.delete()
    if waiting:
        record(verb="newsletters.end", subject=row.subject, agency=row.agency, by=by, at=at)
        row.delete()
    else:
        with changing(row, "end", "state", "ended_on", "trial", "person", "key", by=by, at=at):
            row.state, row.ended_on, row.trial = Standing.ENDED, local_day(at), False
            row.person, row.key = None, secrets.token_hex(32)
    if person is not None:
        Message.objects.filter(agency=row.agency, person=person).delete()
        forget_person(person=person.pk, by=by, at=at)


def remove_unconfirmed(*, at: datetime) -> int:
    """Remove the addresses of those who did not confirm in time, every agency's; tells how many."""
    limit = local_day(at) - timedelta(days=UNCONFIRMED_DAYS)
    late = Subscriber.objects.filter(state=Standing.WAITING, asked_on__lt=limit)
    numbers = list(late.values_list("number", flat=True))
    for number in numbers:
        end(number=number, by=system("newsletters"), at=at)
    return len(numbers)
