"""Apply for many by a table: check every row, file nothing until it is confirmed, then one case a row, each once."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy, override

from bianmin.delivery.cases.queries.receipts import receipt_for_key
from bianmin.delivery.cases.vocab import Application, Particulars, Receipt
from bianmin.delivery.catalog.queries import service as service_now
from bianmin.delivery.catalog.vocab import Channel, ServiceCard
from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.readers.sheets import Row, read
from bianmin.foundation.forms.models import Batch, BatchRow
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.table import Column, columns, explained, head_of, typed
from bianmin.foundation.forms.vocab import FieldType, Form
from bianmin.foundation.packs.queries.translations import Reader, reader
from bianmin.journeys.apply import apply
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Assurance
from bianmin.kernel.errors import NotFound, Refused
from bianmin.kernel.rocdate import local_day

APPLICANT, SERVICE = "applicant", "service"
LEFT: Final = frozenset({"who", "proxy"})
"""Sections about who applies for whom: in a table everybody applies for himself."""
FIXED: Final = {"for_whom": ["self"]}
REMARK: Final = "#"
MOST_FAULTS: Final = 1_000
AT_ONCE: Final = 200
"""So many rows are filed in one turn of the timer."""


class NoHead(Refused):
    """The first row names no question."""

    message = gettext_lazy("The first row names no question. Download the table again and keep its first row.")


class ColumnMissing(Refused):
    """A question that must be answered has no column."""

    message = gettext_lazy("The column {names} is missing. Download the table again and keep its first row.")


class NothingInIt(Refused):
    """There is a head and nothing below it."""

    message = gettext_lazy("The table has no row below its head. Fill in one row for each person.")


class NotInGroups(Refused):
    """The service asks for files or has no online form."""

    message = gettext_lazy("This service cannot be applied for by a table. Apply for each person on its page.")


class HasFaults(Refused):
    """Something in the table is wrong."""

    message = gettext_lazy("The table has faults; nothing was filed. Mend them and choose the file again.")


@dataclass(frozen=True, slots=True)
class Table:
    """A service's table for one reader: its forms and columns."""

    service: ServiceCard
    forms: Mapping[str, Form]
    say: Reader

    def columns(self) -> list[Column]:
        """Its columns in order."""
        return columns(self.forms, self.say, leave=LEFT)

    def rows(self) -> list[list[str]]:
        """The empty table: the head, and a row of remarks that is passed over when it is read."""
        found = self.columns()
        remarks = [explained(column, self.say) for column in found]
        return [[column.head() for column in found], [f"{REMARK} {remarks[0]}", *remarks[1:]]]


def suits(service: ServiceCard) -> bool:
    """Whether a service can be applied for by a table: online, and no file must be uploaded."""
    if not service.online:
        return False
    asked = form(service.agency, service.offer.form)
    return not any(one.type is FieldType.FILE and one.required for _section, one in asked.questions())


def table(service: ServiceCard, language: str) -> Table:
    """The table of a service.

    Raises:
        NotInGroups.
    """
    if not suits(service):
        raise NotInGroups
    codes = {APPLICANT: service.offer.applicant, SERVICE: service.offer.form}
    forms = {group: form(service.agency, code) for group, code in codes.items()}
    return Table(service, forms, reader(service.agency, language))


Faults = list[tuple[int, str, str]]


def _one(of: Table, row: Row, head: Mapping[int, Column], on: date) -> tuple[dict[str, Any], Faults]:
    """One row: its answers by form, and what is wrong with it."""
    sent: dict[str, dict[str, list[str]]] = {APPLICANT: dict(FIXED), SERVICE: {}}
    for at, column in head.items():
        cell = row.cells[at] if at < len(row.cells) else ""
        if found := typed(column, cell, of.say):
            sent[column.group][column.box] = found
    labels = {column.box: column.label for column in head.values()}
    content: dict[str, Any] = {}
    faults: Faults = []
    for group, asked in of.forms.items():
        checked = check(asked, sent[group], on=on)
        content[group] = checked.answers
        faults += [(row.number, labels.get(box, box), str(sentence)) for box, sentence in checked.errors.items()]
    return content, faults


def _head(of: Table, rows: Sequence[Row]) -> dict[int, Column]:
    known = of.columns()
    head = head_of(rows[0].cells, known) if rows else {}
    if not head:
        raise NoHead(field="file")
    there = {column.box for column in head.values()}
    if missing := [column.label for column in known if column.must and column.box not in there]:
        raise ColumnMissing(field="file", names="、".join(missing))
    return head


