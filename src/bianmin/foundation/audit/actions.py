"""Write the journal, and seal it."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection, transaction

from bianmin.foundation.audit.contrib import heads
from bianmin.foundation.audit.models import Line, Seal
from bianmin.foundation.audit.queries.chains import contents, head, last_sealed
from bianmin.foundation.audit.vocab import BEFORE_FIRST, Content, Place, digest
from bianmin.kernel.act import keep
from bianmin.kernel.actor import Actor
from bianmin.kernel.rows import insert_all, new

AT_ONCE: Final = 2000
"""How many lines one transaction seals; writers on PostgreSQL wait while it runs."""


def record(
    *,
    verb: str,
    subject: str,
    agency: str,
    by: Actor,
    at: datetime,
    fields: Iterable[str] = (),
    purpose: str = "",
) -> Line:
    """Write one line; call it inside the act itself, at the end of which it is written with the others.

    `verb` is `package.verb` (`cases.decide`), `subject` is `package.model:key` (`cases.case:123`), `fields` are names
    of what changed or was read, `purpose` a code or case number for readings of personal data.
    """
    line = new(
        Line,
        agency=agency,
        at=at,
        actor=by.key,
        deputising_for=by.deputising_for,
        verb=verb,
        subject=subject,
        fields=sorted(fields),
        purpose=purpose,
    )
    keep(line)
    return line


def _hold_still() -> None:
    """Wait until every line begun is committed, and let none begin: then no line with a lower number can still come.

    SQLite has one writer at a time, so the transaction itself does it; PostgreSQL locks the table, and the sealer
    gives up after three seconds rather than hold everybody up behind one long transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '3s'")
            cursor.execute("LOCK TABLE audit_line IN SHARE ROW EXCLUSIVE MODE")


def _chained(agency: str, lines: Iterable[Content], at: datetime) -> list[Seal]:
    before = head(agency)
    first, previous = (before.position + 1, before.digest) if before else (1, BEFORE_FIRST)
    seals = []
    for position, line in enumerate(lines, first):
        previous = digest(previous, Place(agency, position, line.id, at), line)
        seals.append(new(Seal, agency=agency, position=position, line_id=line.id, digest=previous, sealed_at=at))
    return seals


@transaction.atomic
def _seal_some(at: datetime) -> Counter[str]:
    """Seal the next lines in the order of their numbers; tells how many of which agency."""
    _hold_still()
    lines = sorted(contents(after=last_sealed(), most=AT_ONCE), key=lambda line: (line.agency, line.id))
    for agency, own in groupby(lines, key=lambda line: line.agency):
        insert_all(_chained(agency, own, at))
    return Counter(line.agency for line in lines)


def _witness(folder: Path, agency: str) -> None:
    """Write the head of a chain outside the database where it is not there yet; what a crash kept back is made up."""
    now, before = head(agency), heads.last(folder, agency)
    if now is not None and now.position > (before.position if before else 0):
        moment = now.sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
        heads.append(folder, agency, heads.Head(now.position, now.digest, moment))


def seal(*, at: datetime) -> int:
    """Seal every line that waits 封存 and write the heads outside the database; tells how many lines.

    One sealer works at a time. Call it outside a transaction: the seals are committed before the heads are written.
    """
    folder = Path(settings.SEALS_ROOT)
    with heads.alone(folder):
        sealed: Counter[str] = Counter()
        while some := _seal_some(at):
            sealed += some
        for agency in sorted({*sealed, *heads.agencies(folder)}):
            _witness(folder, agency)
        return sealed.total()
