"""Publish registers, enter into them, close entries, and search those of persons."""

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.vocab import Audience, Retention
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.vocab import Checked
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.packs.actions import reissue
from bianmin.foundation.packs.rules import may_load
from bianmin.foundation.persons.rules import PurposeMissing
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import FOUNDED, local_day
from bianmin.kernel.text import fold
from bianmin.quality.registers.models import Amount, Entry, Published
from bianmin.quality.registers.queries.entries import entries, entry_row
from bianmin.quality.registers.queries.published import asked_form
from bianmin.quality.registers.rules import may_close, may_enter, may_report
from bianmin.quality.registers.vocab import AMOUNT, DAYS, FACT, LABELS, EntryCard, Register

LONGEST = 300
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


class RegisterIsPublished(Refused):
    """This version is published with other words; a published version never changes."""

    message = _("Version {version} of the register {code} is published already. Give the changed one a new version.")


class EntryIsWrong(Refused):
    """A pack brings an entry that its register's form refuses."""

    message = _("Entry {place} of the register {code} is wrong at {name}: {sentence}")


class ReasonIsMissing(Refused):
    """An entry is closed without a reason, or with too long a one."""

    message = _("Write why the entry is closed, in at most {most} characters.")


class OutcomeIsMissing(Refused):
    """An entry of a register with outcomes is closed without one of them."""

    message = _("Choose what came of it.")


class IsClosed(Refused):
    """It was closed before."""

    message = _("This entry is closed already. Nothing was changed.")


class SearchForSomething(Refused):
    """A register of persons is not listed unsearched."""

    message = _("Type what you look for: a number or a name.")


class FormIsIncomplete(Refused):
    """The form was sent without the key it was shown with."""

    message = _("The form is incomplete. Open the page again and send it once more.")


@act()
def publish(*, document: Register, by: Actor, at: datetime) -> Published:
    """Publish a version of a register; the same version with the same words twice changes nothing.

    Raises:
        NotAllowed; RegisterIsPublished; what `forms` says of a form that is not there.
    """
    if not may_load(by, document.agency):
        raise NotAllowed
    text = document.model_dump_json(exclude_defaults=True)
    key = {"agency": document.agency, "code": document.id, "version": document.version}
    before = Published.objects.filter(**key).first()
    if before is not None and before.text != text:
        raise RegisterIsPublished(code=document.id, version=document.version)
    if before is not None:
        return before
    form(document.agency, document.form)
    values = {"valid_from": document.valid_from, "source": document.source, "text": text, "published_at": at}
    new = Published.objects.create(**key, **values)
    record(verb="registers.publish", subject=f"registers.published:{new.pk}", agency=new.agency, by=by, at=at)
    reissue(Published)
    _bring(document, by, at)
    return new


def _bring(document: Register, by: Actor, at: datetime) -> None:
    """Enter what the pack brings, each once however many versions bring it.

    Raises:
        EntryIsWrong: an entry is not what the register's form asks.
    """
    asked = asked_form(document, local_day(at))
    for place, given in enumerate(document.entries, 1):
        checked = check(asked, {name: [text] for name, text in given.items()}, {}, on=local_day(at))
        if checked.errors:
            name, sentence = next(iter(checked.errors.items()))
            raise EntryIsWrong(code=document.id, place=place, name=name, sentence=str(sentence))
        digest = hashlib.sha256(f"{document.id}|{sorted(given.items())}".encode()).hexdigest()
        _enter(document, checked, digest, by, at)


def _day(question: str, checked: Checked) -> date | None:
    said = checked.answers.get(question) if question else None
    return date.fromisoformat(str(said)) if said else None


def _keep(row: Entry, numbers: Mapping[str, int], on: date) -> None:
    """Keep numbers of an entry apart, counted by a day."""
    place = {"agency": row.agency, "entry": row, "register": row.register, "unit_path": row.unit_path, "on": on}
    Amount.objects.bulk_create(Amount(**place, name=name, n=n) for name, n in numbers.items())


def _keep_amounts(of: Register, row: Entry, checked: Checked) -> None:
    """Keep the whole numbers of a new entry apart, those that follow from them too, and have their day counted."""
    numbers = {name: n for name, n in checked.answers.items() if type(n) is int}
    follow = {one.name: n for one in of.reckoned if (n := one.of(numbers)) is not None}
    _keep(row, numbers | follow, row.happened_on or row.entered_on)
    _touch_amounts(row)


def _touch_amounts(row: Entry) -> None:
    touch(fact=AMOUNT, keys=set(row.amounts.values_list("agency", "unit_path", "on")))


def _words(answers: Mapping[str, Any]) -> str:
    return fold(" ".join(str(value) for value in answers.values()))


def _keep_files(of: Register, row: Entry, checked: Checked, by: Actor, at: datetime) -> None:
    """Keep the files of a new entry; those of a public register are for everybody."""
    audience = Audience.PUBLIC if of.public else Audience.STAFF
    place = {"subject": row.subject, "agency": row.agency, "unit_path": row.unit_path}
    for one in (file for kept in checked.files.values() for file in kept):
        store(data=one.data, name=one.name, retention=Retention.EVIDENCE, audience=audience, by=by, at=at, **place)


