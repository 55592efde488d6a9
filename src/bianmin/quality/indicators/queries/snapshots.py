"""Published values: public, and never changed."""

from datetime import datetime

from django.db.models import QuerySet

from bianmin.quality.indicators.models import Cell, Count, Snapshot


def snapshots(*, agency: str) -> QuerySet[Snapshot]:
    """All editions of an agency's published values, the newest edition of each first."""
    return Snapshot.objects.filter(agency=agency).order_by("indicator", "unit_path", "span", "-edition")


def counted_at() -> datetime | None:
    """When the cells were last brought up to date; None before the first time."""
    row = Count.objects.filter(pk=1).first()
    return row.counted_at if row else None


def counted_agencies() -> list[str]:
    """Codes of the agencies that have any figure."""
    return sorted(Cell.objects.order_by().values_list("agency", flat=True).distinct())
