"""Another agency's system applies for its people, once for each of its keys, and follows what it applied for."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.receipts import receipt_for_key
from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.cases.queries.visible import row as case_row
from bianmin.delivery.cases.vocab import Application, Particulars, Receipt, TrackCard, Verb
from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.vocab import Channel, ServiceCard
from bianmin.foundation.audit.actions import record
from bianmin.foundation.audit.queries.feed import begins_at, since
from bianmin.foundation.clients.actions import remember
from bianmin.foundation.clients.queries import filing, filings
from bianmin.foundation.clients.rules import entrance_of, require, subject_of
from bianmin.foundation.clients.vocab import Scope
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.rules.answers import boxes, strangers
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.vocab import Checked, Form, Upload
from bianmin.journeys.apply import apply
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound, Refused
from bianmin.kernel.rocdate import local_day

APPLICANT, ANSWERS = "applicant", "answers"
KEY: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")
PURPOSE: Final = re.compile(r"[a-z][a-z0-9_-]{2,39}")
TOLD: Final = frozenset({"cases.apply", "cases.reckon", *(f"cases.{verb}" for verb in Verb)}) - {
    "cases.rate",
    "cases.link",
}
"""Acts that other systems are told of; who read what is not among them."""
PERSONAL: Final = ("name", "latin_name", "id_number", "birth_on", "phone", "email", "address", "language")


class KeyMissing(Refused):
    """An application without a key of its own, or with one that cannot be kept."""

    message = _("Send an Idempotency-Key of 8 to 64 letters, digits, - or _, drawn anew for each application.")


class KeyUsedOtherwise(Refused):
    """The key stands for another application."""

    message = _("This Idempotency-Key was used for another application. Draw a new one.")


class NotBySystems(Refused):
    """A second person must confirm: nobody can do that for her."""

    message = _("This service needs a second person to confirm it. The applicant applies for it on its page.")


class PurposeMissing(Refused):
    """Personal data were asked for without saying why."""

    message = _("Say what the data are needed for: a code of 3 to 40 small letters, digits, - or _.")


class HasMistakes(Refused):
    """What was sent does not fit the forms; `mistakes` holds a sentence by the place of each."""

    message = _("Some answers do not fit the form. Nothing was kept. Mend them and send it again with the same key.")

    def __init__(self, mistakes: Mapping[str, str]) -> None:
        super().__init__()
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Sent:
    """An application as a system sends it: the answers of both forms, and files by the name of their box."""

    service: str
    key: str
    applicant: Mapping[str, Any]
    answers: Mapping[str, Any]
    pickup: str = ""
    language: str = "zh-hant"
    files: Mapping[str, list[Upload]] = field(default_factory=dict)

    def digests(self) -> Iterator[str]:
        """What is compared when the key comes again: keyed by the installation's secret, then by former ones."""
        files = {
            box: [[one.name, hashlib.sha256(one.data).hexdigest()] for one in held] for box, held in self.files.items()
        }
        said = [self.service, self.applicant, self.answers, self.pickup, self.language, files]
        text = json.dumps(said, sort_keys=True, default=str)
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            yield salted_hmac("bianmin.exchange.sent", text, secret=str(secret), algorithm="sha256").hexdigest()


def _checked(of: Form, said: Mapping[str, Any], sent: Sent, on: date, place: str) -> tuple[Checked, dict[str, str]]:
    """One form's answers, and what is wrong with them by place."""
    judged = check(of, boxes(of, said), sent.files, on=on)
    wrong = {f"/{place}/{box.replace('.', '/')}": str(sentence) for box, sentence in judged.errors.items()}
    return judged, wrong | {f"/{place}/{name}": str(sentence) for name, sentence in strangers(of, said).items()}


def _particulars(answers: Mapping[str, Any], language: str, prefix: str = "") -> Particulars:
    born = answers.get(f"{prefix}birth_on")
    names = ("latin_name", "id_number", "phone", "email", "address")
    texts = {name: answers.get(prefix + name, "") for name in names}
    day = date.fromisoformat(born) if born else None
    return Particulars(name=answers[f"{prefix}name"], birth_on=day, language=language, **texts)


def _application(service: ServiceCard, sent: Sent, key: str, on: date) -> Application:
    asked = form(service.agency, service.offer.form)
    if asked.cosign is not None:
        raise NotBySystems
    who, wrong = _checked(
        form(service.agency, service.offer.applicant), {"for_whom": "self", **sent.applicant}, sent, on, APPLICANT
    )
    what, more = _checked(asked, sent.answers, sent, on, ANSWERS)
    if mistakes := wrong | more:
        raise HasMistakes(mistakes)
    proxy = _particulars(who.answers, sent.language, "proxy_") if who.answers.get("proxy_name") else None
    return Application(
        service=service,
        channel=Channel.ONLINE.value,
        answers=what.answers,
        form_version=what.version,
        applicant=_particulars(who.answers, sent.language),
        pickup=sent.pickup or service.offer.pickup[0].code,
        key=key,
        proxy=proxy,
        relation=str(who.answers.get("proxy_relation", "")) if proxy else "",
        uploads={**who.files, **what.files},
    )


