"""Prove who you are: by a code sent to the address you gave, with your birth date."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.faces.portal.common import language, mistakes, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.questions import Box, Choice
from bianmin.faces.ui.refusals import at_box, refusals, try_again
from bianmin.faces.ui.visits import remember
from bianmin.foundation.notices.contrib.sms import text_is_set
from bianmin.foundation.persons.actions.proofs import AskedTooOften, ask_code, prove
from bianmin.foundation.persons.queries.visits import code_for
from bianmin.foundation.persons.vocab import Way
from bianmin.kernel import rocdate


def _typed(request: Request, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "").strip()[:254]


def _boxes(typed: Mapping[str, str], errors: Mapping[str, str]) -> list[Box]:
    ways = tuple(
        Choice(way.value, str(way.label), "", typed.get("way", Way.EMAIL.value) == way.value)
        for way in (Way if text_is_set() else (Way.EMAIL,))
    )
    asked = [Box("choices", "way", _("How shall we send you a code?"), "", "", required=True, choices=ways)]
    where = _("Your e-mail address or mobile number") if len(ways) > 1 else _("Your e-mail address")
    hint = _("The one you gave with your application.")
    born = _("For example 45/3/9 or 1956-03-09.")
    return [
        *(asked if len(ways) > 1 else []),
        Box("line", "address", where, hint, errors.get("address", ""), required=True, value=typed.get("address", ""),
            type="text", mode="email", autocomplete="email"),
        Box("line", "birth", _("Your date of birth"), born, errors.get("birth", ""), required=True,
            value=typed.get("birth", ""), short=True, autocomplete="bday"),
    ]  # fmt: skip


def _ask(request: Request, agency: str, typed: Mapping[str, str]) -> str:
    with at_box("birth"):
        born = rocdate.parse(typed["birth"]) if typed["birth"] else None
    return ask_code(
        agency=agency,
        way=typed["way"] if typed["way"] in Way.values and text_is_set() else Way.EMAIL.value,
        address=typed["address"],
        birth_on=born,
        network=request.META.get("REMOTE_ADDR", ""),
        language=language(),
        at=now(),
    )


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def ask(request: Request, agency: str) -> HttpResponseBase:
    """Ask for a code; the answer is the same whoever asks."""
    here, errors, wait = the_agency(agency), dict[str, str](), 0
    typed = {name: _typed(request, name) for name in ("way", "address", "birth")}
    if request.method == "POST":
        try:
            with refusals(errors, "address", passing=(AskedTooOften,)):
                return redirect("me-code", agency=agency, key=_ask(request, here.code, typed))
        except AskedTooOften as often:
            errors, wait = {"address": str(often)}, often.wait
    status = 429 if wait else 422 if errors else 200
    oidc = settings.OIDC_NAME if settings.OIDC_ISSUER else ""
    known = typed if request.method == "POST" else {}
    answer = show_own(request, "me/ask", status=status, boxes=_boxes(known, errors), errors=mistakes(errors), oidc=oidc)
    return try_again(answer, wait)


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def code(request: Request, agency: str, key: str) -> HttpResponseBase:
    """Type the code; a right one begins the visit."""
    the_agency(agency)
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors, "code", passing=()):
            token = prove(key=key, code=_typed(request, "code"), at=now())
            answer = redirect("me", agency=agency)
            remember(answer, token)
            return answer
    box = Box("line", "code", _("The code of six digits"), "", errors.get("code", ""), required=True, mode="numeric",
              short=True, autocomplete="one-time-code")  # fmt: skip
    shown = code_for(key) if settings.DEMO and not settings.EMAIL_HOST else ""
    return show_own(request, "me/code", status=422 if errors else 200, box=box, errors=mistakes(errors), shown=shown)