@act()
def enter(*, of: Register, checked: Checked, key: str, by: Actor, at: datetime) -> str:
    """Enter what a form's check let through 登錄; gives its number. The same key again is the same entry.

    Raises:
        NotAllowed, FormIsIncomplete.
    """
    if not (may_enter(by, of) or may_report(by, of)):
        raise NotAllowed
    if not KEY.fullmatch(key):
        raise FormIsIncomplete
    return _enter(of, checked, key, by, at)


def _enter(of: Register, checked: Checked, key: str, by: Actor, at: datetime) -> str:
    before = Entry.objects.filter(agency=of.agency, key=key).first()
    if before is not None:
        return before.number
    day = local_day(at)
    year = day.year - FOUNDED + 1
    answers = {name: said for name, said in checked.answers.items() if name not in checked.files}
    serial = take_number(agency=of.agency, kind=f"register:{of.id}"[:40], period=str(year))
    row = Entry(
        agency=of.agency,
        register=of.id,
        number=f"{year}-{serial:05}",
        key=key,
        unit_path=next((grant.path for grant in by.grants if grant.agency == of.agency), f"/{of.agency}/"),
        form=checked.form,
        form_version=checked.version,
        answers=answers,
        words=_words(answers),
        until_on=_day(of.ends, checked),
        happened_on=_day(of.happened, checked) or (day if of.happened else None),
        about=str(checked.answers.get(of.each, "")) if of.each else "",
        entered_by=by.key,
        entered_at=at,
        entered_on=day,
    )
    try:
        with attempt():
            row.save(force_insert=True)
    except IntegrityError:
        return Entry.objects.get(agency=of.agency, key=key).number
    _keep_files(of, row, checked, by, at)
    _relabel(of)
    touch(fact=FACT, keys=FACTS.facts[FACT].keys(row))
    _keep_amounts(of, row, checked)
    record(verb="registers.enter", subject=row.subject, agency=row.agency, by=by, at=at, fields=row.answers)
    return row.number


def _relabel(of: Register) -> None:
    """Let pages that are kept be drawn anew with their labels."""
    if of.id == LABELS:
        reissue(Entry)


@act()
def close(*, of: Register, number: str, reason: str, by: Actor, at: datetime, outcome: str = "") -> None:
    """Close an entry 註銷登錄: lifted, found again, or wrong; it stays with its reason, and with what came of it.

    Raises:
        NotFound, NotAllowed, OutcomeIsMissing, ReasonIsMissing, IsClosed: nothing changed.
    """
    row = entry_row(by, of, number)
    if not may_close(by, of):
        raise NotAllowed
    if of.outcomes and outcome not in {one.code for one in of.outcomes}:
        raise OutcomeIsMissing(field="outcome")
    words = reason.strip()
    if not words or len(words) > LONGEST:
        raise ReasonIsMissing(field="reason", most=LONGEST)
    counted, before = FACTS.facts[FACT], FACTS.facts[FACT].keys(row)
    came = outcome if of.outcomes else ""
    values = {"closed_by": by.key, "closed_on": local_day(at), "reason": words, "outcome": came}
    if not Entry.objects.filter(pk=row.pk, closed_on__isnull=True).update(**values):
        raise IsClosed
    for name, value in values.items():
        setattr(row, name, value)
    _relabel(of)
    touch(fact=FACT, keys=before | counted.keys(row))
    if of.days_taken:
        _keep(row, {DAYS: max((local_day(at) - (row.happened_on or row.entered_on)).days, 0)}, local_day(at))
    _touch_amounts(row)
    record(verb="registers.close", subject=row.subject, agency=row.agency, by=by, at=at, fields=["closed_on"])


@act()
def expect(*, of: Register, number: str, until: date | None, by: Actor, at: datetime) -> None:
    """Say until when an open entry marks what it is about, as far as is known 預計修好; only this is written over.

    Raises:
        NotFound, NotAllowed, IsClosed: nothing changed.
    """
    row = entry_row(by, of, number)
    if of.mark is None or not of.mark.until or not may_close(by, of):
        raise NotAllowed
    if row.closed_on is not None:
        raise IsClosed
    said = {name: value for name, value in row.answers.items() if name != of.mark.until}
    row.answers = said | ({of.mark.until: until.isoformat()} if until else {})
    row.save(update_fields=["answers"])
    record(verb="registers.expect", subject=row.subject, agency=row.agency, by=by, at=at, fields=[of.mark.until])


@act()
def look_up(
    *, of: Register, text: str, purpose: str, say: Callable[[str], str], by: Actor, at: datetime, closed: bool = False
) -> list[EntryCard]:
    """Search a register of persons 查詢; who searched, and what for, is journaled, never what was typed.

    Raises:
        SearchForSomething, PurposeMissing: nothing was searched.
    """
    if not text.strip():
        raise SearchForSomething(field="q")
    if not purpose.strip():
        raise PurposeMissing(field="purpose")
    words = purpose.strip()[:60]
    record(verb="registers.search", subject=f"registers.{of.id}", agency=of.agency, by=by, at=at, purpose=words)
    return entries(by, of, say, text=text, on=local_day(at), closed=closed)
