"""What administrators did in a month 操作覆核: for chiefs and auditors, who note that they looked it through."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.common import show
from bianmin.faces.ui.doors import AUDIT, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.actions.journal import review_acts
from bianmin.foundation.accounts.queries import administrators, names
from bianmin.foundation.audit.queries.lines import LineCard, by_actors, lines, reviewed
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import TAIPEI

SUBJECT: Final = "accounts.acts:"
DUTIES: Final = ("accounts.grant_role", "accounts.revoke_role")
"""What heads do of an administrator's work: it is looked through with hers."""


def last_month(day: date) -> date:
    """The first day of the month before."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def waiting(actor: Actor, day: date) -> str:
    """The month (`2026-10`) whose acts wait to be looked through; empty when they were."""
    month = f"{last_month(day):%Y-%m}"
    return "" if reviewed(actor, agency=actor.agency, subject=SUBJECT + month) else month


def _first(text: str) -> date:
    """The first day of a month as an address names it; last month's where it names none."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return last_month(today())


def _after(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), TAIPEI)


def _cards(actor: Actor, first: date) -> list[LineCard]:
    """What administrators did in a month, and the duties that heads gave and took."""
    agency, since, until = actor.agency, _moment(first), _moment(_after(first))
    keepers = administrators(agency)
    duties = [one for verb in DUTIES for one in lines(actor, agency=agency, since=since, until=until, verb=verb)]
    own = by_actors(actor, agency=agency, actors=keepers, since=since, until=until)
    return [*own, *(one for one in duties if one.actor not in keepers)]


@door(AUDIT)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def acts(request: Request) -> HttpResponseBase:
    """The acts of one month, counted and one by one; POST notes that they were looked through."""
    first = _first(request.GET.get("month", ""))
    month, agency = f"{first:%Y-%m}", request.actor.agency
    if request.method == "POST":
        review_acts(agency=agency, month=month, by=request.actor, at=now())
        messages.success(request, _("It is noted that you looked it through."))
        return redirect(f"/desk/keeping/acts/?month={month}")
    cards = _cards(request.actor, first)
    people = names(card.actor for card in cards)
    return show(
        request, "keeping/acts", first=first, before=f"{last_month(first):%Y-%m}", after=f"{_after(first):%Y-%m}",
        counts=sorted(Counter(card.verb for card in cards).items()),
        lines=[{"card": card, "who": people.get(card.actor, card.actor)} for card in cards],
        reviewed=reviewed(request.actor, agency=agency, subject=SUBJECT + month), over=_after(first) <= today(),
    )  # fmt: skip