@act()
def hand_in(
    *, service: ServiceCard, partner: int, name: str, data: bytes, language: str, by: Actor, at: datetime
) -> str:
    """Read and check a table; gives the key under which it waits to be confirmed, or lists what is wrong.

    The same file handed in again by the same partner before it is confirmed is the same table.

    Raises:
        NotInGroups, NoHead, ColumnMissing, NothingInIt; what `readers.sheets` refuses.
    """
    of = table(service, language)
    rows = read(data, most_rows=settings.GROUP_ROWS, most_bytes=settings.GROUP_BYTES)
    head = _head(of, rows)
    body = [row for row in rows[1:] if not row.cells[0].startswith(REMARK)]
    if not body:
        raise NothingInIt(field="file")
    digest = hashlib.sha256(data).hexdigest()
    same = Batch.objects.filter(agency=service.agency, partner=partner, place=service.code, digest=digest)
    if waiting := same.filter(faults=[], confirmed_at=None).first():
        return waiting.key
    good: list[tuple[int, dict[str, Any]]] = []
    faults: Faults = []
    for row in body:
        content, wrong = _one(of, row, head, local_day(at))
        faults += wrong
        good.append((row.number, content))
    batch = Batch.objects.create(
        agency=service.agency, place=service.code, key=uuid.uuid4().hex, partner_id=partner, name=name[:120],
        digest=digest, language=language, forms={group: asked.version for group, asked in of.forms.items()},
        faults=[list(fault) for fault in faults[:MOST_FAULTS]], total=len(body), made_at=at,
    )  # fmt: skip
    if not faults:
        BatchRow.objects.bulk_create(
            [BatchRow(agency=batch.agency, batch=batch, number=number, content=content) for number, content in good],
            batch_size=500,
        )
    record(verb="forms.hand_in", subject=str(batch), agency=batch.agency, by=by, at=at)
    return batch.key


@act()
def confirm(*, agency: str, partner: int, key: str, by: Actor, at: datetime) -> None:
    """Confirm a table without faults: from now on its rows are filed; confirming twice changes nothing.

    Raises:
        NotFound, HasFaults.
    """
    row = Batch.objects.filter(agency=agency, partner=partner, key=key).first()
    if row is None:
        raise NotFound
    if row.faults:
        raise HasFaults
    if Batch.objects.filter(pk=row.pk, confirmed_at=None).update(confirmed_at=at):
        record(verb="forms.confirm", subject=str(row), agency=agency, by=by, at=at)


def key_of(batch: str, number: int) -> str:
    """The key of one row's application: sent again it is the same case."""
    return f"{batch}-{number}"


def _particulars(answers: Mapping[str, Any], language: str) -> Particulars:
    born = answers.get("birth_on")
    texts = {name: answers.get(name, "") for name in ("latin_name", "id_number", "phone", "email", "address")}
    day = date.fromisoformat(born) if born else None
    return Particulars(name=answers["name"], birth_on=day, language=language, **texts)


def _file(batch: Batch, row: BatchRow, service: ServiceCard, at: datetime) -> None:
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
    try:
        row.case_number = apply(application=application, by=by, at=at).number
    except Refused as refusal:
        row.refusal = str(refusal)[:400]
    row.save(update_fields=["case_number", "refusal"])


def file_batch(*, batch: int, at: datetime) -> int:
    """File the next rows of a confirmed table, each in a transaction of its own; tells how many."""
    found = Batch.objects.get(pk=batch)
    service = service_now(found.agency, found.place, local_day(at))
    rows = list(found.rows.filter(case_number="", refusal="").order_by("number")[:AT_ONCE])
    with override(found.language):
        for row in rows:
            _file(found, row, service, at)
    left = found.rows.filter(case_number="", refusal="").count()
    Batch.objects.filter(pk=batch).update(filed=found.total - left, done_at=None if left else at)
    if not left:
        found.rows.update(content={})
    return len(rows)


def file_waiting(*, at: datetime) -> int:
    """File rows of every confirmed table in turn; tells how many."""
    waiting = Batch.objects.filter(confirmed_at__isnull=False, done_at=None).order_by("confirmed_at")
    return sum(file_batch(batch=key, at=at) for key in waiting.values_list("pk", flat=True)[:20])


def remove_unconfirmed(*, at: datetime) -> int:
    """Remove tables that nobody confirmed in time (`BIANMIN_DRAFT_DAYS`); tells how many."""
    limit = at - timedelta(days=settings.DRAFT_DAYS)
    old = Batch.objects.filter(made_at__lt=limit, confirmed_at=None)
    keys = list(old.values_list("pk", flat=True)[:500])
    Batch.objects.filter(pk__in=keys, confirmed_at=None).delete()
    return len(keys)


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
