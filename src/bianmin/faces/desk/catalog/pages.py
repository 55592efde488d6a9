"""The catalogue: every service with its state, and one service with its versions and its draft."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from bianmin.delivery.catalog.actions import DraftIsThere, begin_draft, drop_draft
from bianmin.delivery.catalog.queries.changes import changes
from bianmin.delivery.catalog.queries.history import draft, drafts_visible_to, history, newest
from bianmin.delivery.catalog.queries.norms import first_break, in_words
from bianmin.delivery.catalog.rules.rights import may_draft, may_publish
from bianmin.delivery.catalog.vocab import ServiceCard, VersionState, state_of
from bianmin.faces.desk.catalog.parts import TITLES
from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.doors import CATALOG, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.calendar import Calendar

STATES: dict[VersionState, str | Promise] = {
    VersionState.COMING: gettext_lazy("coming"),
    VersionState.IN_FORCE: gettext_lazy("in force"),
    VersionState.SUPERSEDED: gettext_lazy("superseded"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One service in the list; `warning` is the sentence about a norm that would miss its limit."""

    card: ServiceCard
    state: str
    drafted: bool
    warning: str


def _warning(card: ServiceCard, calendar: Calendar, on: date) -> str:
    broken = first_break(card.offer, calendar=calendar, on=on)
    return in_words(*broken) if broken else ""


@door(CATALOG)
@require_safe
def services(request: Request) -> HttpResponseBase:
    """Every service of the agency with its version, limits, draft, and whether the norm keeps the limit."""
    agency, on = request.actor.agency, today()
    calendar = office_calendar(agency)
    drafted = set(drafts_visible_to(request.actor).filter(agency=agency).values_list("code", flat=True))
    lines = [
        Line(card, str(STATES[state_of(card, on)]), card.code in drafted, _warning(card, calendar, on))
        for card in newest(request.actor, agency)
    ]
    return show(request, "catalog/list", lines=lines, warned=[line for line in lines if line.warning], say=say(request))


@door(CATALOG)
@require_safe
@found
def service(request: Request, code: str) -> HttpResponseBase:
    """One service: its versions with what each changed, and the draft of the next."""
    agency, on = request.actor.agency, today()
    versions = history(request.actor, agency, code, on=on)
    drafted = draft(request.actor, agency, code)
    card = versions[0].card
    return show(
        request,
        "catalog/one",
        card=card,
        versions=[(line, STATES[line.state]) for line in versions],
        warning=_warning(card, office_calendar(agency), on),
        draft=drafted,
        editor=names([drafted.edited_by]).get(drafted.edited_by, "") if drafted else "",
        drafted=changes(card.offer, drafted.offer) if drafted else (),
        parts=[(part, _(title)) for part, title in TITLES.items()],
        writes=may_draft(request.actor, agency, card.unit_path),
        publishes=may_publish(request.actor, agency, card.unit_path),
    )


@door(CATALOG)
@require_POST
@found
def begin(request: Request, code: str) -> HttpResponseBase:
    """Begin a draft, and go to its first part."""
    try:
        begin_draft(agency=request.actor.agency, code=code, by=request.actor, at=now())
    except DraftIsThere as refusal:
        messages.error(request, str(refusal))
        return redirect("desk-service", code=code)
    return redirect("desk-service-draft", code=code, part="words")


@door(CATALOG)
@require_POST
@found
def drop(request: Request, code: str) -> HttpResponseBase:
    """Throw the draft away."""
    drop_draft(agency=request.actor.agency, code=code, by=request.actor, at=now())
    messages.success(request, _("The draft was thrown away. What is published stays as it is."))
    return redirect("desk-service", code=code)
