"""What is applied for, and the receipt for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bianmin.delivery.cases.vocab.mandate import MandateCard
from bianmin.delivery.cases.vocab.signature import SignatureCard, Signed
from bianmin.delivery.cases.vocab.state import SUBJECT
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.foundation.clock.vocab import Step
from bianmin.foundation.forms.vocab import Kept


@dataclass(frozen=True, slots=True)
class Particulars:
    """Who applies, or applies for somebody, as it was typed: what becomes a person 申請人/代理人.

    Only a name is needed: many have no e-mail and share a telephone.
    """

    name: str
    latin_name: str = ""
    id_number: str = ""
    birth_on: date | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    language: str = "zh-hant"
    sms_agreed: bool = False

    def said(self) -> dict[str, Any]:
        """What was typed, by the name of the field."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Application:
    """What is applied for, as a form's check let it through.

    `uploads` are the accepted files by the name of their box; those without bytes wait in the file store under the
    subject `waiting`. `key` is drawn at random when the form is shown (16 to 64
    letters, digits, `-`, `_`), so that sending it twice makes one case. `arrived_at` is when it came in where that is
    not now, `sent_on` the day of its postmark, `place` where a tour or visit received it, `linked_to` the number of a
    case it belongs to. `relation` is what the proxy is to the applicant, who may do `deeds` for them `until` a day (the
    usual ones, for good, where nothing is said); the co-signer confirmed at `cosigned_at`.
    `signed`: who sends it is proved by a certificate. `via`: the portal of others that it came by.
    """

    service: ServiceCard
    channel: str
    answers: Mapping[str, Any]
    form_version: str
    applicant: Particulars
    pickup: str
    key: str
    proxy: Particulars | None = None
    relation: str = ""
    deeds: tuple[str, ...] = ()
    until: date | None = None
    cosigner: Particulars | None = None
    cosigned_at: datetime | None = None
    arrived_at: datetime | None = None
    sent_on: date | None = None
    place: str = ""
    linked_to: str = ""
    uploads: Mapping[str, Sequence[Kept]] = field(default_factory=dict)
    waiting: str = ""
    signed: Signed | None = None
    via: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """An officer or deputy as a receipt names them: name, title, telephone."""

    name: str = ""
    title: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an applicant gets once the case is durably kept 收件收據; a second call with the same key gets it again."""

    case_id: int
    agency: str
    number: str
    query_code: str
    service_code: str
    service_version: str
    service_name: str
    channel: str
    received_at: datetime
    received_on: date
    statutory_due_on: date
    norm_due_on: date
    due_on: date
    provisional: bool
    working_days: int
    steps: tuple[Step, ...]
    officer: Contact
    deputy: Contact
    pickup: str
    request_only: bool
    repeated: bool
    signature: SignatureCard | None = None
    mandates: tuple[MandateCard, ...] = ()
    unit_path: str = ""

    @property
    def subject(self) -> str:
        """The journal's word for the case, which also names what an actor holds by code."""
        return f"{SUBJECT}:{self.case_id}"
