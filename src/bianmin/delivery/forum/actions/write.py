"""Write on a theme, reply to a message, and take one's own message back."""

import re
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.forum.actions.steps import changing, note
from bianmin.delivery.forum.models import Message, Theme
from bianmin.delivery.forum.queries.messages import number_for, own, public_message
from bianmin.delivery.forum.queries.policy import due_at, rules_of
from bianmin.delivery.forum.queries.themes import public_theme
from bianmin.delivery.forum.vocab.cards import ThemeCard, Written
from bianmin.delivery.forum.vocab.rules import ForumRules
from bianmin.delivery.forum.vocab.states import NAME_MOST, TEXT_MOST, Standing
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.persons.models import Person
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound, Refused
from bianmin.kernel.rocdate import compact, local_day
from bianmin.kernel.telling import same_phone, telling

KEY: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")


class NotNow(Refused):
    """The theme has not begun, or is over."""

    message = _("Nobody can write here now: the theme has not begun, or it is over. What you wrote was not kept.")


class FormIsOld(Refused):
    """The form was sent without the key it was shown with."""

    message = _("The form is incomplete. Open the theme again and write once more.")


class CategoryIsMissing(Refused):
    """None of the categories of the forum."""

    message = _("Choose what your message is.")


class TextIsMissing(Refused):
    """Nothing was written, or too much."""

    message = _("Write your message, in at most {most} characters; yours has {count}.")


class NameIsTooLong(Refused):
    """A pen name that does not fit."""

    message = _("A name may have at most {most} characters.")


class TellsWho(Refused):
    """It holds a number of a person, a telephone number or an e-mail address."""

    message = _("Everybody reads this, and it tells who somebody is: {found}. Take it out, and send it again.")


class TakenBackAlready(Refused):
    """It no longer stands on the page."""

    message = _("This message is no longer on the page.")


def earlier(agency: str, key: str) -> Message | None:
    """What the same form made when it was sent before."""
    return Message.objects.select_related("theme").filter(agency=agency, key=key).first()


def check_written(written: Written, rules: ForumRules) -> None:
    """Refuse what cannot stand on the page, before a person is kept.

    Raises:
        FormIsOld, CategoryIsMissing, TextIsMissing, NameIsTooLong, TellsWho.
    """
    if not KEY.fullmatch(written.key):
        raise FormIsOld
    if not rules.category(written.category):
        raise CategoryIsMissing(field="category")
    if not 0 < len(written.text.strip()) <= TEXT_MOST:
        raise TextIsMissing(field="text", most=TEXT_MOST, count=len(written.text.strip()))
    if len(written.pen_name.strip()) > NAME_MOST:
        raise NameIsTooLong(field="pen_name", most=NAME_MOST)
    phone = agency_named(written.agency).phone
    for field, text in (("text", written.text), ("pen_name", written.pen_name)):
        if found := [one for one in telling(text) if not same_phone(one, phone)]:
            raise TellsWho(field=field, found="、".join(found))


def _forum(written: Written, at: datetime) -> tuple[ThemeCard, ForumRules]:
    """The theme one writes on, and the rules of its forum.

    Raises:
        NotFound, NotNow.
    """
    card, rules = public_theme(written.agency, written.theme), rules_of(written.agency)
    if rules is None:
        raise NotFound
    if not card.runs(local_day(at)):
        raise NotNow(field="text")
    return card, rules


def check(written: Written, at: datetime) -> None:
    """Refuse what could not be kept, before a person is.

    Raises:
        NotFound, NotNow, and what `check_written` refuses.
    """
    check_written(written, _forum(written, at)[1])


def _row(card: ThemeCard, rules: ForumRules, written: Written, person: Person | None, at: datetime) -> Message:
    day, agency = local_day(at), written.agency
    promised: dict[str, Any] = {}
    parent = public_message(card, written.to).id if written.to else None
    if parent is None:
        until = due_at(agency, rules, at)
        promised = {"due_at": until, "due_on": local_day(until)}
    serial = take_number(agency=agency, kind="message", period=compact(day))
    return Message.objects.create(
        agency=agency, unit_path=card.unit_path, theme=Theme.objects.get(pk=card.id), parent_id=parent,
        number=number_for(agency_named(agency).short, day, serial), key=written.key,
        pen_name=written.pen_name.strip(), category=written.category, text=written.text.strip(), person=person,
        state=Standing.WAITING if rules.moderated else Standing.SHOWN, at=at, on=day, **promised,
    )  # fmt: skip


@act()
def write(*, written: Written, person: Person | None, by: Actor, at: datetime) -> Message:
    """Write a message 留言, or a reply to one.

    Raises:
        NotFound: no such theme, or no message to reply to. NotNow, and what `check_written` refuses.
        IntegrityError: the same form was received before, if only a moment ago; undo what was kept for this one.
    """
    card, rules = _forum(written, at)
    check_written(written, rules)
    row = _row(card, rules, written, person, at)
    note(row, "write", by=by, at=at)
    return row


@act()
def take_back(*, number: str, by: Actor, at: datetime) -> Message:
    """Take one's own message back: its words leave the page, it stays counted.

    Raises:
        NotFound: it is not the actor's own. TakenBackAlready.
    """
    row = Message.objects.select_for_update().get(pk=own(by, number).id)
    if row.state not in (Standing.SHOWN, Standing.WAITING):
        raise TakenBackAlready
    with changing(row, "take_back", "state", by=by, at=at):
        row.state = Standing.WITHDRAWN
    return row
