"""Many entries of a register by a table 批次通報: checked row by row, entered only once it is confirmed."""

from datetime import date, datetime
from functools import partial
from typing import Final

from django.utils.translation import override

from bianmin.foundation.forms.models import Batch, BatchRow
from bianmin.foundation.forms.rules.answers import boxes
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.packs.queries.translations import reader
from bianmin.journeys.channels import note_entry
from bianmin.journeys.tables import HandedIn, HasFaults, Sheet, confirm_batch, file_rows, keep, waiting
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Grant, Role
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.rocdate import local_day
from bianmin.quality.registers.queries.published import asked_form, register
from bianmin.quality.registers.rules import may_enter
from bianmin.quality.registers.vocab import Register

ENTRY: Final = "entry"


def place_of(code: str) -> str:
    """Under which place the tables of a register are kept."""
    return f"register:{code}"[:80]


def table(of: Register, language: str, on: date) -> Sheet:
    """The table of a register."""
    return Sheet({ENTRY: asked_form(of, on)}, reader(of.agency, language))


@act()
def hand_in(*, of: Register, name: str, data: bytes, language: str, by: Actor, at: datetime) -> str:
    """Read and check a table; gives the key under which it waits to be confirmed, or lists what is wrong.

    Raises:
        NotAllowed, NoHead, ColumnMissing, NothingInIt; what `readers.sheets` refuses.
    """
    if not may_enter(by, of):
        raise NotAllowed
    path = next((grant.path for grant in by.grants if grant.agency == of.agency), f"/{of.agency}/")
    handed = HandedIn(of.agency, place_of(of.id), name, data, language, unit_path=path)
    return keep(table(of, language, local_day(at)), handed, by=by, at=at)


@act()
def confirm(*, of: Register, key: str, by: Actor, at: datetime) -> None:
    """Confirm one's own table without faults: from now on its rows are entered.

    Raises:
        NotFound, HasFaults.
    """
    row = Batch.objects.filter(agency=of.agency, place=place_of(of.id), made_by=by.key, key=key).first()
    if row is None:
        raise NotFound
    confirm_batch(row, by=by, at=at)


def _enter(row: BatchRow, *, batch: Batch, of: Register, at: datetime) -> str:
    """One row as an entry by whoever confirmed the table; checked anew, since the register may have changed."""
    hand = Grant(Role.OFFICER, of.agency, batch.unit_path, added=frozenset(of.enters))
    by = Actor(key=batch.made_by, agency=of.agency, grants=(hand,))
    asked = asked_form(of, local_day(at))
    checked = check(asked, boxes(asked, row.content[ENTRY]), {}, on=local_day(at))
    if checked.errors:
        raise HasFaults
    return note_entry(of=of, checked=checked, key=f"{batch.key}-{row.number}", by=by, at=at).number


def file_waiting(*, at: datetime) -> int:
    """Enter rows of every confirmed table in turn; tells how many."""
    done = 0
    for batch in waiting(partners=False):
        of = register(batch.agency, batch.place.partition(":")[2])
        with override(batch.language):
            done += file_rows(batch, partial(_enter, batch=batch, of=of, at=at), at=at)
    return done
