"""What comes again and waits for somebody: reports of the media, mailboxes to appraise, registers to continue."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from bianmin.delivery.newsletters.queries.issues import late as late_issues
from bianmin.delivery.newsletters.queries.issues import to_plan
from bianmin.delivery.newsletters.queries.policy import rules_of as newsletters_of
from bianmin.delivery.press.queries.items import tally
from bianmin.delivery.press.queries.rules import rules_of
from bianmin.delivery.rotas.queries import own_shifts
from bianmin.faces.desk.common import say
from bianmin.faces.desk.newsletters.lists import surveys_due
from bianmin.faces.ui.doors import (
    FIGURES,
    FILERS,
    IMPROVE,
    INSPECTORS,
    KEEPERS,
    MINUTES,
    OFFICER,
    OPINION_WORK,
    STAFF,
    Request,
)
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import local_day
from bianmin.quality.appraisals.queries.appraisals import to_appraise
from bianmin.quality.checks.queries.sheets import to_check
from bianmin.quality.checks.queries.telephone import to_repeat
from bianmin.quality.groups.queries.groups import invited_to, to_hold
from bianmin.quality.improvements.queries import overdue
from bianmin.quality.improvements.queries import visible_to as improvements_visible_to
from bianmin.quality.improvements.vocab import Source
from bianmin.quality.plans.queries.dues import dues
from bianmin.quality.recommendations.queries.lists import to_answer
from bianmin.quality.registers.queries.recurring import to_enter

Lines = list[dict[str, Any]]


def _press(actor: Actor, at: datetime) -> Lines:
    """The reports that wait for an answer, where the agency has rules for the press."""
    if not OPINION_WORK.opens(actor) or rules_of(actor.agency) is None:
        return []
    counted = tally(actor, actor.agency, at=at)
    mark = "bad" if counted["late"] else "warn" if counted["open"] else ""
    return [{"address": "/desk/press/", "label": _("Press to answer"), "count": counted["open"], "mark": mark}]


def _appraisals(actor: Actor, at: datetime) -> Lines:
    if not KEEPERS.opens(actor):
        return []
    found = to_appraise(actor.agency, local_day(at))
    mark = "bad" if any(one.overdue for one in found) else "warn"
    line = {"address": "/desk/appraisals/", "label": _("Mailboxes to appraise"), "count": len(found), "mark": mark}
    return [line] if found else []


def _checks(actor: Actor, at: datetime) -> Lines:
    """Checks that come again, for who checks; findings whose day has passed, for who mends and who leads."""
    found, on = list[dict[str, Any]](), local_day(at)
    again = to_check(actor.agency, on) if INSPECTORS.opens(actor) else []
    if again:
        mark = "bad" if any(one.overdue for one in again) else "warn"
        found.append({"address": "/desk/checks/", "label": _("Checks to make"), "count": len(again), "mark": mark})
    if repeat := len(to_repeat(actor.agency)) if INSPECTORS.opens(actor) else 0:
        address = "/desk/checks/telephone/"
        found.append({"address": address, "label": _("Telephone tests to repeat"), "count": repeat, "mark": "bad"})
    if IMPROVE.opens(actor):
        rows = improvements_visible_to(actor).filter(agency=actor.agency, source_kind=Source.CHECK)
        if late := overdue(rows, on=on).count():
            address = "/desk/improvements/?state=open"
            found.append({"address": address, "label": _("Findings overdue"), "count": late, "mark": "bad"})
    return found


def _recommendations(actor: Actor, at: datetime) -> Lines:
    if not KEEPERS.opens(actor):
        return []
    count, late = to_answer(actor, local_day(at))
    address, mark = "/desk/recommendations/", "bad" if late else "warn"
    line = {"address": address, "label": _("Recommendations to answer"), "count": count, "mark": mark}
    return [line] if count else []


def _registers(request: Request, at: datetime) -> Lines:
    reader, found = say(request), to_enter(request.actor, request.actor.agency, local_day(at))
    return [
        {
            "address": f"/desk/registers/{pressing[0].register.id}/",
            "label": _("due: %(name)s") % {"name": reader(pressing[0].register.name)},
            "count": len(pressing),
            "mark": "bad" if any(one.overdue for one in pressing) else "warn",
        }
        for pressing in found
    ]


def _duties(request: Request, at: datetime) -> Lines:
    """One's own duties of today 今日輪值."""
    day = local_day(at)
    own = own_shifts(request.actor, day, day) if STAFF.opens(request.actor) else []
    line = {"address": "/desk/rotas/", "label": _("On duty today"), "count": len(own), "mark": "warn"}
    return [line] if own else []


def _newsletters(actor: Actor, at: datetime) -> Lines:
    """Issues to be planned or late, and surveys of readers that are due, where the actor makes a newsletter."""
    if not OFFICER.opens(actor) or newsletters_of(actor.agency) is None:
        return []
    on = local_day(at)
    behind = len(late_issues(actor, actor.agency, on))
    count = behind + len(to_plan(actor, actor.agency, on)) + len(surveys_due(actor, on))
    mark = "bad" if behind else "warn"
    line = {"address": "/desk/newsletters/", "label": _("Newsletters to see to"), "count": count, "mark": mark}
    return [line] if count else []


def _groups(actor: Actor, at: datetime) -> Lines:
    """Meetings that have to be held or written down, for who calls them; those to which one is called."""
    if not FIGURES.opens(actor):
        return []
    on, found = local_day(at), Lines()
    waiting, late = to_hold(actor, actor.agency, on=on) if MINUTES.opens(actor) else (0, 0)
    if waiting:
        mark = "bad" if late else "warn"
        found.append({"address": "/desk/groups/", "label": _("Meetings to hold"), "count": waiting, "mark": mark})
    called = invited_to(actor, actor.agency, on=on)
    if called:
        address = f"/desk/meetings/{called[0].id}/"
        found.append({"address": address, "label": _("Meetings you are called to"), "count": len(called), "mark": ""})
    return found


def _dues(actor: Actor, at: datetime) -> Lines:
    """What is to be filed above soon, or should have been."""
    found = [one for one in dues(actor.agency, on=local_day(at)) if one.pressing] if FILERS.opens(actor) else []
    mark = "bad" if any(one.missed for one in found) else "warn"
    line = {"address": "/desk/filings/", "label": _("To be filed above"), "count": len(found), "mark": mark}
    return [line] if found else []


def recurring(request: Request, at: datetime) -> Lines:
    """What waits for this person of all that."""
    actor = request.actor
    return [
        *_duties(request, at), *_press(actor, at), *_appraisals(actor, at), *_checks(actor, at),
        *_recommendations(actor, at), *_newsletters(actor, at), *_groups(actor, at), *_dues(actor, at),
        *_registers(request, at),
    ]  # fmt: skip
