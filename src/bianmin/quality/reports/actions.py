"""Build a report: its figures by reference, its files with their digests."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.actions import make_public, store
from bianmin.foundation.documents.tree import Document
from bianmin.foundation.documents.vocab import Retention
from bianmin.foundation.documents.writers import docx, odt, pdf
from bianmin.foundation.orgs.queries import agency_named
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.quality.indicators.vocab.spans import Span
from bianmin.quality.reports.models import Built
from bianmin.quality.reports.queries.corrections import unreviewed
from bianmin.quality.reports.queries.evaluated import self_evaluated
from bianmin.quality.reports.queries.laying import lay
from bianmin.quality.reports.queries.outlines import card, outline, visible_to
from bianmin.quality.reports.queries.sheet import Sheet
from bianmin.quality.reports.rules import may_build
from bianmin.quality.reports.vocab import BuiltCard, Points

SUBJECT: Final = "reports.built"


class MissedWithoutReview(Refused):
    """A target was missed and nobody has reviewed it 未達成目標之檢討 (DR-26)."""

    message = _("Missed targets have no review: {names}. Begin an improvement for each, then build again.")


class NotWritten(Refused):
    """The report is made of the self-evaluation, and an item of it has no text (DR-24)."""

    message = _("These items have no text yet: {names}. Write them under Self-evaluation, then build again.")


class NoSelfEvaluation(Refused):
    """The report is made of a self-evaluation, and none was begun."""

    message = _("No self-evaluation by {framework} has been begun for this year. Begin it, then build again.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report: the outline's code, the agency, the span, and a unit's path (empty: the whole agency)."""

    outline: str
    agency: str
    span: Span
    unit: str = ""


def _sheet(wanted: Wanted, *, by: Actor, at: datetime) -> Sheet:
    found = outline(wanted.agency, wanted.outline)
    name = agency_named(wanted.agency).name
    return Sheet(by, wanted.agency, name, found, wanted.unit or f"/{wanted.agency}/", wanted.span, local_day(at))


def _check(sheet: Sheet) -> None:
    missed = unreviewed(sheet)
    if missed:
        raise MissedWithoutReview(names="、".join(f"{value.name}（{value.code}）" for value in missed))
    for part in sheet.outline.parts():
        if isinstance(part, Points):
            _check_written(sheet, part.framework)


def _check_written(sheet: Sheet, framework: str) -> None:
    card = self_evaluated(sheet, framework)
    if card is None:
        raise NoSelfEvaluation(framework=framework)
    lacking = [node.shape.name or node.code for node in card.nodes if node.code in card.unwritten]
    if lacking:
        raise NotWritten(names="、".join(lacking))


def preview(*, wanted: Wanted, by: Actor, at: datetime) -> Document:
    """The report as a tree, for a look before it is built, whether or not missed targets are reviewed."""
    if not may_build(by, wanted.agency):
        raise NotAllowed
    return lay(_sheet(wanted, by=by, at=at))


def _warnings(pages: int, sheet: Sheet) -> list[str]:
    most = sheet.outline.most_pages
    if not most or pages <= most:
        return []
    sentence = _now("The report has {pages} pages; in principle it should not have more than {most}. Shorten it.")
    return [sentence.format(pages=pages, most=most)]


@transaction.atomic
def build(*, wanted: Wanted, by: Actor, at: datetime) -> BuiltCard:
    """Build a report as ODT, PDF and DOCX 產生報告; every figure on it carries the reference of its value.

    Raises:
        NotAllowed: no chief or research officer of the agency.
        MissedWithoutReview: a missed target has no review; nothing was built.
        NoSelfEvaluation, NotWritten: it is made of a self-evaluation that is not there, or not whole.
        NotFound: there is no such outline, or no such plan.
    """
    if not may_build(by, wanted.agency):
        raise NotAllowed
    sheet = _sheet(wanted, by=by, at=at)
    _check(sheet)
    tree = lay(sheet)
    written = {"odt": odt.write(tree), "pdf": pdf.write(tree), "docx": docx.write(tree)}
    pages = pdf.pages(written["pdf"])
    row = Built.objects.create(
        agency=wanted.agency, outline=wanted.outline, version=sheet.outline.version, title=tree.title,
        unit_path=sheet.unit_path, span=wanted.span.text, pages=pages, warnings=_warnings(pages, sheet),
        figures=[asdict(figure) for figure in sheet.printed.values()], built_at=at, built_on=sheet.on, built_by=by.key,
    )  # fmt: skip
    row.files = {kind: _keep(row, kind, data, by=by, at=at) for kind, data in written.items()}
    row.save(update_fields=["files"])
    record(verb="reports.build", subject=f"{SUBJECT}:{row.pk}", agency=wanted.agency, by=by, at=at)
    return card(row)


@transaction.atomic
def publish(*, report: int, by: Actor, at: datetime) -> BuiltCard:
    """Publish a report that was built 公布: everybody may open its files; it is not changed afterwards.

    Raises:
        NotFound: there is none the actor may read.
        NotAllowed: no chief or research officer of its agency.
    """
    row = visible_to(by).select_for_update().filter(pk=report).first()
    if row is None:
        raise NotFound
    if not may_build(by, row.agency):
        raise NotAllowed
    if row.published_at is None:
        row.published_at, row.published_by = at, by.key
        row.save(update_fields=["published_at", "published_by"])
        make_public(agency=row.agency, subject=f"{SUBJECT}:{row.pk}", by=by, at=at)
        record(verb="reports.publish", subject=f"{SUBJECT}:{row.pk}", agency=row.agency, by=by, at=at)
    return card(row)


def _keep(row: Built, kind: str, data: bytes, *, by: Actor, at: datetime) -> str:
    """Keep one file of a report; gives its key."""
    kept = store(
        data=data, name=f"{row.outline}-{row.span}.{kind}", subject=f"{SUBJECT}:{row.pk}", agency=row.agency,
        retention=Retention.REPORT, by=by, at=at,
    )  # fmt: skip
    return str(kept.pk)
