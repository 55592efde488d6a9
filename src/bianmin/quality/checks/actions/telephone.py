"""Note a telephone courtesy test as it was made; a bad one is repeated at once."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.orgs.queries import stands
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.quality.checks.actions.checking import (
    NoSuchUnit,
    NotYet,
    checked_unit,
    new_number,
    note,
    right_scores,
    settle,
)
from bianmin.quality.checks.models import Check
from bianmin.quality.checks.rules import may_review
from bianmin.quality.checks.vocab.cards import Called
from bianmin.quality.checks.vocab.shapes import Tester

LINE_MOST, PERSON_MOST = 40, 60


class LineIsMissing(Refused):
    """No number was called, or it is too long."""

    message = _("Enter the number that was called, in at most {most} signs.")


class PersonIsLong(Refused):
    """A name that does not fit."""

    message = _("Write at most {most} characters.")


class PointsAreMissing(Refused):
    """An item of a test without points."""

    message = _("Give points for this item: a test is noted whole.")


class NothingToRepeat(Refused):
    """No bad test of this unit waits to be repeated under this number."""

    message = _("No test of this unit with that number waits to be repeated. Leave it empty for a first test.")


def _agency(called: Called, by: Actor, at: datetime) -> str:
    """Whose unit was called: tests by the agency above are noted by who keeps the figures of the house."""
    if called.plan.calls is None:
        raise NotAllowed
    if called.plan.calls.tester is Tester.OWN:
        return checked_unit(called.unit, called.on, by, at)
    if called.on > local_day(at):
        raise NotYet(field="on")
    if not called.unit.startswith("/") or not stands(called.unit, on=called.on):
        raise NoSuchUnit(field="unit")
    agency = called.unit.split("/")[1]
    if not may_review(by, agency):
        raise NotAllowed
    return agency


def _first(called: Called, agency: str) -> Check | None:
    if not called.retest:
        return None
    waiting = Check.objects.filter(agency=agency, plan=called.plan.id, unit_path=called.unit, low=True)
    found = waiting.filter(number=called.retest, retests__isnull=True).first()
    if found is None:
        raise NothingToRepeat(field="retest")
    return found


@act()
def note_call(*, called: Called, by: Actor, at: datetime) -> Check:
    """Note a telephone test 電話禮貌測試紀錄: points for every item; it counts at once.

    Raises:
        NoSuchUnit, NotYet, NotAllowed; LineIsMissing, PersonIsLong, PointsAreMissing, ScoreIsWrong, RemarkIsLong,
        NothingToRepeat: `field` says where.
    """
    agency = _agency(called, by, at)
    if not 0 < len(called.line.strip()) <= LINE_MOST:
        raise LineIsMissing(field="line", most=LINE_MOST)
    if len(called.person.strip()) > PERSON_MOST:
        raise PersonIsLong(field="person", most=PERSON_MOST)
    right_scores(called.plan, called.scores, called.remarks)
    for item in called.plan.items:
        if item.code not in called.scores:
            raise PointsAreMissing(field=item.code)
    tester = called.plan.calls.tester if called.plan.calls else Tester.OWN
    found = Check(
        agency=agency, by_agency=by.agency, number=new_number(agency, at), plan=called.plan.id, way=called.plan.way,
        tester=tester, document=called.plan.model_dump_json(exclude_defaults=True, exclude={"calls": {"lines"}}),
        unit_path=called.unit, on=called.on, line=called.line.strip(), person=called.person.strip(),
        scores={item.code: called.scores[item.code] for item in called.plan.items},
        remarks={code: said.strip() for code, said in called.remarks.items() if said.strip()},
        retest_of=_first(called, agency), made_by=by.key,
    )  # fmt: skip
    settle(found, called.plan, by, at)
    note(found, "note_call", by=by, at=at)
    return found
