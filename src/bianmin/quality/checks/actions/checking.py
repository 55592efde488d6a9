"""Open a check, score its items, write down what is wrong, and close it."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.clock.vocab import Period
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.orgs.queries import stands
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import FOUNDED, local_day
from bianmin.quality.checks.models import Check, Finding
from bianmin.quality.checks.queries.checks import may_check, row
from bianmin.quality.checks.vocab.cards import FACT, REMARK_MOST, TEXT_MOST, Found, Opening, State
from bianmin.quality.checks.vocab.shapes import CheckPlan


class NoSuchUnit(Refused):
    """The unit is not there, or not one the actor checks."""

    message = _("Choose a unit that you may check; nobody checks the own unit.")


class NotYet(Refused):
    """A check is of today or earlier."""

    message = _("This day has not come yet. Choose today or an earlier day.")


class NothingToLookAt(Refused):
    """The plan of the year has no practices, or there is no plan."""

    message = _("There is nothing to look at: the agency has no plan of this year with practices.")


class IsClosed(Refused):
    """A closed check stays as it is."""

    message = _("This check is closed and stays as it is.")


class ScoreIsWrong(Refused):
    """An item with less than no points, or with more than it has."""

    message = _("Give whole points from 0 to {most}.")


class RemarkIsLong(Refused):
    """More than fits."""

    message = _("Write at most {most} characters.")


class WordsAreMissing(Refused):
    """Nothing was written, or too much."""

    message = _("Write this, in at most {most} characters.")


class NoSuchItem(Refused):
    """None of the items of the sheet."""

    message = _("Choose one of the items of the sheet.")


class NotScoredYet(Refused):
    """Items wait to be scored."""

    message = _("{count} items have no points yet. Score them first, then close the check.")


class BettermentIsMissing(Refused):
    """A total below the mark without concrete measures."""

    message = _(
        "The total of {total} points is below {below}: write what is done concretely, in at most {most} characters."
    )


def new_number(agency: str, at: datetime) -> str:
    """The next number of a check in the year: 查114-0001."""
    year = str(local_day(at).year - FOUNDED + 1)
    return f"查{year}-{take_number(agency=agency, kind='check', period=year):04}"


def checked_unit(unit: str, on: date, by: Actor, at: datetime) -> str:
    """The agency of the unit that is to be checked.

    Raises:
        NoSuchUnit, NotYet.
    """
    if on > local_day(at):
        raise NotYet(field="on")
    if not unit.startswith("/") or not stands(unit, on=on) or not may_check(by, unit):
        raise NoSuchUnit(field="unit")
    return unit.split("/")[1]


def note(found: Check, verb: str, *, by: Actor, at: datetime, fields: tuple[str, ...] = ()) -> None:
    """The journal's line."""
    record(verb=f"checks.{verb}", subject=found.subject, agency=found.agency, by=by, at=at, fields=fields)


@act()
def open_check(*, opening: Opening, by: Actor, at: datetime) -> Check:
    """Open a check of a unit 開始查核; the unit sees nothing of it before it is closed.

    Raises:
        NoSuchUnit, NotYet, NothingToLookAt.
    """
    agency = checked_unit(opening.unit, opening.on, by, at)
    if not opening.plan.items:
        raise NothingToLookAt(field="plan")
    found = Check.objects.create(
        agency=agency, by_agency=by.agency, number=new_number(agency, at), plan=opening.plan.id, way=opening.plan.way,
        document=opening.plan.model_dump_json(exclude_defaults=True), unit_path=opening.unit, on=opening.on,
        made_by=by.key,
    )  # fmt: skip
    note(found, "open", by=by, at=at)
    return found


def _open(number: str, agency: str, by: Actor) -> tuple[Check, CheckPlan]:
    found = Check.objects.select_for_update().get(pk=row(by, number, agency=agency).pk)
    if by.key != found.made_by and not may_check(by, found.unit_path):
        raise NotAllowed
    if found.state != State.OPEN:
        raise IsClosed
    return found, CheckPlan.model_validate_json(found.document)


def working_on(number: str, agency: str, by: Actor) -> Check:
    """A check that is open for the actor.

    Raises:
        NotFound, NotAllowed, IsClosed.
    """
    return _open(number, agency, by)[0]


