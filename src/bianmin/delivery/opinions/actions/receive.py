"""Receive an opinion: written on the website, told at the counter or by telephone, found in the box."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.opinions.actions.steps import note
from bianmin.delivery.opinions.models import Opinion, Policy
from bianmin.delivery.opinions.queries.mailboxes import due_on, mailbox
from bianmin.delivery.opinions.queries.opinions import number_for
from bianmin.delivery.opinions.rules import WORKERS, may_take_down
from bianmin.delivery.opinions.vocab import (
    TEXT_MOST,
    TITLE_MOST,
    Attached,
    Mailbox,
    MailboxRules,
    Reply,
    Source,
    Step,
    Written,
)
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.orgs.queries import agency_named, path_of
from bianmin.foundation.packs.actions import hold
from bianmin.foundation.persons.models import Person
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import compact, local_day

KEY: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")
NEEDS: Final = {Reply.EMAIL: "email", Reply.PHONE: "phone", Reply.LETTER: "address"}
"""What each way of reply needs."""


class FormIsOld(Refused):
    """The form was sent without the key it was shown with."""

    message = _("The form is incomplete. Open the page of the mailbox again and write once more.")


class TitleIsMissing(Refused):
    """No subject, or one that is too long."""

    message = _("Write in a few words what it is about, at most {most} characters.")


class TextIsMissing(Refused):
    """Nothing was written, or too much."""

    message = _("Write what happened, where and when, and what you wish; at most {most} characters.")


class KindIsMissing(Refused):
    """None of the kinds this mailbox takes."""

    message = _("Choose what it is.")


class TopicIsUnknown(Refused):
    """None of the subjects of this mailbox."""

    message = _("Choose one of the subjects, or leave it open.")


class NameIsNeeded(Refused):
    """The mailbox deals only with who says who he is (人民陳情 must have a real name and a way to reply)."""

    message = _("This mailbox can only deal with what comes with a name. Nobody outside learns it.")


class WayIsNeeded(Refused):
    """The way of reply that was chosen lacks its address."""

    message = _("We cannot reply this way without it. Fill it in, or choose another way.")


@act()
def write_rules(*, rules: MailboxRules, by: Actor, at: datetime) -> None:
    """Let a mailboxes pack hold for its agency; a later one replaces it."""
    if not (by.has(Role.SYSTEM) or rules.agency in by.agencies(Role.ADMIN, Role.RESEARCH)):
        raise NotAllowed
    hold(Policy, rules, verb="opinions.write_rules", subject="opinions.mailboxes", by=by, at=at)


def check_written(written: Written, box: Mailbox) -> None:
    """Refuse what no mailbox takes, before a person or a file is kept.

    Raises:
        FormIsOld, KindIsMissing, TopicIsUnknown, TitleIsMissing, TextIsMissing, NameIsNeeded, WayIsNeeded.
    """
    if not KEY.fullmatch(written.key):
        raise FormIsOld
    if written.kind not in box.kinds:
        raise KindIsMissing(field="kind")
    if written.topic and written.topic not in {one.code for one in box.topics}:
        raise TopicIsUnknown(field="topic")
    if not 0 < len(written.title.strip()) <= TITLE_MOST:
        raise TitleIsMissing(field="title", most=TITLE_MOST)
    if not 0 < len(written.text.strip()) <= TEXT_MOST:
        raise TextIsMissing(field="text", most=TEXT_MOST)
    if box.named and not written.name.strip():
        raise NameIsNeeded(field="name")
    _check_reply(written)


def _check_reply(written: Written) -> None:
    if written.reply not in Reply.values or written.source not in Source.values:
        raise WayIsNeeded(field="reply")
    needed = NEEDS.get(Reply(written.reply), "")
    if needed and not str(getattr(written, needed)).strip():
        raise WayIsNeeded(field=needed)


def own_unit(by: Actor, agency: str, mailbox_code: str) -> str:
    """The unit in which staff of an agency settle what belongs into a mailbox: its own, or else theirs."""
    path = path_of(agency, mailbox(agency, mailbox_code).unit)
    if by.over(path, *WORKERS):
        return path
    theirs = (grant.path for grant in by.grants if grant.agency == agency and grant.meets(*WORKERS))
    return next(theirs, path)


def _row(written: Written, box: Mailbox, person: Person | None, at: datetime) -> Opinion:
    agency, day = written.agency, local_day(at)
    serial = take_number(agency=agency, kind="opinion", period=compact(day))
    norm, most = due_on(agency, box.norm, day), due_on(agency, box.most, day)
    return Opinion.objects.create(
        agency=agency,
        unit_path=written.unit_path or path_of(agency, box.unit),
        number=number_for(agency_named(agency).short, day, serial),
        key=written.key,
        mailbox=box.code,
        mailbox_name=box.name,
        kind=written.kind,
        topic=next((one.name for one in box.topics if one.code == written.topic), ""),
        source=written.source,
        confidential=box.confidential,
        person=person,
        reply=written.reply,
        title=written.title.strip(),
        text=written.text.strip(),
        received_at=at,
        received_on=day,
        due_on=min(norm, most),
        most_on=most,
    )


def earlier(agency: str, key: str) -> Opinion | None:
    """What the same form made when it was sent before."""
    return Opinion.objects.filter(agency=agency, key=key).first()


@act()
def receive(*, written: Written, person: Person | None, by: Actor, at: datetime) -> Opinion:
    """Receive an opinion 受理.

    Raises:
        NotFound: no such mailbox. NotAllowed: staff of another agency. What `check_written` refuses.
        IntegrityError: the same form was received before, if only a moment ago; undo what was kept for this one.
    """
    box = mailbox(written.agency, written.mailbox, public=not by.staff)
    if by.staff and not may_take_down(by, written.agency):
        raise NotAllowed
    check_written(written, box)
    opinion = _row(written, box, person, at)
    note(opinion, Step.RECEIVED, by=by, at=at)
    return opinion


@act()
def attach(*, opinion: Opinion, files: Sequence[Attached]) -> None:
    """Name the files that came with an opinion, in the act that received it."""
    opinion.files = [asdict(file) for file in files]
    opinion.save(update_fields=["files"])
