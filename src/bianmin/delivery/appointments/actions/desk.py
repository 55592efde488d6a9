"""What the desk says of a day's visits, and the rules of an agency."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.appointments.actions.book import settle_facts, unit_path
from bianmin.delivery.appointments.models import Policy, Visit
from bianmin.delivery.appointments.queries.times import site_of
from bianmin.delivery.appointments.queries.visits import row
from bianmin.delivery.appointments.rules import may_settle
from bianmin.delivery.appointments.vocab import BookingRules, State, Way
from bianmin.foundation.packs.actions import hold
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day


class WasCancelled(Refused):
    """Who cancelled is not expected."""

    message = _("This appointment was cancelled. Note the visitor as one without an appointment.")


class NotYet(Refused):
    """The day has not come."""

    message = _("This appointment is on a later day. Say whether the visitor came when the day is there.")


@act()
def write_rules(*, rules: BookingRules, by: Actor, at: datetime) -> None:
    """Let an appointments pack hold for its agency; a later one replaces it, and what is booked stays booked."""
    if not (by.has(Role.SYSTEM) or rules.agency in by.agencies(Role.ADMIN, Role.RESEARCH)):
        raise NotAllowed
    hold(Policy, rules, verb="appointments.write_rules", subject="appointments.policy", by=by, at=at)


@act()
def settle(*, number: str, came: bool, by: Actor, at: datetime) -> None:
    """Say whether whoever booked came 報到／未到; what was said by mistake can be said anew.

    Raises:
        NotFound, NotAllowed, WasCancelled, NotYet.
    """
    visit = Visit.objects.select_for_update().get(pk=row(by, number).pk)
    if not may_settle(by, visit):
        raise NotAllowed
    if visit.state == State.CANCELLED:
        raise WasCancelled
    if visit.on > local_day(at):
        raise NotYet
    visit.state = State.ARRIVED if came else State.MISSED
    visit.settled_at, visit.settled_by = at, by.key
    visit.save(update_fields=["state", "settled_at", "settled_by"])
    settle_facts(visit, "arrive" if came else "miss", by=by, at=at)


@act()
def walk_in(*, agency: str, site: str, key: str, by: Actor, at: datetime) -> None:
    """Count somebody who came without an appointment 未預約臨櫃: no name is kept.

    Raises:
        NotFound, NotAllowed.
    """
    place = site_of(agency, site)
    visit = Visit(agency=agency, unit_path=unit_path(agency, place))
    if not may_settle(by, visit):
        raise NotAllowed
    if Visit.objects.filter(agency=agency, key=key).exists():
        return
    visit.site, visit.site_name, visit.key, visit.minutes = place.code, place.name, key, place.minutes
    visit.start = visit.made_at = visit.settled_at = at
    visit.on = visit.made_on = local_day(at)
    visit.way, visit.state, visit.settled_by = Way.WALK_IN, State.ARRIVED, by.key
    visit.save()
    settle_facts(visit, "walk_in", by=by, at=at)
