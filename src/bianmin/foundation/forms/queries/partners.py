"""Partners and their tables, each for its own eyes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bianmin.foundation.forms.models import Batch, BatchRow, Partner
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotFound

MOST = 50


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """A partner as the desk lists it."""

    id: int
    name: str
    issued_at: datetime
    revoked_at: datetime | None
    number: str = ""


@dataclass(frozen=True, slots=True)
class TableSignature:
    """Who signed a table: by which certificate and number, when, and the SHA-256 of the file; the partner's name."""

    partner: str
    name: str
    number: str
    digest: str
    at: datetime
    table: str
    rows: int


@dataclass(frozen=True, slots=True)
class BatchCard:
    """A table handed in: how many rows, what is wrong, how far it is."""

    id: int
    key: str
    place: str
    name: str
    partner: str
    total: int
    filed: int
    faults: tuple[tuple[int, str, str], ...]
    made_at: datetime
    confirmed_at: datetime | None
    done_at: datetime | None
    previewed: tuple[dict[str, Any], ...] = ()
    signature: TableSignature | None = None
    digest: str = ""

    @property
    def state(self) -> str:
        """`faulty`, `ready`, `filing` or `done`."""
        if self.faults:
            return "faulty"
        return "done" if self.done_at else "filing" if self.confirmed_at else "ready"


def partners(actor: Actor, agency: str) -> list[PartnerCard]:
    """The partners of an agency, those with a code that holds first."""
    if agency not in actor.agencies(Role.CHIEF, Role.ADMIN, Role.OFFICER):
        return []
    rows = Partner.objects.filter(agency=agency).order_by("-pk")[:500]
    cards = [PartnerCard(row.pk, row.name, row.issued_at, row.revoked_at, row.number) for row in rows]
    return sorted(cards, key=lambda card: card.revoked_at is not None)


def standing(agency: str, partner: int) -> PartnerCard | None:
    """A partner whose code was not revoked."""
    row = Partner.objects.filter(agency=agency, pk=partner, revoked_at=None).first()
    return PartnerCard(row.pk, row.name, row.issued_at, None) if row else None


def _card(row: Batch) -> BatchCard:
    faults = tuple((number, label, sentence) for number, label, sentence in row.faults)
    partner = row.partner.name if row.partner else ""
    return BatchCard(
        row.pk, row.key, row.place, row.name, partner, row.total, row.filed, faults, row.made_at,
        row.confirmed_at, row.done_at, signature=_signature(row), digest=row.digest,
    )  # fmt: skip


def _signature(row: Batch) -> TableSignature | None:
    one = getattr(row, "signature", None)
    partner = row.partner.name if row.partner else ""
    return one and TableSignature(partner, one.name, one.number, one.digest, one.signed_at, row.name, row.total)


def signature_of(agency: str, key: str) -> TableSignature | None:
    """The signature of the table with a key; None where nobody signed it."""
    row = Batch.objects.filter(agency=agency, key=key).select_related("partner", "signature").first()
    return _signature(row) if row else None


def batches(agency: str, partner: int) -> list[BatchCard]:
    """The newest tables of a partner."""
    rows = (
        Batch.objects.filter(agency=agency, partner=partner).select_related("partner", "signature").order_by("-made_at")
    )
    return [_card(row) for row in rows[:MOST]]


def own_batch(actor: Actor, agency: str, place: str, key: str) -> BatchCard:
    """One table that the actor handed in at the desk.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    row = Batch.objects.filter(agency=agency, place=place, partner=None, made_by=actor.key, key=key).first()
    if row is None:
        raise NotFound
    return _card(row)


def batch(agency: str, partner: int, key: str) -> BatchCard:
    """One table of a partner.

    Raises:
        NotFound: there is none, or it is another's.
    """
    row = Batch.objects.filter(agency=agency, partner=partner, key=key).select_related("partner", "signature").first()
    if row is None:
        raise NotFound
    return _card(row)


def filed_rows(agency: str, key: str, *, most: int) -> list[tuple[int, str, str]]:
    """What became of the first rows of a table: the row, the number it became, or why it was refused."""
    rows = BatchRow.objects.filter(agency=agency, batch__key=key).order_by("number")
    return list(rows.values_list("number", "case_number", "refusal")[:most])
