"""Apply for many by a table: check every row, file nothing until it is confirmed, then one case a row, each once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from django.utils.translation import gettext_lazy, override

from bianmin.delivery.cases.queries.receipts import receipt_for_key
from bianmin.delivery.cases.queries.visible import row as case_row
from bianmin.delivery.cases.vocab import Application, Particulars, Receipt
from bianmin.delivery.catalog.queries import service as service_now
from bianmin.delivery.catalog.vocab import Channel, ServiceCard
from bianmin.foundation.forms.actions.signing import sign_table
from bianmin.foundation.forms.models import Batch, BatchRow, BatchSignature
from bianmin.foundation.forms.queries.partners import TableSignature, signature_of
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.vocab import FieldType
from bianmin.foundation.packs.queries.translations import reader
from bianmin.foundation.persons.vocab import Told
from bianmin.journeys.apply import apply
from bianmin.journeys.online import tell_of_many
from bianmin.journeys.tables import HandedIn, HasFaults, Sheet, confirm_batch, file_rows, keep, waiting
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Assurance, system
from bianmin.kernel.errors import NotFound, Refused
from bianmin.kernel.rocdate import local_day

APPLICANT, SERVICE = "applicant", "service"
LEFT: Final = frozenset({"who", "proxy"})
"""Sections about who applies for whom: in a table everybody applies for himself."""
ROW_KEY: Final = re.compile(r"([0-9a-f]{32})-[0-9]+")
"""The key of a row's application: that of its table, and its number."""
FIXED: Final = {APPLICANT: {"for_whom": ["self"]}}


class NotInGroups(Refused):
    """The service asks for files or a second person, or has no online form."""

    message = gettext_lazy("This service cannot be applied for by a table. Apply for each person on its page.")


def suits(service: ServiceCard) -> bool:
    """Whether a service can be applied for by a table: online, no file must be uploaded, no second person confirms."""
    if not service.online:
        return False
    asked = form(service.agency, service.offer.form)
    return asked.cosign is None and not any(
        one.type is FieldType.FILE and one.required for _section, one in asked.questions()
    )


def table(service: ServiceCard, language: str) -> Sheet:
    """The table of a service.

    Raises:
        NotInGroups.
    """
    if not suits(service):
        raise NotInGroups
    codes = {APPLICANT: service.offer.applicant, SERVICE: service.offer.form}
    forms = {group: form(service.agency, code) for group, code in codes.items()}
    return Sheet(forms, reader(service.agency, language), LEFT, FIXED)


@act()
def hand_in(
    *, service: ServiceCard, partner: int, name: str, data: bytes, language: str, by: Actor, at: datetime
) -> str:
    """Read and check a table; gives the key under which it waits to be confirmed, or lists what is wrong.

    Raises:
        NotInGroups, NoHead, ColumnMissing, NothingInIt; what `readers.sheets` refuses.
    """
    handed = HandedIn(service.agency, service.code, name, data, language, partner)
    return keep(table(service, language), handed, by=by, at=at)


class SignatureMissing(Refused):
    """The service asks for an electronic signature."""

    message = gettext_lazy("This service asks for an electronic signature. Sign the table with your certificate.")


class NotSigned(Refused):
    """The service takes no signatures."""

    message = gettext_lazy("Tables of this service are filed without a signature. Press the button that files all.")


def _table(agency: str, partner: int, key: str) -> Batch:
    row = Batch.objects.filter(agency=agency, partner=partner, key=key).select_related("partner").first()
    if row is None:
        raise NotFound
    return row


@act()
def confirm(*, agency: str, partner: int, key: str, by: Actor, at: datetime) -> None:
    """Confirm a table without faults: from now on its rows are filed; confirming twice changes nothing.

    Raises:
        NotFound, HasFaults; SignatureMissing where the service asks for one.
    """
    row = _table(agency, partner, key)
    signed = BatchSignature.objects.filter(batch=row).exists()
    if service_now(agency, row.place, local_day(at)).offer.table_signature == "required" and not signed:
        raise SignatureMissing
    confirm_batch(row, by=by, at=at)


@act()
def sign(*, agency: str, partner: int, key: str, told: Told, name: str, by: Actor, at: datetime) -> None:
    """Sign a table by the word of an identity provider, and confirm it.

    Raises:
        NotFound, HasFaults, NotSigned; what `sign_table` refuses.
    """
    row = _table(agency, partner, key)
    if service_now(agency, row.place, local_day(at)).offer.table_signature == "none":
        raise NotSigned
    if row.faults:
        raise HasFaults
    sign_table(table=row, told=told, name=name, by=by, at=at)
    confirm_batch(row, by=by, at=at)


def signature_of_case(actor: Actor, number: str) -> TableSignature | None:
    """The signature of the table that an application came in, for whoever may see the case; None for any other."""
    found = ROW_KEY.fullmatch(case_row(actor, number).idempotency_key)
    return signature_of(case_row(actor, number).agency, found[1]) if found else None


def key_of(batch: str, number: int) -> str:
    """The key of one row's application: sent again it is the same case."""
    return f"{batch}-{number}"


def _particulars(answers: Mapping[str, Any], language: str) -> Particulars:
    born = answers.get("birth_on")
    texts = {name: answers.get(name, "") for name in ("latin_name", "id_number", "phone", "email", "address")}
    day = date.fromisoformat(born) if born else None
    return Particulars(name=answers["name"], birth_on=day, language=language, **texts)


def _file(row: BatchRow, *, batch: Batch, service: ServiceCard, at: datetime) -> str:
    by = Actor(key=f"partner:{batch.partner_id}", assurance=Assurance.CODE)
    application = Application(
        service=service,
        channel=Channel.ONLINE.value,
        answers=row.content[SERVICE],
        form_version=batch.forms[SERVICE],
        applicant=_particulars(row.content[APPLICANT], batch.language),
        pickup=service.offer.pickup[0].code,
        key=key_of(batch.key, row.number),
    )
    return apply(application=application, by=by, at=at, among=True).number


def file_batch(batch: Batch, *, at: datetime) -> int:
    """File the next rows of a confirmed table, each in a transaction of its own; tells how many."""
    service = service_now(batch.agency, batch.place, local_day(at))
    with override(batch.language):
        filed = file_rows(batch, partial(_file, batch=batch, service=service, at=at), at=at)
    if not batch.rows.filter(case_number="", refusal="").exists():
        _tell(batch, at)
    return filed


def _tell(batch: Batch, at: datetime) -> None:
    """Tell the officer once of all that a table brought."""
    numbers = list(batch.rows.exclude(case_number="").order_by("number").values_list("case_number", flat=True))
    if numbers:
        by = system("tables")
        tell_of_many(case=case_row(by, numbers[0]), count=len(numbers), subject=str(batch), by=by, at=at)


def file_waiting(*, at: datetime) -> int:
    """File rows of every confirmed table in turn; tells how many."""
    return sum(file_batch(batch, at=at) for batch in waiting(partners=True))


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of one row: its number in the table, its receipt, or why it was refused."""

    number: int
    receipt: Receipt | None
    refusal: str


def receipts(*, agency: str, partner: int, key: str, most: int = 10_000) -> list[Filed]:
    """The receipts of a table, row by row; the partner holds them all."""
    rows = BatchRow.objects.filter(agency=agency, batch__partner=partner, batch__key=key).order_by("number")[:most]
    return [
        Filed(row.number, receipt_for_key(agency, key_of(key, row.number)) if row.case_number else None, row.refusal)
        for row in rows
    ]
