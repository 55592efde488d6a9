"""Channels of other organisations 通報介接: their systems send notices, ask, and download what was granted.

A channel is a register whose pack says so: whatever comes in is an entry, with a number for the sender, is noted in
the history of the permit it names, and is answered at once where the pack has replies.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bianmin.delivery.permits.actions.steps import noticed
from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.queries.valid import valid_of_kind, valid_permit
from bianmin.foundation.audit.actions import record
from bianmin.foundation.clients.rules import require_channel, uses
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.rules.answers import boxes, strangers
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.conditions import holds
from bianmin.foundation.forms.vocab import Checked
from bianmin.foundation.notices.actions.sending import send
from bianmin.foundation.persons.actions import add_person
from bianmin.journeys.exchange import KEY, PURPOSE, HasMistakes, KeyMissing, PurposeMissing
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Grant, Role
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import local_day
from bianmin.quality.registers.actions import enter
from bianmin.quality.registers.models import Entry
from bianmin.quality.registers.queries.entries import stands_in
from bianmin.quality.registers.queries.published import register, registers
from bianmin.quality.registers.vocab import Channel, Register, Reply


@dataclass(frozen=True, slots=True)
class Noted:
    """What a sender is told: the number of its entry, the answer where there is one, and whether it came before."""

    number: str
    reply: str
    text: str
    repeated: bool


@dataclass(frozen=True, slots=True)
class Granted:
    """A valid permit in a list that is downloaded; `place` is where the next page begins."""

    place: int
    number: str
    name: str
    valid_from: date
    valid_until: date | None


def channel_of(by: Actor, code: str) -> tuple[Register, Channel]:
    """The channel of a code that the actor's key opens.

    Raises:
        ScopeNotHeld; NotFound: it is no channel any more.
    """
    require_channel(by, code)
    of = register(by.agency, code)
    if of.channel is None:
        raise NotFound
    return of, of.channel


def channels_of(by: Actor, on: date) -> list[Register]:
    """The channels that the actor's key opens."""
    return [one for one in registers(by.agency, on) if one.channel and uses(by, one.id)]


def _hand(by: Actor) -> Actor:
    """The client with an officer's right to enter, under its own name."""
    return replace(by, grants=(Grant(Role.OFFICER, by.agency, f"/{by.agency}/"),))


def _permit(of: Register, channel: Channel, checked: Checked, on: date) -> Permit | None:
    number = str(checked.answers.get(channel.permit, "")) if channel.permit else ""
    return valid_permit(of.agency, channel.permits, number, on)


def _fits(one: Reply, of: Register, answers: Mapping[str, Any], permit: Permit | None, on: date) -> bool:
    listed = (
        stands_in(of.agency, asked.in_register, asked.column, str(answers.get(asked.answer, "")), on) is asked.there
        for asked in one.listed
    )
    return holds(one.when, answers) and (permit is not None or not one.valid_permit) and all(listed)


def _reply(of: Register, channel: Channel, checked: Checked, permit: Permit | None, on: date) -> Reply | None:
    """The first reply that fits what came in."""
    return next((one for one in channel.replies if _fits(one, of, checked.answers, permit, on)), None)


@act()
def note_entry(*, of: Register, checked: Checked, key: str, by: Actor, at: datetime) -> Noted:
    """Enter what came in, at the desk or from a system: noted at its permit and answered where it is a channel.

    Raises:
        NotAllowed, FormIsIncomplete.
    """
    channel, day = of.channel or Channel(), local_day(at)
    permit = _permit(of, channel, checked, day)
    found = _reply(of, channel, checked, permit, day)
    if found is not None:
        checked = replace(checked, answers={**checked.answers, channel.reply: found.code})
    repeated = Entry.objects.filter(agency=of.agency, key=key).exists()
    number = enter(of=of, checked=checked, key=key, by=by, at=at)
    if repeated:
        return _again(of, channel, number)
    if permit is not None:
        noticed(permit, number=number, register=of.name, by=by, at=at)
    noted = Noted(number, found.code if found else "", found.text if found else "", repeated=False)
    _tell(of, channel, checked, noted, by, at)
    return noted


def _again(of: Register, channel: Channel, number: str) -> Noted:
    """What was answered the first time."""
    row = Entry.objects.get(agency=of.agency, register=of.id, number=number)
    code = str(row.answers.get(channel.reply, ""))
    text = next((one.text for one in channel.replies if one.code == code), "")
    return Noted(number, code, text, repeated=True)


def _tell(of: Register, channel: Channel, checked: Checked, noted: Noted, by: Actor, at: datetime) -> None:
    """Tell the sender's mailbox what was answered: the number and the answer, never whom it is about."""
    address = str(checked.answers.get(channel.mailbox, "")) if channel.mailbox else ""
    if not (address and noted.text):
        return
    to = add_person(agency=of.agency, name=of.name[:60], email=address, by=by, at=at)
    params = {"number": noted.number, "service": of.name, "reply": noted.text}
    send(template="channel-reply", to=to, subject=f"registers.{of.id}", params=params, by=by, at=at)


@act()
def take_notice(*, channel: str, key: str, answers: Mapping[str, Any], by: Actor, at: datetime) -> Noted:
    """Take a notice or a question from another organisation's system, once for each of its keys.

    Raises:
        ScopeNotHeld, NotFound, KeyMissing, HasMistakes: nothing was entered.
    """
    of, held = channel_of(by, channel)
    if held.lists:
        raise NotFound
    if not KEY.fullmatch(key):
        raise KeyMissing(field="Idempotency-Key")
    asked = form(of.agency, of.form)
    said = {name: value for name, value in answers.items() if name != held.reply}
    checked = check(asked, boxes(asked, said), {}, on=local_day(at))
    wrong = {f"/answers/{box.replace('.', '/')}": str(sentence) for box, sentence in checked.errors.items()}
    wrong |= {f"/answers/{name}": str(sentence) for name, sentence in strangers(asked, said).items()}
    if wrong:
        raise HasMistakes(wrong)
    own = hashlib.sha256(f"{by.key}|{channel}|{key}".encode()).hexdigest()
    return note_entry(of=of, checked=checked, key=own, by=_hand(by), at=at)


@act()
def download(*, channel: str, purpose: str, after: int, most: int, by: Actor, at: datetime) -> list[Granted]:
    """Download the valid permits that a channel lists 核准名單; each download is an entry and a line of the journal.

    Raises:
        ScopeNotHeld, NotFound, PurposeMissing.
    """
    of, held = channel_of(by, channel)
    if not held.lists:
        raise NotFound
    if not PURPOSE.fullmatch(purpose):
        raise PurposeMissing(field="purpose")
    rows = valid_of_kind(of.agency, held.lists, local_day(at), after=after, most=most)
    asked = form(of.agency, of.form)
    checked = check(asked, {"purpose": [purpose], "count": [str(len(rows))]}, {}, on=local_day(at))
    key = hashlib.sha256(f"{by.key}|{channel}|{after}|{at.isoformat()}".encode()).hexdigest()
    enter(of=of, checked=checked, key=key, by=_hand(by), at=at)
    fields, subject = ["name", "number"], f"registers.{of.id}"
    record(verb="permits.download", subject=subject, agency=of.agency, fields=fields, purpose=purpose, by=by, at=at)
    return [Granted(row.pk, row.number, row.holder.name, row.valid_from, row.valid_until) for row in rows]
