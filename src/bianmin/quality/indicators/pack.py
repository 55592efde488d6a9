"""The pack kinds `measures`, `indicators` and `targets`: rows from documents, and documents from rows."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.db.models import Manager, QuerySet
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.packs.vocab import Header, Kind, Loading, Shape
from bianmin.kernel.errors import Refused
from bianmin.quality.indicators.actions.refresh import touch_all
from bianmin.quality.indicators.models import Indicator, Measure, Target
from bianmin.quality.indicators.queries.definitions import indicators, measures
from bianmin.quality.indicators.queries.values import root_of
from bianmin.quality.indicators.vocab.definitions import Indicators, Measures, Targets, TargetShape
from bianmin.quality.indicators.vocab.spans import span


class UnknownNames(Refused):
    """A pack names facts, fields, measures or indicators that are not there."""

    message = _("{pack}: not known here: {names}. Mend the spelling, or load what they belong to first.")


def _plain(shape: Shape) -> dict[str, Any]:
    return shape.model_dump(mode="json", exclude_defaults=True)


def _rows(manager: Manager[Any], agency: str, pack: str) -> QuerySet[Any]:
    return manager.filter(agency=agency, pack=pack, current=True).order_by("id")


def _supersede(manager: Manager[Any], document: Header) -> dict[str, Any]:
    """Take `current` from the rows of this pack's older versions; what rows of the new one share."""
    _rows(manager, document.agency, document.id).update(current=False)
    return {
        "agency": document.agency,
        "pack": document.id,
        "version": document.version,
        "head": document.model_dump(mode="json", exclude_defaults=True, include=set(Header.model_fields)),
    }


def _check(document: Header, names: Sequence[str]) -> None:
    if names:
        raise UnknownNames(pack=document.id, names=", ".join(sorted(set(names))))


def _load_measures(document: Measures, _loading: Loading) -> None:
    _check(document, [name for shape in document.measures for name in shape.unknown()])
    before = {row.code: row.definition for row in _rows(Measure.objects, document.agency, document.id)}
    shared = _supersede(Measure.objects, document)
    Measure.objects.bulk_create(
        Measure(**shared, code=shape.code, fact=shape.fact, definition=_plain(shape)) for shape in document.measures
    )
    changed = [shape for shape in document.measures if before.get(shape.code) != _plain(shape)]
    for fact in sorted({shape.fact for shape in changed if shape.fact in FACTS.facts}):
        touch_all(fact=fact)


def _load_indicators(document: Indicators, _loading: Loading) -> None:
    known = measures(document.agency)
    _check(document, [code for shape in document.indicators for code in shape.measures if code not in known])
    shared = _supersede(Indicator.objects, document)
    Indicator.objects.bulk_create(
        Indicator(**shared, code=shape.code, definition=_plain(shape)) for shape in document.indicators
    )


def _load_targets(document: Targets, _loading: Loading) -> None:
    known = indicators(document.agency)
    _check(document, [shape.indicator for shape in document.targets if shape.indicator not in known])
    shared = _supersede(Target.objects, document)
    Target.objects.bulk_create(_target(shape, shared) for shape in document.targets)


def _target(shape: TargetShape, shared: dict[str, Any]) -> Target:
    exact = Fraction(shape.value)
    return Target(
        **shared, definition=_plain(shape), indicator=shape.indicator,
        unit_path=shape.unit or root_of(shared["agency"]),
        span=span(shape.span).text, op=shape.op, n=exact.numerator, d=exact.denominator, source=shape.source,
    )  # fmt: skip


def _export(manager: Manager[Any], kind: str, agency: str, pack: str) -> dict[str, Any] | None:
    rows = list(_rows(manager, agency, pack))
    if not rows:
        return None
    return {**rows[0].head, kind: [row.definition for row in rows]}


def _export_measures(agency: str, pack: str) -> dict[str, Any] | None:
    return _export(Measure.objects, "measures", agency, pack)


def _export_indicators(agency: str, pack: str) -> dict[str, Any] | None:
    return _export(Indicator.objects, "indicators", agency, pack)


def _export_targets(agency: str, pack: str) -> dict[str, Any] | None:
    return _export(Target.objects, "targets", agency, pack)


KINDS = (
    Kind("measures", gettext_lazy("Measures"), 50, Measures, _load_measures, _export_measures),
    Kind("indicators", gettext_lazy("Indicators"), 51, Indicators, _load_indicators, _export_indicators),
    Kind("targets", gettext_lazy("Targets"), 52, Targets, _load_targets, _export_targets),
)
