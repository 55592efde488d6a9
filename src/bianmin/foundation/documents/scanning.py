"""Look at files for viruses: at once when they come, later when the scanner was away; call it outside a transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.conf import settings

from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents import storage
from bianmin.foundation.documents.contrib import clamav, demo
from bianmin.foundation.documents.models import File
from bianmin.foundation.documents.vocab import Verdict
from bianmin.kernel.act import act
from bianmin.kernel.actor import system

SCANNER: Final = system("scanner")
MOST_AT_ONCE: Final = 200


def scan(data: bytes) -> Verdict:
    """What the scanner of this installation says (`BIANMIN_SCANNER`); NONE where there is no scanner."""
    address = settings.SCANNER
    if not address:
        return Verdict.NONE
    ask: Callable[..., Verdict] = demo.ask if address == "demo" else clamav.ask
    return ask(data, address=address, seconds=settings.SCANNER_SECONDS)


@act()
def _settle(file: File, verdict: Verdict, at: datetime) -> int:
    same = File.objects.filter(agency=file.agency, sha256=file.sha256, verdict=Verdict.WAITING)
    count = same.update(verdict=verdict)
    subject = f"documents.file:{file.pk}"
    record(verb=f"documents.scan_{verdict}", subject=subject, agency=file.agency, by=SCANNER, at=at)
    return count


def scan_waiting(*, at: datetime) -> int:
    """Look again at the files kept apart; tells how many are settled now."""
    settled = 0
    for file in File.objects.filter(verdict=Verdict.WAITING).order_by("id")[:MOST_AT_ONCE]:
        data = storage.read(file.agency, file.sha256)
        verdict = scan(data) if data is not None else Verdict.WAITING
        if verdict in (Verdict.CLEAN, Verdict.INFECTED):
            settled += _settle(file, verdict, at)
    return settled
