"""The automatic telephone line at the desk: its menu to read and print, to try as text, its calls, guides by fax."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.hotline.actions import send_by_hand
from bianmin.delivery.hotline.queries import line, open_faxes, tally
from bianmin.delivery.hotline.vocab import Outcome, VoiceLine
from bianmin.faces.desk.common import REFUSED, language, say, show, typed
from bianmin.faces.ui.doors import CASES, OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.notices.contrib.fax import fax_is_set
from bianmin.journeys.fax import paper
from bianmin.journeys.voice import Turn, begin, press, script
from bianmin.kernel.errors import Refused


def _services(request: Request) -> dict[str, str]:
    return {one.code: one.name for one in published(request.actor.agency, today())}


def _menus(request: Request, rules: VoiceLine) -> list[dict[str, Any]]:
    """The menu for reading: what each key does, with the menu or service it leads to in words."""
    services, titles = _services(request), {menu.code: menu.say for menu in rules.menus}
    return [
        {
            "menu": menu,
            "keys": [
                {"press": one, "does": does, "to": titles.get(one.to, "") or services.get(one.service, one.service)}
                for one, does in keys
            ],
        }
        for menu, keys in script(rules)
    ]


def _page(request: Request, turn: Turn | None = None, wrong: str = "", status: int = 200) -> HttpResponseBase:
    rules, services = line(request.actor.agency), _services(request)
    first = today().replace(day=1)
    counts = tally(request.actor.agency, first)
    return show(
        request, "voice", status=status, rules=rules, menus=_menus(request, rules) if rules else [], turn=turn,
        counts=[(Outcome(code).label, counts.get(code, 0)) for code in Outcome.values], since=first, wrong=wrong,
        faxes=[(fax, services.get(fax.service, fax.service)) for fax in open_faxes(request.actor)],
        gateway=fax_is_set(), may=OFFICER.opens(request.actor), say=say(request),
    )  # fmt: skip


@door(CASES)
@require_safe
def voice(request: Request) -> HttpResponseBase:
    """The menu, this month's calls by what they got, and the faxes that people send."""
    return _page(request)


@door(CASES)
@require_POST
@found
def try_line(request: Request) -> HttpResponseBase:
    """Try the menu: the same answers as a caller hears; nothing is ordered and nothing counted."""
    call, by = typed(request, "call"), request.actor
    try:
        if call:
            turn = press(call=call, digits=typed(request, "digits"), by=by, at=now())
        else:
            turn = begin(agency=by.agency, caller="", language=language(), by=by, at=now(), trial=True)
    except Refused as refusal:
        return _page(request, wrong=str(refusal), status=REFUSED)
    return _page(request, turn)


@door(OFFICER)
@require_POST
@found
def fax(request: Request, key: int) -> HttpResponseBase:
    """Note that an open fax was sent, or could not be."""
    sent = request.POST.get("sent") == "yes"
    send_by_hand(fax=key, sent=sent, by=request.actor, at=now())
    messages.success(request, _("The fax is noted as sent.") if sent else _("It is noted that it could not be sent."))
    return redirect("desk-voice")


@door(OFFICER)
@require_safe
@found
def fax_paper(request: Request, key: int) -> HttpResponseBase:
    """The guide that is to be sent, as PDF."""
    answer = HttpResponse(paper(fax=key, by=request.actor, at=now()), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="guide-{key}.pdf"'
    return answer
