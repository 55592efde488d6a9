"""Review a quarter of checks, and publish what they found."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.quality.checks.actions.checking import WordsAreMissing
from bianmin.quality.checks.models import Review
from bianmin.quality.checks.rules import may_publish, may_review
from bianmin.quality.checks.vocab.cards import TEXT_MOST
from bianmin.quality.indicators.vocab.spans import Span


class NotOverYet(Refused):
    """The quarter still runs."""

    message = _("This quarter is not over yet. Publish its results afterwards.")


class IsPublished(Refused):
    """What everybody reads stays as it is."""

    message = _("These results are published and stay as they are.")


@act()
def conclude(*, agency: str, quarter: Span, conclusion: str, minutes: str = "", by: Actor, at: datetime) -> Review:
    """Write down what the review of a quarter concluded 查核檢討, and the number of the meeting's minutes.

    Raises:
        NotAllowed, WordsAreMissing, IsPublished.
    """
    if not may_review(by, agency):
        raise NotAllowed
    if not 0 < len(conclusion.strip()) <= TEXT_MOST:
        raise WordsAreMissing(field="conclusion", most=TEXT_MOST)
    fresh = {"conclusion": conclusion.strip(), "minutes": minutes[:20], "made_by": by.key, "made_on": local_day(at)}
    row, new = Review.objects.select_for_update().get_or_create(agency=agency, quarter=quarter.text, defaults=fresh)
    if not new:
        if row.published_on:
            raise IsPublished
        Review.objects.filter(pk=row.pk).update(**fresh)
    _note(row, "conclude", by=by, at=at)
    return row


@act()
def publish(*, agency: str, quarter: Span, by: Actor, at: datetime) -> Review:
    """Publish what the checks of a quarter found and what is demanded 公布查核結果, without names of persons.

    Raises:
        NotFound: it was not reviewed. NotAllowed, NotOverYet, IsPublished.
    """
    row = Review.objects.select_for_update().filter(agency=agency, quarter=quarter.text).first()
    if row is None:
        raise NotFound
    if not may_publish(by, agency):
        raise NotAllowed
    if quarter.last >= local_day(at):
        raise NotOverYet
    if row.published_on:
        raise IsPublished
    row.published_by, row.published_on = by.key, local_day(at)
    row.save(update_fields=["published_by", "published_on"])
    _note(row, "publish", by=by, at=at)
    return row


def _note(row: Review, verb: str, *, by: Actor, at: datetime) -> None:
    record(verb=f"checks.{verb}", subject=f"checks.review:{row.pk}", agency=row.agency, by=by, at=at)
