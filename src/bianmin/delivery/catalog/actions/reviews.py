"""Write down that a service's procedure was reviewed."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.catalog.models import Review
from bianmin.delivery.catalog.queries import service
from bianmin.delivery.catalog.rules.rights import may_draft
from bianmin.delivery.catalog.vocab.reviews import LONGEST, REVIEW, About, Came, Looked
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day

MOST = 1_000_000


class ReviewIsIncomplete(Refused):
    """A part that a review needs is missing."""

    message = _("Write down what was looked at, what was found and what came of it.")


class ChangeIsMissing(Refused):
    """Something was or is to be changed, and it is not said what."""

    message = _("Write down what was changed, or is to be.")


class ReviewIsAhead(Refused):
    """A review on a day to come."""

    message = _("A review is written down when it is done: choose today or a day before.")


class NotInForce(Refused):
    """The service was not offered on the day of the review."""

    message = _("No version of this service was in force on that day. Choose a later day.")


class EffortIsOdd(Refused):
    """Only one of before and after, or a number nobody measures."""

    message = _("Give minutes and dollars before and after, all four, as whole numbers; or none of them.")


def _check(looked: Looked, at: datetime) -> None:
    if not looked.about or not set(looked.about) <= set(About.values):
        raise ReviewIsIncomplete(field="about")
    if not looked.finding.strip() or len(looked.finding) > LONGEST:
        raise ReviewIsIncomplete(field="finding")
    if looked.came not in Came:
        raise ReviewIsIncomplete(field="came")
    if looked.came != Came.KEPT and not looked.change.strip():
        raise ChangeIsMissing(field="change")
    if looked.reviewed_on > local_day(at):
        raise ReviewIsAhead(field="reviewed_on")
    _check_efforts(looked)


def _check_efforts(looked: Looked) -> None:
    """Refuse an effort that was measured once only, or is beyond all measure."""
    efforts = (looked.before, looked.after)
    if (looked.before is None) != (looked.after is None):
        raise EffortIsOdd(field="minutes_before")
    if any(effort and max(effort.minutes, effort.dollars, effort.sheets) > MOST for effort in efforts):
        raise EffortIsOdd(field="minutes_before")


@act()
def review(*, agency: str, code: str, looked: Looked, by: Actor, at: datetime) -> Review:
    """Write down a review 檢討 of the version in force that day.

    Raises:
        NotAllowed: the actor is neither of the unit in charge nor loads the agency's packs.
        ReviewIsIncomplete, ChangeIsMissing, ReviewIsAhead, NotInForce, EffortIsOdd: nothing is kept.
    """
    _check(looked, at)
    try:
        card = service(agency, code, looked.reviewed_on)
    except NotFound as nothing:
        raise NotInForce(field="reviewed_on") from nothing
    if not may_draft(by, agency, card.unit_path):
        raise NotAllowed
    row = Review.objects.create(
        agency=agency,
        code=code,
        version=card.version,
        reviewed_on=looked.reviewed_on,
        about=list(looked.about),
        asked=looked.asked.strip()[:LONGEST],
        finding=looked.finding.strip(),
        came=looked.came,
        change=looked.change.strip()[:LONGEST],
        minutes_before=looked.before.minutes if looked.before else None,
        minutes_after=looked.after.minutes if looked.after else None,
        dollars_before=looked.before.dollars if looked.before else None,
        dollars_after=looked.after.dollars if looked.after else None,
        sheets_before=looked.before.sheets if looked.before else 0,
        sheets_after=looked.after.sheets if looked.after else 0,
        noted_by=by.key,
        noted_at=at,
    )
    touch(fact=REVIEW, keys=[(agency, card.unit_path, looked.reviewed_on)])
    record(verb="catalog.review", subject=f"{REVIEW}:{row.pk}", agency=agency, by=by, at=at)
    return row
