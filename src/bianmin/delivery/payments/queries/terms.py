"""Read terms; what is published is public."""

from datetime import date
from functools import lru_cache
from typing import TypeVar

from django.db.models import Q, QuerySet

from bianmin.delivery.payments.models import TermsVersion
from bianmin.delivery.payments.vocab.terms import (
    SHAPES,
    AnyTerms,
    FeeSchedule,
    FineStandard,
    InstalmentTerms,
    TermsKind,
)
from bianmin.kernel.errors import NotFound

T = TypeVar("T", FeeSchedule, InstalmentTerms, FineStandard)


@lru_cache(maxsize=256)
def read(kind: str, text: str) -> AnyTerms:
    """The terms a version says; a text is read once, since it never changes."""
    return SHAPES[kind].model_validate_json(text)


def in_force(agency: str, kind: str, on: date) -> QuerySet[TermsVersion]:
    """The terms of one kind in force on a day: those that all share, then the agency's own, by code."""
    until = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    return TermsVersion.objects.filter(until, agency__in=("", agency), kind=kind, valid_from__lte=on).order_by(
        "agency", "code"
    )


def _of(shape: type[T], row: TermsVersion | None) -> T | None:
    found = read(row.kind, row.text) if row else None
    return found if isinstance(found, shape) else None


def fees_of(agency: str, service: str, on: date) -> FeeSchedule | None:
    """The fee schedule of a service on a day, None where none is published."""
    return _of(FeeSchedule, in_force(agency, TermsKind.FEES, on).filter(service_code=service).first())


def instalments_of(agency: str, on: date) -> InstalmentTerms | None:
    """The terms of instalments of an agency on a day, None where it allows none."""
    return _of(InstalmentTerms, in_force(agency, TermsKind.INSTALMENTS, on).first())


def instalments_version(agency: str, code: str, version: str) -> InstalmentTerms:
    """One version of the terms, in force or not: a plan ends under the terms it began under."""
    rows = TermsVersion.objects.filter(agency=agency, kind=TermsKind.INSTALMENTS, code=code, version=version)
    found = _of(InstalmentTerms, rows.first())
    if found is None:
        raise NotFound
    return found


def fines_of(agency: str, on: date) -> list[FineStandard]:
    """The standards of fines of an agency on a day, and those that all share; none where it has none of its own."""
    rows = list(in_force(agency, TermsKind.FINES, on))
    found = (_of(FineStandard, row) for row in rows)
    return [one for one in found if one is not None] if any(row.agency for row in rows) else []


def schedules_of(agency: str, on: date) -> list[FeeSchedule]:
    """Every fee schedule of an agency on a day, for its public page."""
    found = (_of(FeeSchedule, row) for row in in_force(agency, TermsKind.FEES, on))
    return [one for one in found if one is not None]