@act()
def file_for(*, sent: Sent, by: Actor, at: datetime) -> Receipt:
    """Apply for somebody of another agency; the same key again gives the same receipt and no second case.

    Raises:
        ScopeNotHeld, NotFound, KeyMissing, KeyUsedOtherwise, NotBySystems, HasMistakes; what `cases.apply` refuses.
    """
    client, day = require(by, Scope.APPLY), local_day(at)
    if not KEY.fullmatch(sent.key):
        raise KeyMissing(field="Idempotency-Key")
    key, digests = hashlib.sha256(f"client:{client}|{sent.key}".encode()).hexdigest(), list(sent.digests())
    before = filings(by.agency, client).filter(key=sent.key).first()
    if before is not None:
        return _again(receipt_for_key(by.agency, key), same=before.digest in digests)
    service = next((one for one in published(by.agency, day) if one.code == sent.service), None)
    if service is None:
        raise NotFound
    filing = replace(_application(service, sent, key, day), via=entrance_of(by))
    receipt = apply(application=filing, by=by, at=at)
    kept = remember(
        client=client, key=sent.key, digest=digests[0], number=receipt.number, subject=receipt.subject, by=by, at=at
    )  # fmt: skip
    return _again(receipt, same=kept.digest in digests)


def _again(receipt: Receipt | None, *, same: bool) -> Receipt:
    if not same:
        raise KeyUsedOtherwise(field="Idempotency-Key")
    if receipt is None:
        raise NotFound
    return receipt


def _holding(by: Actor, client: int, number: str) -> Actor:
    """The client as holder of one case it applied for."""
    return replace(by, holds=by.holds | {filing(by.agency, client, number).subject})


def followed(*, number: str, by: Actor) -> TrackCard:
    """Where a case stands that the client applied for: what its applicant sees by the code, no personal data.

    Raises:
        ScopeNotHeld, NotFound.
    """
    return track_card(_holding(by, require(by, Scope.FOLLOW), number), number)


@act()
def read_applicant(*, number: str, purpose: str, by: Actor, at: datetime) -> dict[str, Any]:
    """The applicant of such a case in full; a journal line says which system read it and what for.

    Raises:
        ScopeNotHeld, NotFound, PurposeMissing.
    """
    client = require(by, Scope.PERSON)
    if not PURPOSE.fullmatch(purpose):
        raise PurposeMissing(field="purpose")
    person = case_row(_holding(by, client, number), number).applicant
    subject, why = f"persons.person:{person.pk}", f"{number} {purpose}"
    record(verb="persons.read", subject=subject, agency=by.agency, fields=PERSONAL, purpose=why, by=by, at=at)
    return {name: getattr(person, name) for name in PERSONAL}


@dataclass(frozen=True, slots=True)
class Followed:
    """A case in a list of what a client applied for; `place` is where the next page begins."""

    place: int
    number: str
    service_code: str
    state: str
    received_on: date
    due_on: date
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to such a case: `what` is the act, `state` where the case stands now."""

    position: int
    at: datetime
    what: str
    number: str
    state: str
    due_on: date


def cases_of(*, by: Actor, after: int, most: int) -> list[Followed]:
    """What the client applied for, the earliest first.

    Raises:
        ScopeNotHeld.
    """
    rows = list(filings(by.agency, require(by, Scope.FOLLOW)).filter(pk__gt=after).order_by("pk")[:most])
    wanted = Case.objects.filter(agency=by.agency, number__in=[row.number for row in rows])
    found = {case.number: case for case in wanted}
    return [
        Followed(row.pk, case.number, case.service_code, case.state, case.received_on, case.due_on, case.decided_on)
        for row in rows
        if (case := found.get(row.number))
    ]


def changes_of(*, by: Actor, after: int | None, most: int) -> tuple[list[Change], int, bool]:
    """What happened to those cases behind a position, where to go on, and whether more lies ahead.

    Without a position it begins where the key was given. What happens is told within a minute, when it is sealed.

    Raises:
        ScopeNotHeld.
    """
    client = require(by, Scope.FOLLOW)
    begin = begins_at(agency=by.agency, subject=subject_of(client)) if after is None else after
    mine = filings(by.agency, client)
    read = since(agency=by.agency, subjects=mine.values("subject"), verbs=TOLD, after=begin, most=most)
    keys = {int(line.subject.rpartition(":")[2]) for line in read.lines}
    known = {f"cases.case:{case.pk}": case for case in Case.objects.filter(agency=by.agency, pk__in=keys)}
    found = [
        Change(line.position, line.at, line.verb.removeprefix("cases."), case.number, case.state, case.due_on)
        for line in read.lines
        if (case := known.get(line.subject))
    ]
    return found, read.after, read.more
