"""Outlines, and what was built from them."""

from django.db.models import Q, QuerySet

from bianmin.foundation.orgs.queries import overseen
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.quality.reports.models import Built, OutlineVersion
from bianmin.quality.reports.rules import readable
from bianmin.quality.reports.vocab import BuiltCard, FigureCard, Outline


def outline(agency: str, code: str) -> Outline:
    """The newest version of an outline of the agency, else of those all share; NotFound when there is none."""
    rows = OutlineVersion.objects.filter(agency__in=["", agency], code=code)
    row = rows.order_by("-agency", "-id").first()
    if row is None:
        raise NotFound
    return Outline.model_validate_json(row.text)


def outlines(agency: str) -> list[Outline]:
    """The newest version of every outline an agency can use, by code."""
    rows = OutlineVersion.objects.filter(agency__in=["", agency]).order_by("agency", "id")
    newest = {row.code: row for row in rows}
    return [Outline.model_validate_json(row.text) for _code, row in sorted(newest.items())]


def visible_to(actor: Actor) -> QuerySet[Built]:
    """The reports an actor may read, newest first; an agency above reads those of the agencies below."""
    wanted = readable(actor)
    if above := overseen(actor):
        wanted |= Q(agency__in=above)
    return Built.objects.filter(wanted).order_by("-id")


def card(row: Built) -> BuiltCard:
    """The card of a built report."""
    return BuiltCard(
        id=row.pk,
        agency=row.agency,
        outline=row.outline,
        version=row.version,
        title=row.title,
        unit_path=row.unit_path,
        span=row.span,
        pages=row.pages,
        warnings=tuple(row.warnings),
        figures=tuple(FigureCard(**figure) for figure in row.figures),
        files=row.files,
        built_at=row.built_at,
        built_on=row.built_on,
        built_by=row.built_by,
        published_at=row.published_at,
    )


def built(actor: Actor, pk: int) -> BuiltCard:
    """One built report; NotFound when there is none the actor may read."""
    row = visible_to(actor).filter(pk=pk).first()
    if row is None:
        raise NotFound
    return card(row)


def public_reports(agency: str) -> list[BuiltCard]:
    """The reports of an agency that were published, newest first; of each outline and span the newest one."""
    newest: dict[tuple[str, str, str], BuiltCard] = {}
    for row in Built.objects.filter(agency=agency, published_at__isnull=False).order_by("-id"):
        newest.setdefault((row.outline, row.span, row.unit_path), card(row))
    return list(newest.values())
