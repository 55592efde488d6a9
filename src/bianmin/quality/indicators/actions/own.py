"""Write indicators of the agency's own 自訂指標, and approve them."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from bianmin.foundation.audit.actions import record
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.quality.indicators.actions.entries import NotTyped, SamePerson
from bianmin.quality.indicators.models import Indicator, Measure, Own
from bianmin.quality.indicators.queries.definitions import measures
from bianmin.quality.indicators.rules import may_enter, may_publish
from bianmin.quality.indicators.vocab.definitions import IndicatorShape, MeasureShape
from bianmin.quality.indicators.vocab.own import OwnWords, Term


class SayItWhole(Refused):
    """A name, words, a unit or the basis are missing, or too long."""

    message = _("Write a name, what is counted in plain words, a unit for what is typed in, and the basis.")


def _lacking(said: OwnWords) -> str:
    """The box of the first thing that was left empty; the name's where something is too long."""
    above, below = said.numerator, said.denominator
    given = {
        "name": said.name,
        "above_words": above.words,
        "above_unit": above.measure or above.unit,
        "below_unit": below.measure or below.unit if below else "-",
        "source": said.source,
    }
    return next((box for box, value in given.items() if not value), "name")


def _term(of: Term, code: str, agency: str) -> tuple[str, str, list[dict[str, Any]]]:
    """Code and unit of the measure of a term, and the measure itself where it is a new one that people type in."""
    if of.measure:
        known = measures(agency).get(of.measure)
        if known is None:
            raise NotTyped(measure=of.measure)
        return of.measure, known.shape.unit, []
    shape = MeasureShape.model_validate({"code": code, "name": of.words, "type": "typed", "unit": of.unit})
    return code, of.unit, [shape.model_dump(mode="json", exclude_defaults=True)]


def _shapes(said: OwnWords, code: str, agency: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The indicator and the new measures, in the shapes of packs."""
    above, unit, new = _term(said.numerator, f"{code}.n", agency)
    plain: dict[str, Any] = {"formula": "total", "unit": unit, "decimals": 0}
    if said.denominator:
        below, _unit, more = _term(said.denominator, f"{code}.d", agency)
        new = new + more
        plain = {"formula": "ratio", "unit": "%", "factor": 100, "denominator": below}
        plain["denominator_words"] = said.denominator.words
    words = {"name": said.name, "numerator_words": said.numerator.words, "source": said.source, "note": said.note}
    shape = IndicatorShape.model_validate(
        {"code": code, "numerator": above, "direction": said.direction, "own": True, **words, **plain}
    )
    return shape.model_dump(mode="json", exclude_defaults=True), new


@transaction.atomic
def write_own(*, agency: str, said: OwnWords, by: Actor, at: datetime) -> str:
    """Write an indicator of the agency's own 自訂指標 (IN-26); nothing is counted before a second person approves it.

    Raises:
        NotAllowed, SayItWhole, NotTyped: nothing was kept.
    """
    if not may_enter(by, agency):
        raise NotAllowed
    code = f"own-{Own.objects.filter(agency=agency).count() + 1}"
    try:
        definition, new = _shapes(said, code, agency)
    except ValidationError as wrong:
        raise SayItWhole(field=_lacking(said)) from wrong
    row = Own.objects.create(
        agency=agency, code=code, definition=definition, measures=new, written_by=by.key, written_at=at
    )
    record(verb="indicators.write_own", subject=f"indicators.own:{row.pk}", agency=agency, by=by, at=at)
    return code


@transaction.atomic
def approve_own(*, own: int, by: Actor, at: datetime) -> str:
    """Approve an own indicator, which is in force from then on; whoever wrote it does not.

    Raises:
        NotFound, NotAllowed, SamePerson.
    """
    row = Own.objects.select_for_update().filter(pk=own, approved_at__isnull=True).first()
    if row is None:
        raise NotFound
    if not may_publish(by, row.agency):
        raise NotAllowed
    if row.written_by in {by.key, by.deputising_for}:
        raise SamePerson
    row.approved_by, row.approved_at = by.key, at
    row.save(update_fields=["approved_by", "approved_at"])
    head = {"id": row.code, "version": "1", "source": "desk", "agency": row.agency}
    shared = {"agency": row.agency, "pack": row.code, "version": "1"}
    for shape in row.measures:
        Measure.objects.create(**shared, head={**head, "kind": "measures"}, code=shape["code"], definition=shape)
    kept = {**head, "kind": "indicators"}
    Indicator.objects.create(**shared, head=kept, code=row.code, definition=row.definition)
    record(verb="indicators.approve_own", subject=f"indicators.own:{row.pk}", agency=row.agency, by=by, at=at)
    return row.code
