"""My matters, the letters among them, and leaving."""

import re
from typing import Any, Final

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from bianmin.faces.portal.common import say, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.files import download_file
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.visits import forget, token_of
from bianmin.foundation.documents.actions import open_file
from bianmin.foundation.persons.actions.proofs import leave
from bianmin.foundation.persons.vocab import VisitCard
from bianmin.journeys.mine import matters
from bianmin.kernel.actor import Assurance
from bianmin.kernel.errors import NotFound

CODE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
"""A service in the form of an application, where its visitor comes from."""


def visit_of(request: Request) -> VisitCard | None:
    """The visit of this browser, where it goes on."""
    visit: Any = getattr(request, "visit", None)
    return visit if isinstance(visit, VisitCard) else None


@door(ANYONE)
@require_safe
@found
def mine(request: Request, agency: str) -> HttpResponseBase:
    """Everything of the person proved; others are asked to prove who they are first."""
    here, visit = the_agency(agency), visit_of(request)
    if visit is None:
        return redirect("me-proof", agency=agency)
    return show_own(
        request,
        "me/mine",
        matters=matters(request.actor, on=today()),
        visit=visit,
        sure=visit.assurance >= Assurance.IDENTITY,
        say=say(here),
    )


@door(ANYONE)
@require_safe
@found
def letter(request: Request, agency: str, key: int) -> HttpResponseBase:
    """One letter of the person proved; opening it is journaled."""
    the_agency(agency)
    if visit_of(request) is None:
        raise NotFound
    opened = open_file(file_id=key, by=request.actor, at=now())
    return download_file(opened)


@door(ANYONE)
@require_POST
@found
def out(request: Request, agency: str) -> HttpResponseBase:
    """Leave here, or on every device."""
    the_agency(agency)
    leave(token=token_of(request), everywhere=request.POST.get("everywhere") == "yes", at=now())
    service = request.POST.get("service", "")
    answer = (
        redirect("apply-step", agency=agency, service=service, step="check")
        if CODE.fullmatch(service)
        else redirect("me-proof", agency=agency)
    )
    forget(answer)
    return answer
