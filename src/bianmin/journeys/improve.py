"""Improve: a missed target or an unhappy rating becomes corrective work with an owner and a day."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.ratings.queries import rating as rating_card
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound, Refused
from bianmin.quality.improvements.actions import begin
from bianmin.quality.improvements.models import Improvement
from bianmin.quality.improvements.vocab import Source
from bianmin.quality.improvements.vocab import Work as Work
from bianmin.quality.indicators.queries.values import value
from bianmin.quality.indicators.vocab.spans import span


class TargetWasMet(Refused):
    """There is nothing to review: the target was met, or there is none."""

    message = _("This indicator met its target, or has none in this period. Choose one that missed it.")


def review_target(*, ref: str, work: Work, by: Actor, at: datetime) -> Improvement:
    """Begin an improvement for a target that was missed 未達成目標之檢討 (DR-26); `ref` names the value that missed it.

    Raises:
        TargetWasMet: the value reaches its target, or has none.
        NotFound: the reference names no value.
    """
    code, _at, place = ref.partition("@")
    path, _second, text = place.partition("@")
    if not (path.startswith("/") and text):
        raise NotFound
    found = value(by, code, agency=path.split("/")[1], unit=path, span=span(text))
    if found.met is not False:
        raise TargetWasMet
    return _begin(found.unit_path, Source.TARGET, found.ref, work, by=by, at=at)


def improve_after_rating(*, rating: int, work: Work, by: Actor, at: datetime) -> Improvement:
    """Begin an improvement because of an unhappy rating."""
    found = rating_card(by, rating)
    return _begin(found.unit_path, Source.RATING, f"ratings.rating:{found.id}", work, by=by, at=at)


def improve(*, unit_path: str, kind: Source, work: Work, ref: str = "", by: Actor, at: datetime) -> Improvement:
    """Begin an improvement for what a check found (`ref` names its minutes), or for another reason."""
    return _begin(unit_path, kind, ref, work, by=by, at=at)


def _begin(unit_path: str, kind: Source, ref: str, work: Work, *, by: Actor, at: datetime) -> Improvement:
    return begin(unit_path=unit_path, source_kind=kind, source_ref=ref, work=work, by=by, at=at)
