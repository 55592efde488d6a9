"""Tables that are handed in: every row checked against its forms, nothing done until it is confirmed, each row once."""

import hashlib
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy

from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.readers.sheets import Row, read
from bianmin.foundation.forms.models import Batch, BatchRow
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.table import Column, columns, explained, head_of, typed
from bianmin.foundation.forms.vocab import Form
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day

REMARK: Final = "#"
MOST_FAULTS: Final = 1_000
AT_ONCE: Final = 200
"""So many rows are filed in one turn of the timer."""
Faults = list[tuple[int, str, str]]
Content = dict[str, Any]


class NoHead(Refused):
    """The first row names no question."""

    message = gettext_lazy("The first row names no question. Download the table again and keep its first row.")


class ColumnMissing(Refused):
    """A question that must be answered has no column."""

    message = gettext_lazy("The column {names} is missing. Download the table again and keep its first row.")


class NothingInIt(Refused):
    """There is a head and nothing below it."""

    message = gettext_lazy("The table has no row below its head. Fill in one row for each person.")


class HasFaults(Refused):
    """Something in the table is wrong."""

    message = gettext_lazy("The table has faults; nothing was filed. Mend them and choose the file again.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Some forms as one table for one reader; `leave` are sections without columns, `fixed` what every row says."""

    forms: Mapping[str, Form]
    say: Reader
    leave: frozenset[str] = frozenset()
    fixed: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)

    def columns(self) -> list[Column]:
        """Its columns in order."""
        return columns(self.forms, self.say, leave=self.leave)

    def rows(self) -> list[list[str]]:
        """The empty table: the head, and a row of remarks that is passed over when it is read."""
        found = self.columns()
        remarks = [explained(column, self.say) for column in found]
        return [[column.head() for column in found], [f"{REMARK} {remarks[0]}", *remarks[1:]]]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file handed in: where it belongs, its name and language, and the partner or the unit that hands it in."""

    agency: str
    place: str
    name: str
    data: bytes
    language: str
    partner: int | None = None
    unit_path: str = ""


def _one(of: Sheet, row: Row, head: Mapping[int, Column], on: date) -> tuple[Content, Faults]:
    """One row: its answers by form, and what is wrong with it."""
    sent: dict[str, dict[str, list[str]]] = {group: dict(of.fixed.get(group, {})) for group in of.forms}
    for at, column in head.items():
        cell = row.cells[at] if at < len(row.cells) else ""
        if found := typed(column, cell, of.say):
            sent[column.group][column.box] = found
    labels = {column.box: column.label for column in head.values()}
    content: Content = {}
    faults: Faults = []
    for group, asked in of.forms.items():
        checked = check(asked, sent[group], on=on)
        content[group] = checked.answers
        faults += [(row.number, labels.get(box, box), str(sentence)) for box, sentence in checked.errors.items()]
    return content, faults


def _head(of: Sheet, rows: Sequence[Row]) -> dict[int, Column]:
    known = of.columns()
    head = head_of(rows[0].cells, known) if rows else {}
    if not head:
        raise NoHead(field="file")
    there = {column.box for column in head.values()}
    if missing := [column.label for column in known if column.must and column.box not in there]:
        raise ColumnMissing(field="file", names="、".join(missing))
    return head


def _checked(of: Sheet, data: bytes, on: date) -> tuple[list[tuple[int, Content]], Faults]:
    rows = read(data, most_rows=settings.GROUP_ROWS, most_bytes=settings.GROUP_BYTES)
    head = _head(of, rows)
    body = [row for row in rows[1:] if not row.cells[0].startswith(REMARK)]
    if not body:
        raise NothingInIt(field="file")
    good: list[tuple[int, Content]] = []
    faults: Faults = []
    for row in body:
        content, wrong = _one(of, row, head, on)
        faults += wrong
        good.append((row.number, content))
    return good, faults


def keep(of: Sheet, handed: HandedIn, *, by: Actor, at: datetime) -> str:
    """Read and check a table within the caller's act; gives the key under which it waits, or lists what is wrong.

    The same file handed in again by the same hand before it is confirmed is the same table.

    Raises:
        NoHead, ColumnMissing, NothingInIt; what `readers.sheets` refuses.
    """
    good, faults = _checked(of, handed.data, local_day(at))
    digest = hashlib.sha256(handed.data).hexdigest()
    own = {"agency": handed.agency, "partner": handed.partner, "place": handed.place, "made_by": by.key}
    if waiting := Batch.objects.filter(**own, digest=digest, faults=[], confirmed_at=None).first():
        return waiting.key
    batch = Batch.objects.create(
        agency=handed.agency, place=handed.place, partner_id=handed.partner, made_by=by.key,
        unit_path=handed.unit_path, key=uuid.uuid4().hex, name=handed.name[:120], digest=digest,
        language=handed.language, forms={group: asked.version for group, asked in of.forms.items()},
        faults=[list(fault) for fault in faults[:MOST_FAULTS]], total=len(good), made_at=at,
    )  # fmt: skip
    if not faults:
        BatchRow.objects.bulk_create(
            [BatchRow(agency=batch.agency, batch=batch, number=number, content=content) for number, content in good],
            batch_size=500,
        )
    record(verb="forms.hand_in", subject=str(batch), agency=batch.agency, by=by, at=at)
    return batch.key


def confirm_batch(row: Batch, *, by: Actor, at: datetime) -> None:
    """Confirm a table without faults within the caller's act; confirming twice changes nothing.

    Raises:
        HasFaults.
    """
    if row.faults:
        raise HasFaults
    if Batch.objects.filter(pk=row.pk, confirmed_at=None).update(confirmed_at=at):
        record(verb="forms.confirm", subject=str(row), agency=row.agency, by=by, at=at)


def file_rows(batch: Batch, file: Callable[[BatchRow], str], *, at: datetime) -> int:
    """File the next rows of a confirmed table, each in a transaction of its own; `file` gives the number it became."""
    rows = list(batch.rows.filter(case_number="", refusal="").order_by("number")[:AT_ONCE])
    for row in rows:
        try:
            row.case_number = file(row)
        except Refused as refusal:
            row.refusal = str(refusal)[:400]
        row.save(update_fields=["case_number", "refusal"])
    left = batch.rows.filter(case_number="", refusal="").count()
    Batch.objects.filter(pk=batch.pk).update(filed=batch.total - left, done_at=None if left else at)
    if not left:
        batch.rows.update(content={})
    return len(rows)


def waiting(*, partners: bool) -> list[Batch]:
    """The confirmed tables whose rows wait, of partners or of the desk, the first confirmed first."""
    rows = Batch.objects.filter(confirmed_at__isnull=False, done_at=None, partner__isnull=not partners)
    return list(rows.order_by("confirmed_at")[:20])


def remove_unconfirmed(*, at: datetime) -> int:
    """Remove tables that nobody confirmed in time (`BIANMIN_DRAFT_DAYS`); tells how many."""
    limit = at - timedelta(days=settings.DRAFT_DAYS)
    old = Batch.objects.filter(made_at__lt=limit, confirmed_at=None)
    keys = list(old.values_list("pk", flat=True)[:500])
    Batch.objects.filter(pk__in=keys, confirmed_at=None).delete()
    return len(keys)
