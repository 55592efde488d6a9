"""Which measures, indicators and targets are in force for an agency: its own before the shared ones."""

from collections.abc import Iterable
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.orgs.queries import overseen
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.quality.indicators.models import Indicator, Measure, Target
from bianmin.quality.indicators.rules import works_in
from bianmin.quality.indicators.vocab.definitions import TargetShape
from bianmin.quality.indicators.vocab.printing import printed
from bianmin.quality.indicators.vocab.spans import Span
from bianmin.quality.indicators.vocab.values import SIGNS, Goal


class UnknownIndicator(Refused):
    """No indicator has this code."""

    message = _("There is no indicator {code}. Load its pack first, or ask for one of these: {known}.")


def check_readable(actor: Actor, agency: str) -> None:
    """Figures are read by people of the agency, of the agencies above it, and by the platform.

    Raises:
        NotAllowed: for anybody else; the public reads snapshots.
    """
    if works_in(actor, agency):
        return
    if agency not in overseen(actor):
        raise NotAllowed


def measures(agency: str, codes: Iterable[str] = ()) -> dict[str, Measure]:
    """The measures in force by code: those named, or all."""
    rows = Measure.objects.filter(current=True, agency__in=("", agency)).order_by("agency", "id")
    wanted = sorted(codes)
    return {row.code: row for row in (rows.filter(code__in=wanted) if wanted else rows)}


def indicators(agency: str, codes: Iterable[str] = ()) -> dict[str, Indicator]:
    """The indicators in force by code, in the order of their packs: those named, or all."""
    rows = Indicator.objects.filter(current=True, agency__in=("", agency)).order_by("agency", "id")
    wanted = sorted(codes)
    return {row.code: row for row in (rows.filter(code__in=wanted) if wanted else rows)}


def chosen(agency: str, codes: Iterable[str]) -> list[Indicator]:
    """The indicators with these codes, all in force when none is named.

    Raises:
        UnknownIndicator: a code that none has.
    """
    wanted = list(codes)
    known = indicators(agency, wanted)
    if lost := next((code for code in wanted if code not in known), ""):
        raise UnknownIndicator(code=lost, known=", ".join(indicators(agency)) or "-")
    return [known[code] for code in wanted] if wanted else list(known.values())


def goals(rows: Iterable[Indicator], *, agency: str, path: str, span: Span) -> dict[str, Goal]:
    """The targets in force for one unit and span by indicator."""
    shapes = {row.code: row.shape for row in rows}
    targets = Target.objects.filter(
        current=True, agency=agency, unit_path=path, span=span.text, indicator__in=list(shapes)
    )
    return {row.indicator: _goal(row, shapes[row.indicator].unit) for row in targets}


def targets_of(agency: str, *, path: str, span: Span) -> list[TargetShape]:
    """The targets in force for one unit and span, as they were written."""
    rows = Target.objects.filter(current=True, agency=agency, unit_path=path, span=span.text).order_by("id")
    return [TargetShape.model_validate(row.definition, strict=False) for row in rows]


def _goal(row: Target, unit: str) -> Goal:
    return goal_of(row.op, str(row.definition["value"]), unit, row.source)


def goal_of(op: str, text: str, unit: str, source: str) -> Goal:
    """A target from its sign and number as they were written; printed with as many decimals."""
    value = Fraction(text)
    return Goal(op, value, SIGNS[op] + printed(value, len(text.partition(".")[2]), unit), source)
