"""My matters: whoever proved to be a person sees that person's cases, permits, letters and payments, everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import SUBJECT, State
from bianmin.delivery.payments.queries.bills import own_bills
from bianmin.delivery.payments.vocab.bills import BillCard
from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.queries.cards import PublicCard
from bianmin.delivery.permits.queries.public import public_card
from bianmin.delivery.permits.vocab.states import Standing
from bianmin.foundation.documents.queries import card_of, visible_to
from bianmin.foundation.documents.vocab import Audience, FileCard, Retention
from bianmin.foundation.notices.contrib.sms import post_text
from bianmin.foundation.orgs.queries import agencies, agency_named
from bianmin.foundation.persons.actions.proofs import send_codes as send
from bianmin.foundation.persons.models import Proof
from bianmin.foundation.persons.queries import name_mask
from bianmin.foundation.persons.queries.visits import visit_of
from bianmin.foundation.persons.vocab import VisitCard, Way
from bianmin.kernel import masks
from bianmin.kernel.actor import Actor

MOST: Final = 200
PERSON: Final = "persons.person"


@dataclass(frozen=True, slots=True)
class MyCase:
    """One of my cases: `slug` is the agency's in addresses; the applicant's name is masked."""

    slug: str
    agency: str
    number: str
    service: str
    state: str
    due_on: date
    received_on: date
    decided_on: date | None
    applicant: str
    open: bool

    @property
    def state_words(self) -> str:
        """Where it stands, in words."""
        return str(State(self.state).label)


@dataclass(frozen=True, slots=True)
class MyBill:
    """One of my bills, with its agency's place in addresses."""

    slug: str
    card: BillCard


@dataclass(frozen=True, slots=True)
class MyPermit:
    """One of my permits: its kind, number, worth today and last day."""

    agency: str
    card: PublicCard

    @property
    def standing_words(self) -> str:
        """What it is worth today, in words."""
        return str(Standing(self.card.standing).label)


@dataclass(frozen=True, slots=True)
class Matters:
    """Everything of one person."""

    cases: tuple[MyCase, ...]
    permits: tuple[MyPermit, ...]
    bills: tuple[MyBill, ...]
    letters: tuple[FileCard, ...]


def actor_of(token: str, at: datetime) -> tuple[Actor, VisitCard] | None:
    """The actor behind a visit: holds the persons proved and their cases; None when the visit has ended."""
    visit = visit_of(token, at)
    if visit is None:
        return None
    mine = Q(applicant__in=visit.persons) | Q(proxy__in=visit.persons)
    cases = Case.objects.filter(mine).order_by("-pk").values_list("pk", flat=True)[:MOST]
    holds = {f"{SUBJECT}:{pk}" for pk in cases} | {f"{PERSON}:{pk}" for pk in visit.persons}
    actor = Actor(key=f"visit:{visit.id}", assurance=visit.assurance, holds=frozenset(holds), as_of=at)
    return actor, visit


def _permits(actor: Actor, names: Mapping[str, str], on: date) -> tuple[MyPermit, ...]:
    held = [int(key.rpartition(":")[2]) for key in actor.holds if key.startswith(f"{PERSON}:")]
    rows = Permit.objects.filter(Q(holder__in=held) | Q(origin__in=actor.holds)).order_by("-pk")
    return tuple(MyPermit(names.get(row.agency, ""), public_card(row, on)) for row in rows[:MOST])


def matters(actor: Actor, *, on: date) -> Matters:
    """The cases, permits, bills and letters of the persons an actor proved to be, the newest first."""
    slugs = {row.code: row.short.lower() for row in agencies()}
    names = {row.code: row.name for row in agencies()}
    keys = [int(held.rpartition(":")[2]) for held in actor.holds if held.startswith(f"{SUBJECT}:")]
    rows = list(Case.objects.filter(pk__in=keys).select_related("applicant").order_by("-pk"))
    policies = {code: name_mask(code) for code in {row.agency for row in rows}}
    cases = tuple(
        MyCase(
            slug=slugs.get(row.agency, ""),
            agency=names.get(row.agency, ""),
            number=row.number,
            service=row.service_name,
            state=row.state,
            due_on=row.due_on,
            received_on=row.received_on,
            decided_on=row.decided_on,
            applicant=masks.name(row.applicant.name, policies[row.agency]),
            open=row.decided_on is None and row.state != State.WITHDRAWN,
        )
        for row in rows
    )
    letters = visible_to(actor).filter(audience=Audience.HOLDER, retention=Retention.LETTER, subject__in=actor.holds)
    return Matters(
        cases=cases,
        permits=_permits(actor, names, on),
        bills=tuple(MyBill(slugs.get(card.agency, ""), card) for card in own_bills(actor)),
        letters=tuple(card_of(file) for file in letters.order_by("-pk")[:MOST]),
    )


def _mail(proof: Proof, code: str) -> None:
    """Send a code by e-mail, in the reader's language."""
    agency = agency_named(proof.agency)
    with translation.override(proof.language):
        name = str(agency.names.get(proof.language, agency.name))
        subject = _("Your code: {code}").format(code=code)
        body = _(
            "You asked to see your matters at {agency}. Your code is {code}. It can be used for ten minutes.\n\n"
            "If you did not ask, somebody typed your address by mistake: do nothing, and tell nobody the code.\n\n"
            "Questions: {phone}."
        ).format(agency=name, code=code, phone=agency.phone)
    headers = {"Auto-Submitted": "auto-generated"}
    EmailMessage(subject, body, to=[proof.address], headers=headers).send()


def _text(proof: Proof, code: str) -> None:
    """Send a code as a text message; one that the gateway does not take is asked for again by its reader."""
    agency = agency_named(proof.agency)
    with translation.override(proof.language):
        name = str(agency.names.get(proof.language, agency.name))
        words = _("{agency}: your code is {code}, for ten minutes. Tell nobody.").format(agency=name, code=code)
    post_text(proof.address, words, proof.key)


def send_codes(*, at: datetime) -> int:
    """Send the codes that wait, by e-mail or text message; gives how many."""

    def post(proof: Proof, code: str) -> None:
        (_mail if proof.way == Way.EMAIL else _text)(proof, code)

    return send(at=at, post=post)
