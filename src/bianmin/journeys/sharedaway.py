"""Share with an agency elsewhere 跨機關整合: its system reads what the service names, and says when it has decided."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.shared import note_answer, note_read
from bianmin.delivery.cases.models import CasePaper, Shared
from bianmin.delivery.cases.queries.shared import papers_for, shared_away
from bianmin.foundation.clients.rules import shares_with
from bianmin.foundation.documents.actions import open_file
from bianmin.foundation.documents.vocab import Opened
from bianmin.foundation.persons.queries.protection import protection_of
from bianmin.journeys.exchange import PERSONAL, PURPOSE, PurposeMissing
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound, Refused

HIDDEN: Final = ("phone", "address")
"""What is told nobody elsewhere of a protected person."""
NUMBER: Final = re.compile(r"[0-9A-Za-z_-]{1,30}")


class NotANumber(Refused):
    """The other agency's number is none."""

    message = _("Send the number you gave the case: at most 30 letters, digits, - or _.")


@dataclass(frozen=True, slots=True)
class Line:
    """A case shared with the reader; `place` is where the next page begins."""

    place: int
    number: str
    service: str
    shared_at: datetime
    purpose: str
    basis: str
    withdrawn: bool
    other_number: str
    done_on: date | None


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file that goes over: the code of the paper, its name, and the key to fetch it by."""

    id: int
    paper: str
    name: str


def _line(row: Shared) -> Line:
    case = row.case
    return Line(
        row.pk, case.number, case.service_name, row.at, row.purpose, row.basis, case.state == "withdrawn",
        row.other_number, row.done_on,
    )  # fmt: skip


def shared_cases(*, by: Actor, after: int, most: int) -> list[Line]:
    """The cases shared with the agency whose key this is, the earliest first.

    Raises:
        ScopeNotHeld.
    """
    return [_line(row) for row in shared_away(by.agency, shares_with(by)).filter(pk__gt=after)[:most]]


def _row(by: Actor, number: str) -> Shared:
    found = shared_away(by.agency, shares_with(by)).filter(case__number=number).first()
    if found is None:
        raise NotFound
    return found


def _files(row: Shared) -> list[CasePaper]:
    return papers_for(row)


@act()
def read_shared(*, number: str, purpose: str, by: Actor, at: datetime) -> dict[str, Any]:
    """The applicant, the answers and the files of a shared case, as far as its service names them.

    Each reading stands in the journal. Of a protected person neither telephone nor address is told.

    Raises:
        ScopeNotHeld, NotFound, PurposeMissing.
    """
    if not PURPOSE.fullmatch(purpose):
        raise PurposeMissing(field="purpose")
    row = _row(by, number)
    person = row.case.applicant
    hidden = HIDDEN if protection_of(person) is not None else ()
    note_read(row, purpose=f"{number} {purpose}"[:60], by=by, at=at)
    return {
        "case": _line(row),
        "applicant": {name: "" if name in hidden else getattr(person, name) for name in PERSONAL},
        "answers": {name: row.case.answers[name] for name in row.answers if name in row.case.answers},
        "files": [SharedFile(int(one.file), one.code, one.name) for one in _files(row)],
    }


def open_shared(*, number: str, file: int, by: Actor, at: datetime) -> Opened:
    """One file of a shared case; opening it is journaled.

    Raises:
        ScopeNotHeld, NotFound; what `open_file` refuses.
    """
    row = _row(by, number)
    if file not in {int(one.file) for one in _files(row)}:
        raise NotFound
    holding = replace(by, holds=by.holds | {row.case.subject})
    return open_file(file_id=file, by=holding, at=at, purpose=f"{number} {row.purpose}"[:60])


@act()
def answer_shared(*, number: str, other_number: str, done: bool, by: Actor, at: datetime) -> Line:
    """Keep what the agency elsewhere says: the number it gave the case, and that it has decided; never how.

    Raises:
        ScopeNotHeld, NotFound, NotANumber.
    """
    if not NUMBER.fullmatch(other_number):
        raise NotANumber(field="number")
    row = _row(by, number)
    note_answer(row, number=other_number, done=done, by=by, at=at)
    return _line(row)
