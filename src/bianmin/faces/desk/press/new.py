"""Write down what the media said: who saw it when, what it says, how it speaks, and which unit answers."""

import secrets

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.press.actions.see import write_down
from bianmin.delivery.press.queries.rules import rules_for
from bianmin.delivery.press.vocab import Seen, Tone
from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, day_in, mistakes, say, sent, show, typed
from bianmin.faces.desk.quality.uploads import evidence_files
from bianmin.faces.ui.doors import OPINION_WORK, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.procedure import limit_in_words
from bianmin.faces.ui.refusals import at_box, refusals
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel import rocdate
from bianmin.quality.indicators.queries.values import root_of


def _questions(request: Request) -> list[Asked]:
    rules, reader, agency = rules_for(request.actor.agency), say(request), request.actor.agency
    media = tuple((one.code, reader(one.name)) for one in rules.media)
    units = tuple((unit.path, unit.name) for unit in units_of(agency, on=today()))
    tones = tuple((tone.value, f"{tone.label} ({limit_in_words(getattr(rules.limits, tone.value))})") for tone in Tone)
    moment = f"{rocdate.parted(today())} {now():%H:%M}"
    clipping = _("A photograph or scan of it: PDF, JPEG, PNG or ODT, at most 10 MB each.")
    return [
        Asked("medium", _("Which medium?"), part="select", options=media),
        Asked("outlet", _("Its name"), required=False, hint=_("The newspaper, station, site or person.")),
        Asked("title", _("Heading, or in a few words")),
        Asked("text", _("What it says"), part="lines"),
        Asked("link", _("Address on the web"), required=False, mode="url"),
        Asked("files", _("Clipping"), part="file", required=False, hint=clipping, several=True,
              accept=".pdf,.png,.jpg,.jpeg,.odt"),
        Asked("appeared_on", _("When it appeared"), short=True, value=rocdate.parted(today())),
        Asked("seen_at", _("When it was seen here"), short=True, value=moment,
              hint=_("Date and time: from then on the limit runs.")),
        Asked("tone", _("How does it speak of the office?"), part="choices", options=tones),
        Asked("unit", _("Which unit answers?"), part="select", options=units, value=root_of(agency)),
    ]  # fmt: skip


def _write(request: Request) -> str:
    """Write it down; gives its number."""
    said = sent(request, "medium", "outlet", "title", "text", "link", "tone", "unit")
    day = day_in(typed(request, "appeared_on"), "appeared_on")
    with at_box("seen_at"):
        moment = rocdate.parse_moment(typed(request, "seen_at"))
    seen = Seen(agency=request.actor.agency, key=typed(request, "key")[:64], appeared_on=day, seen_at=moment, **said)
    return write_down(seen=seen, clippings=evidence_files(request), by=request.actor, at=now()).number


@door(OPINION_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Write it down on one page; it lies with the unit at once."""
    questions, errors = _questions(request), dict[str, str]()
    if request.method == "POST":
        with refusals(errors, "text"):
            number = _write(request)
            messages.success(request, _("It is written down as %(number)s, and its limit runs.") % {"number": number})
            return redirect("desk-press-item", number=number)
    return show(
        request, "press/new", status=REFUSED if errors else 200, errors=mistakes(errors),
        boxes=boxes(questions, request.POST if errors else None, errors), rules=rules_for(request.actor.agency),
        key=typed(request, "key")[:64] or secrets.token_urlsafe(24), say=say(request),
    )  # fmt: skip
