"""Type counts in where the agency has no system yet 人工填報, and check them 複核."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.quality.indicators.models import Entry
from bianmin.quality.indicators.queries.definitions import measures
from bianmin.quality.indicators.queries.entries import entries_visible_to
from bianmin.quality.indicators.rules import may_enter
from bianmin.quality.indicators.vocab.spans import Span

ENTRY: Final = "indicators.entry"


class NotTyped(Refused):
    """The measure is counted from rows, or there is none of this code."""

    message = _("{measure} is not a measure that is typed in. Choose one that is.")


class NoEvidence(Refused):
    """A typed count without evidence."""

    message = _("Say what the count rests on: a file, a document number, a register.")


class SamePerson(Refused):
    """The person who typed a count tries to check it."""

    message = _("Somebody else than the person who typed the count must check it.")


class NoReason(Refused):
    """A count is said to be wrong and nothing is said about why."""

    message = _("Say what is wrong with the count.")


@transaction.atomic
def enter(
    *, measure: str, agency: str, unit_path: str, span: Span, n: int, evidence: str, by: Actor, at: datetime
) -> Entry:
    """Type in what a measure counted in a unit over a span 人工填報; the same span again supersedes.

    Raises:
        NotAllowed: no officer, chief or research officer of the agency.
        NotTyped: the measure is counted from rows.
        NoEvidence: nothing is said about where the count comes from.
    """
    if not may_enter(by, agency):
        raise NotAllowed
    found = measures(agency).get(measure)
    if found is None or found.shape.type != "typed":
        raise NotTyped(field="measure", measure=measure)
    if not evidence.strip():
        raise NoEvidence(field="evidence")
    key = {"agency": agency, "measure": measure, "unit_path": unit_path, "first": span.first, "last": span.last}
    Entry.objects.filter(**key, superseded=False).update(superseded=True)
    row = Entry.objects.create(**key, n=n, evidence=evidence.strip(), entered_by=by.key, entered_at=at)
    record(verb="indicators.enter", subject=f"{ENTRY}:{row.pk}", agency=agency, by=by, at=at, fields=["n"])
    return row


@transaction.atomic
def check_entry(*, entry: int, right: bool, note: str = "", by: Actor, at: datetime) -> Entry:
    """Check a typed count against its evidence 複核: a second person says that it is right, or why it is not.

    One that is not right counts no longer.

    Raises:
        NotFound: there is none the actor may see, or it was superseded.
        SamePerson: whoever typed it, or stands in for that person, tries.
        NotAllowed: no chief, research officer or officer of the agency, or it was checked already.
        NoReason: it is not right, and nothing is said about why.
    """
    row = entries_visible_to(by).select_for_update().filter(pk=entry, superseded=False).first()
    if row is None:
        raise NotFound
    if not may_enter(by, row.agency) or row.checked_at is not None:
        raise NotAllowed
    if {by.key, by.deputising_for} & {row.entered_by}:
        raise SamePerson
    if not right and not note.strip():
        raise NoReason(field="note")
    row.checked_by, row.checked_at, row.check_note, row.superseded = by.key, at, note.strip()[:400], not right
    row.save()
    verb = "indicators.check" if right else "indicators.reject"
    record(verb=verb, subject=f"{ENTRY}:{row.pk}", agency=row.agency, by=by, at=at)
    return row
