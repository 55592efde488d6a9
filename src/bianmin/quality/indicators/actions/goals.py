"""Put targets in force 目標值, and type in what others reach 比較值."""

from datetime import datetime
from fractions import Fraction
from typing import Final

from django.db import transaction

from bianmin.foundation.audit.actions import record
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.quality.indicators.actions.entries import NoEvidence
from bianmin.quality.indicators.models import Comparison, Target
from bianmin.quality.indicators.queries.definitions import chosen
from bianmin.quality.indicators.queries.values import root_of
from bianmin.quality.indicators.rules import may_publish
from bianmin.quality.indicators.vocab.comparing import Compared
from bianmin.quality.indicators.vocab.definitions import TargetShape
from bianmin.quality.indicators.vocab.spans import Span, span

DESK: Final = "desk"
"""The pack of targets that were written on pages and have none."""


@transaction.atomic
def set_target(*, agency: str, target: TargetShape, by: Actor, at: datetime) -> Target:
    """Put a target in force 訂定目標值 for a unit (empty: the whole agency) and span; the one before it steps back.

    Raises:
        NotAllowed: no chief or research officer of the agency.
    """
    if not may_publish(by, agency):
        raise NotAllowed
    place = {"agency": agency, "indicator": target.indicator, "unit_path": target.unit or root_of(agency)}
    key = {**place, "span": span(target.span).text}
    before = Target.objects.filter(**key, current=True).first()
    definition = target.model_dump(mode="json", exclude_defaults=True)
    if before is not None and before.definition == definition:
        return before
    Target.objects.filter(**key, current=True).update(current=False)
    exact = Fraction(target.value)
    head = {"kind": "targets", "id": DESK, "version": "1", "agency": agency, "source": DESK}
    row = Target.objects.create(
        **key, pack=before.pack if before else DESK, version=before.version if before else "1",
        head=before.head if before else head, definition=definition, op=target.op, n=exact.numerator,
        d=exact.denominator, source=target.source,
    )  # fmt: skip
    record(verb="indicators.set_target", subject=f"indicators.target:{row.pk}", agency=agency, by=by, at=at)
    return row


@transaction.atomic
def compare(
    *, agency: str, code: str, kind: Compared, name: str, span: Span, value: str, source: str, by: Actor, at: datetime
) -> Comparison:
    """Type in a value to compare with 比較值; the same again supersedes.

    Raises:
        NotAllowed: no chief or research officer of the agency.
        UnknownIndicator: no such indicator.
        NoEvidence: nothing is said about where the value comes from, or whose it is.
    """
    if not may_publish(by, agency):
        raise NotAllowed
    chosen(agency, [code])
    for field, text in (("name", name), ("source", source)):
        if not text.strip():
            raise NoEvidence(field=field)
    key = {"agency": agency, "indicator": code, "kind": kind, "name": name.strip()[:200], "span": span.text}
    Comparison.objects.filter(**key, superseded=False).update(superseded=True)
    row = Comparison.objects.create(**key, value=value, source=source.strip()[:400], typed_by=by.key, typed_at=at)
    record(verb="indicators.compare", subject=f"indicators.comparison:{row.pk}", agency=agency, by=by, at=at)
    return row


@transaction.atomic
def drop_comparison(*, comparison: int, agency: str, by: Actor, at: datetime) -> None:
    """Take a typed comparison away.

    Raises:
        NotFound, NotAllowed: there is none, or the actor is no chief or research officer of the agency.
    """
    if not may_publish(by, agency):
        raise NotAllowed
    if not Comparison.objects.filter(pk=comparison, agency=agency, superseded=False).update(superseded=True):
        raise NotFound
    record(
        verb="indicators.drop_comparison", subject=f"indicators.comparison:{comparison}", agency=agency, by=by, at=at
    )
