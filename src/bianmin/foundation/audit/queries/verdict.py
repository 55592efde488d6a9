"""Verify the journal: recompute every chain, and compare it with the heads kept outside the database."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Exists, OuterRef

from bianmin.foundation.audit.contrib import heads
from bianmin.foundation.audit.models import Line, Seal
from bianmin.foundation.audit.queries.chains import contents_of, last_sealed
from bianmin.foundation.audit.vocab import BEFORE_FIRST, Breach, Content, Finding, Place, Verdict, digest
from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_


class JournalBroken(Refused):
    """Verifying found a breach."""

    message = N_("The journal is broken: {count} findings. Run: bianmin journal verify")


AT_ONCE: Final = 1000
SHOWN: Final = 100
"""How many lines put in among sealed ones are listed."""


def _seals(agency: str) -> Iterator[tuple[Seal, Content | None]]:
    """Every seal of a chain with its line, in the order of positions."""
    position = -1
    while some := list(Seal.objects.filter(agency=agency, position__gt=position).order_by("position")[:AT_ONCE]):
        lines = contents_of(seal.line_id for seal in some)
        yield from ((seal, lines.get(seal.line_id)) for seal in some)
        position = some[-1].position


def _judge(seal: Seal, line: Content | None, expected: int, previous: str) -> Breach | None:
    if seal.position != expected:
        return Breach.SEAL_MISSING
    if line is None:
        return Breach.LINE_MISSING
    place = Place(seal.agency, seal.position, seal.line_id, seal.sealed_at)
    return None if digest(previous, place, line) == seal.digest else Breach.CHANGED


def _outside(folder: Path, agency: str) -> dict[int, set[str]]:
    """Position -> digests that were written outside for it (more than one when a chain was made anew)."""
    found: dict[int, set[str]] = {}
    for head in heads.heads(folder, agency):
        found.setdefault(head.position, set()).add(head.digest)
    return found


def _chain(folder: Path, agency: str, verdict: Verdict) -> None:
    """Verify one agency's chain, adding what is found."""
    witnessed = _outside(folder, agency)
    position, previous = 0, BEFORE_FIRST
    for seal, line in _seals(agency):
        breach = _judge(seal, line, position + 1, previous)
        if breach is not None:
            verdict.findings.append(Finding(agency, breach, seal.position, seal.line_id))
        if witnessed.get(seal.position, {seal.digest}) != {seal.digest}:
            verdict.findings.append(Finding(agency, Breach.HEAD_DIFFERS, seal.position, seal.line_id))
        position, previous = seal.position, seal.digest
        verdict.sealed += 1
    last = max(witnessed, default=0)
    if last != position:
        breach = Breach.HEAD_LOST if last > position else Breach.NO_WITNESS
        verdict.findings.append(Finding(agency, breach, position))


def _checked(folder: Path, agency: str, verdict: Verdict) -> None:
    try:
        _chain(folder, agency, verdict)
    except (ValueError, TypeError, DatabaseError):
        verdict.findings.append(Finding(agency, Breach.UNREADABLE))


def _unsealed_below(last: int) -> list[Finding]:
    sealed = Exists(Seal.objects.filter(line_id=OuterRef("id")))
    rows = Line.objects.filter(~sealed, id__lte=last).order_by("id").values_list("agency", "id")[:SHOWN]
    return [Finding(agency, Breach.INSERTED, line=number) for agency, number in rows]


def verify() -> Verdict:
    """Verify every chain: finds whatever was changed, removed, reordered or inserted since it was sealed.

    The heads outside the database show the last lines gone. A line without a seal below the last sealed number was put
    in later, because a sealing takes all lines there are. It waits for a sealing under way.
    """
    folder = Path(settings.SEALS_ROOT)
    verdict = Verdict()
    with heads.alone(folder):
        known = set(Seal.objects.order_by("agency").values_list("agency", flat=True).distinct())
        for agency in sorted(known | set(heads.agencies(folder))):
            _checked(folder, agency, verdict)
        last = last_sealed()
        verdict.findings += _unsealed_below(last)
        verdict.waiting = Line.objects.filter(id__gt=last).count()
    return verdict


def check_whole(*, at: datetime) -> None:
    """Verify every chain.

    Raises:
        JournalBroken: it is not whole; the timer that asked keeps the name of this class.
    """
    del at
    verdict = verify()
    if not verdict.whole:
        raise JournalBroken(count=len(verdict.findings))
