"""Sign a table with a certificate and file it: to the identity provider, and back."""

from functools import partial

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from bianmin.faces.portal.common import show_own
from bianmin.faces.portal.group.partner import acting, who
from bianmin.faces.ui import oidc
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.foundation.forms.queries.partners import BatchCard
from bianmin.foundation.forms.queries.partners import batch as batch_card
from bianmin.foundation.persons.vocab import Told
from bianmin.journeys import group


def _back(request: Request, agency: str) -> str:
    return request.build_absolute_uri(reverse("group-signed", kwargs={"agency": agency}))


def _failed(request: Request, status: int, sentence: str = "") -> HttpResponseBase:
    answer = show_own(request, "group/unsigned", status=status, sentence=sentence)
    oidc.drop(answer)
    return answer


@door(ANYONE)
@require_POST
@found
def sign(request: Request, agency: str, key: str) -> HttpResponseBase:
    """Send the browser to the provider, to sign this table."""
    here, partner = who(request, agency)
    if partner is None:
        return redirect("group", agency=agency)
    card = batch_card(here.code, partner.id, key)
    then = partial(_go, request, card)
    return oidc.begun(_back(request, agency), then=then, failed=partial(_failed, request), table=key)


def _go(request: Request, table: BatchCard, address: str) -> HttpResponseBase:
    return show_own(request, "group/go", address=address, name=settings.OIDC_NAME, table=table)


@door(ANYONE)
@require_safe
@found
def signed(request: Request, agency: str) -> HttpResponseBase:
    """Come back from the provider: its word signs the table, which is filed from now on."""
    (here, partner), kept = who(request, agency), oidc.kept(request)
    if partner is None or not kept.get("table"):
        return _failed(request, 422)
    key = kept["table"]

    def done(told: Told) -> HttpResponseBase:
        group.sign(
            agency=here.code,
            partner=partner.id,
            key=key,
            told=told,
            name=settings.OIDC_NAME,
            by=acting(partner),
            at=now(),
        )
        return redirect("group-table", agency=agency, key=key)

    return oidc.ended(request, _back(request, agency), kept, then=done, failed=partial(_failed, request))
