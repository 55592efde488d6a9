"""Publish values 發布, and correct what was published."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.quality.indicators.models import Snapshot
from bianmin.quality.indicators.queries.entries import unchecked
from bianmin.quality.indicators.queries.snapshots import newest, standing
from bianmin.quality.indicators.queries.values import value, values_over
from bianmin.quality.indicators.rules import may_publish
from bianmin.quality.indicators.vocab.spans import Span
from bianmin.quality.indicators.vocab.values import Value

MOST_REASON: Final = 400


class NotChecked(Refused):
    """A value rests on typed counts that no second person has checked."""

    message = _("This value rests on typed counts that nobody has checked yet. Let a second person check them first.")


class ReasonIsTooLong(Refused):
    """The reason of a correction does not fit."""

    message = _("Write at most {most} characters. You wrote {length}.")


class NeedsReason(Refused):
    """A value that was published already and has changed."""

    message = _("This value was published already. To correct it, give the reason.")


@transaction.atomic
def publish(
    *, code: str, agency: str, unit: str = "", span: Span, correction: str = "", by: Actor, at: datetime
) -> Snapshot:
    """Keep a value as published 發布; the same value again gives the snapshot that stands.

    Raises:
        NotAllowed: no chief or research officer of the agency.
        NotChecked: it rests on typed counts that no second person has checked.
        NeedsReason: another value was published before, and no reason for the correction is given.
    """
    if not may_publish(by, agency):
        raise NotAllowed
    found = value(by, code, agency=agency, unit=unit, span=span)
    if unchecked([found])[0]:
        raise NotChecked
    return _publish(found, newest(agency=agency, spans=[span]).get(standing(found)), correction, by=by, at=at)


def _check_correction(last: Snapshot | None, correction: str) -> None:
    """A correction says why, in few words."""
    if last is not None and not correction:
        raise NeedsReason(field="correction")
    if len(correction) > MOST_REASON:
        raise ReasonIsTooLong(field="correction", most=MOST_REASON, length=len(correction))


def _publish(now: Value, last: Snapshot | None, correction: str, *, by: Actor, at: datetime) -> Snapshot:
    if last is not None and (last.n, last.d, last.printed) == (now.n, now.d, now.printed):
        return last
    _check_correction(last, correction.strip())
    exact = now.value
    row = Snapshot.objects.create(
        agency=now.agency, indicator=now.code, unit_path=now.unit_path, span=now.span.text, version=now.version,
        edition=last.edition + 1 if last else 1, n=now.n, d=now.d, printed=now.printed,
        value_n=None if exact is None else exact.numerator, value_d=None if exact is None else exact.denominator,
        goal=now.goal.printed if now.goal else "", met=now.met, reason=now.reason, correction=correction.strip(),
        published_at=at, published_by=by.key,
    )  # fmt: skip
    record(verb="indicators.publish", subject=f"indicators.snapshot:{row.pk}", agency=now.agency, by=by, at=at)
    return row


@transaction.atomic
def publish_all(*, agency: str, span: Span, correction: str = "", by: Actor, at: datetime) -> list[Snapshot]:
    """Publish every value of a span and of its months that there is; those that rest on unchecked counts wait.

    Raises:
        NotAllowed: no chief or research officer of the agency.
        NeedsReason: a value was published before, has changed, and no reason is given; nothing is published.
    """
    if not may_publish(by, agency):
        raise NotAllowed
    spans = [span, *span.months] if len(span.months) > 1 else [span]
    found = [one for one in values_over(by, agency=agency, spans=spans) if one.value is not None]
    before = newest(agency=agency, spans=spans)
    return [
        _publish(one, before.get(standing(one)), correction, by=by, at=at)
        for one, waits in zip(found, unchecked(found), strict=True)
        if not waits
    ]
