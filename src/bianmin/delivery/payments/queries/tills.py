"""Read the tills of windows."""

from django.db.models import Count, Q, QuerySet

from bianmin.delivery.payments.models import Till
from bianmin.delivery.payments.rules import READERS
from bianmin.delivery.payments.vocab.bills import ReceiptState
from bianmin.delivery.payments.vocab.tills import TillCard, TillState
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotFound


def visible_to(actor: Actor) -> QuerySet[Till]:
    """The tills an actor may read: those of the agency one serves the public or audits in."""
    return Till.objects.all() if actor.has(Role.SYSTEM) else Till.objects.filter(agency__in=actor.agencies(*READERS))


def _card(row: Till) -> TillCard:
    return TillCard(
        id=row.pk,
        agency=row.agency,
        window=row.unit_path,
        day=row.day,
        expected=row.cash,
        counted=row.counted,
        difference=None if row.counted is None else row.counted - row.cash,
        explanation=row.explanation,
        state=row.state,
        counted_by=row.counted_by,
        counted_at=row.counted_at,
        signed_by=row.signed_by,
        signed_at=row.signed_at,
        receipts=getattr(row, "standing", 0),
        voids=getattr(row, "voids", 0),
    )


def _with_counts(rows: QuerySet[Till]) -> QuerySet[Till]:
    void = Q(receipts__state=ReceiptState.VOID)
    return rows.annotate(
        standing=Count("receipts", filter=~void & Q(receipts__isnull=False)), voids=Count("receipts", filter=void)
    )


def tills(actor: Actor, *, agency: str, most: int = 30) -> list[TillCard]:
    """The newest tills of an agency, those not yet signed first."""
    rows = _with_counts(visible_to(actor).filter(agency=agency))
    opened = rows.exclude(state=TillState.SIGNED).order_by("day", "unit_path")
    return [_card(row) for row in (*opened, *rows.filter(state=TillState.SIGNED).order_by("-day", "unit_path")[:most])]


def till(actor: Actor, key: int) -> TillCard:
    """One till; refused with NotFound when there is none the actor may read."""
    row = _with_counts(visible_to(actor).filter(pk=key)).first()
    if row is None:
        raise NotFound
    return _card(row)