def right_scores(plan: CheckPlan, scores: dict[str, int], remarks: dict[str, str]) -> None:
    """Refuse points that an item has not, and remarks that are too long.

    Raises:
        ScoreIsWrong, RemarkIsLong.
    """
    for item in plan.items:
        if item.code in scores and not 0 <= scores[item.code] <= item.most:
            raise ScoreIsWrong(field=item.code, most=item.most)
        if len(remarks.get(item.code, "")) > REMARK_MOST:
            raise RemarkIsLong(field=f"{item.code}-remark", most=REMARK_MOST)


@act()
def score(
    *, number: str, agency: str = "", scores: dict[str, int], remarks: dict[str, str], by: Actor, at: datetime
) -> Check:
    """Score items; those not named stay without points until the check is closed.

    Raises:
        NotFound, NotAllowed, IsClosed, ScoreIsWrong, RemarkIsLong.
    """
    found, plan = _open(number, agency, by)
    right_scores(plan, scores, remarks)
    found.scores = {item.code: scores[item.code] for item in plan.items if item.code in scores}
    found.remarks = {item.code: said for item in plan.items if (said := remarks.get(item.code, "").strip())}
    found.save(update_fields=["scores", "remarks"])
    note(found, "score", by=by, at=at, fields=("scores",))
    return found


@act()
def find(*, number: str, agency: str = "", found: Found, by: Actor, at: datetime) -> Finding:
    """Write down something that is wrong, and what is demanded 應改進事項.

    Raises:
        NotFound, NotAllowed, IsClosed, NoSuchItem, NoSuchUnit, WordsAreMissing; WrongPeriod: it cannot be read.
    """
    check, plan = _open(number, agency, by)
    if found.item not in {item.code for item in plan.items}:
        raise NoSuchItem(field="item")
    if not found.unit.startswith(f"/{check.agency}/") or not stands(found.unit, on=check.on):
        raise NoSuchUnit(field="unit")
    for name in ("found", "demand"):
        if not 0 < len(getattr(found, name).strip()) <= TEXT_MOST:
            raise WordsAreMissing(field=name, most=TEXT_MOST)
    Period.parse(found.period)
    last = check.findings.order_by("-place").values_list("place", flat=True).first() or 0
    made = Finding.objects.create(
        agency=check.agency, check_of=check, place=last + 1, item=found.item, unit_path=found.unit, on=check.on,
        found=found.found.strip(), demand=found.demand.strip(), period=found.period,
    )  # fmt: skip
    note(check, "find", by=by, at=at)
    return made


@act()
def drop_finding(*, number: str, agency: str = "", place: int, by: Actor, at: datetime) -> None:
    """Take a finding back while the check is open.

    Raises:
        NotFound, NotAllowed, IsClosed.
    """
    check, _plan = _open(number, agency, by)
    if not check.findings.filter(place=place).delete()[0]:
        raise NotFound
    note(check, "drop_finding", by=by, at=at)


def settle(found: Check, plan: CheckPlan, by: Actor, at: datetime) -> None:
    """Write total, grade and whether it is bad; the check is closed and counts from now on."""
    found.total = sum(found.scores.values())
    found.grade, found.low = plan.grade(found.total), found.total < plan.below
    found.state, found.closed_by, found.closed_on = State.CLOSED, by.key, local_day(at)
    found.save()
    touch(fact=FACT, keys={(found.agency, found.unit_path, found.on)})


@act()
def close(*, number: str, agency: str = "", betterment: str = "", by: Actor, at: datetime) -> Check:
    """Close a check: its total and grade stand, and the unit reads it.

    Raises:
        NotScoredYet: items have no points. BettermentIsMissing: the total is below the mark, and nothing says what is
        done 具體改善作法. NotFound, NotAllowed, IsClosed.
    """
    found, plan = _open(number, agency, by)
    if waiting := len(plan.items) - len(found.scores):
        raise NotScoredYet(count=waiting)
    total, said = sum(found.scores.values()), betterment.strip()
    if total < plan.below and not 0 < len(said) <= TEXT_MOST:
        raise BettermentIsMissing(field="betterment", total=total, below=plan.below, most=TEXT_MOST)
    found.betterment = said if total < plan.below else ""
    settle(found, plan, by, at)
    note(found, "close", by=by, at=at, fields=("state",))
    return found
