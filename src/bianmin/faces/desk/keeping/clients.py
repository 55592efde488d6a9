"""Keys of other agencies' systems 介接金鑰: give one, which is shown once, and take it back."""

from datetime import date, timedelta
from typing import Final

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.queries.sheets import entrances
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import say, typed
from bianmin.faces.ui.doors import KEEPER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.keys import new_key
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.clients.actions import issue, revoke
from bianmin.foundation.clients.queries import clients as listed
from bianmin.foundation.clients.vocab import CHANNELS, ENTRANCE, SHARED, ClientCard, Scope
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel import rocdate
from bianmin.kernel.errors import Refused
from bianmin.quality.registers.queries.published import registers

Words = str | Promise
USUAL_DAYS: Final = 180


def _scopes(agency: str, reader: Reader) -> tuple[tuple[str, Words], ...]:
    """What a key of the agency may open: what every house has, each of its channels and portals."""
    own = [(f"{CHANNELS}{one.id}", reader(one.name)) for one in registers(agency, today()) if one.channel]
    portals = [(f"{ENTRANCE}{one.code}", reader(one.name)) for one in entrances(agency).values()]
    away = {one.agency: one.name for card in published(agency, today()) for one in card.offer.shares if one.elsewhere}
    shared = [(f"{SHARED}{code}", reader(name)) for code, name in away.items()]
    return (*Scope.choices, *own, *portals, *shared)


def _questions(scopes: tuple[tuple[str, Words], ...]) -> list[Asked]:
    last = today() + timedelta(days=USUAL_DAYS)
    return [
        Asked("name", _("Agency and system"), hint=_("As it will stand in the journal: which agency, which system.")),
        Asked("purpose", _("What for"), hint=_("The agreement or letter it rests on, and the work. Name no person.")),
        Asked("scopes", _("What the key opens"), part="choices", options=scopes, several=True),
        Asked(
            "expires_on", _("Holds until"), hint=_("At most a year from now."), value=rocdate.parted(last), short=True
        ),
    ]


def _last_day(text: str) -> date:
    try:
        return rocdate.parse(text)
    except Refused as wrong:
        wrong.field = "expires_on"
        raise


def _issue(request: Request, key: str) -> None:
    issue(
        agency=request.actor.agency, name=typed(request, "name"), purpose=typed(request, "purpose"),
        scopes=request.POST.getlist("scopes"), expires_on=_last_day(typed(request, "expires_on")), key=key,
        by=request.actor, at=now(),
    )  # fmt: skip


def _line(card: ClientCard, known: dict[str, Words]) -> dict[str, object]:
    return {"card": card, "scopes": [known.get(one, one) for one in card.scopes], "standing": card.standing.value}


@door(KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def clients(request: Request) -> HttpResponseBase:
    """The systems that hold a key of the agency; giving one shows it on this page and never again."""
    key, errors = "", dict[str, str]()
    if request.method == "POST":
        with refusals(errors):
            made = new_key()
            _issue(request, made)
            key = made
    scopes = _scopes(request.actor.agency, say(request))
    cards = listed(request.actor, agency=request.actor.agency, on=today())
    return ask_page(
        request,
        _questions(scopes),
        errors,
        template="keeping/clients",
        lines=[_line(card, dict(scopes)) for card in cards],
        key=key,
        name=typed(request, "name"),
    )


@door(KEEPER)
@require_POST
@found
def end(request: Request, key: int) -> HttpResponseBase:
    """Take a key back from this moment."""
    revoke(agency=request.actor.agency, client=key, by=request.actor, at=now())
    return redirect("desk-clients")
