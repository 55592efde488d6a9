"""Give a duty 派任, take it 解任, and open an account for somebody from outside 外聘."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.asking import Asked, Options, ask_page
from bianmin.faces.desk.common import day_in, sent
from bianmin.faces.desk.duties.lists import name_of, unit_lines
from bianmin.faces.ui.doors import GIVERS, KEEPER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.actions.duties import grant_role, revoke_role
from bianmin.foundation.accounts.actions.opening import invite_expert
from bianmin.foundation.accounts.duties import duties_of, held, outsiders
from bianmin.foundation.accounts.queries import Officer, key_of, staff_of, user_named
from bianmin.foundation.accounts.rules import may_give
from bianmin.foundation.orgs.queries import agency_named, below
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.words import N_


class NobodyNamed(Refused):
    """Nobody was chosen, or nobody signs in with the name."""

    message = N_("Choose a person, or write the name somebody of another agency signs in with.")


def _people(rows: list[Officer], mark: str = "") -> Options:
    return tuple((one.key, f"{one.name} {one.title} {mark}".strip()) for one in rows)


def _questions(request: Request) -> list[Asked]:
    agency, me = request.actor.agency, request.actor
    units = tuple(unit_lines(agency))
    cards = [card for card in duties_of(agency) if any(may_give(me, agency, path, card) for path, _name in units)]
    outside = _("(from outside)")
    people = (*_people(staff_of(agency)), *_people(outsiders(agency), outside))
    lower = tuple((code, agency_named(code).name) for code in below(agency) if code != agency)
    hint = _("For example 115/9/2 or 2026-09-02.")
    asked = [
        Asked("person", _("Who"), part="select", options=people, value=request.GET.get("person", ""), required=False),
        Asked("username", _("Or somebody of another agency"), short=True, required=False,
              hint=_("The name she signs in with.")),
        Asked("role", _("Duty held"), part="select", options=tuple((card.code, name_of(card)) for card in cards),
              hint=_("What each may do stands on the page of duties.")),
        Asked("path", _("Unit"), part="select", options=units, hint=_("It holds for the units below it too.")),
        Asked("valid_from", _("From"), short=True, hint=hint, value=today().isoformat()),
        Asked("valid_until", _("Until (last day)"), short=True, required=False,
              hint=_("Leave it empty where there is no end; people from outside need one.")),
        Asked("number", _("Document number"), required=False, hint=_("Of the document that appoints.")),
    ]  # fmt: skip
    over = Asked(
        "over", _("For which agencies below"), part="choices", options=lower, several=True, required=False,
        hint=_("None ticked: for all of them."),
    )  # fmt: skip
    return [*asked, over] if lower else asked


def _person(typed: dict[str, str]) -> str:
    if typed["username"]:
        user = user_named(typed["username"])
        if user is None or not user.is_active:
            raise NobodyNamed(field="username")
        return key_of(user)
    if not typed["person"]:
        raise NobodyNamed(field="person")
    return typed["person"]


def _give(request: Request) -> None:
    typed = sent(request, "person", "username", "role", "path", "valid_from", "valid_until", "number")
    last = day_in(typed["valid_until"], "valid_until") if typed["valid_until"] else None
    grant_role(
        user=_person(typed), role=typed["role"], path=typed["path"],
        valid_from=day_in(typed["valid_from"], "valid_from"),
        valid_until=last, over=request.POST.getlist("over"), number=typed["number"], by=request.actor, at=now(),
    )  # fmt: skip


@door(GIVERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def give(request: Request) -> HttpResponseBase:
    """Give somebody a duty in a unit, from a day until a day, by a document."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            _give(request)
            messages.success(request, _("The duty is given; it stands in the journal."))
            return redirect("desk-duties")
    return ask_page(
        request,
        _questions(request),
        errors,
        title=_("Give a duty"),
        go=_("Appoint"),
        back="/desk/duties/",
        backwards=_("Duties"),
    )


@door(GIVERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def end(request: Request, key: int) -> HttpResponseBase:
    """Take a duty after a day; one that has not begun by then is taken back."""
    one = next((one for one in held(request.actor, agency=request.actor.agency, on=today()) if one.id == key), None)
    if one is None:
        raise NotFound
    if not may_give(request.actor, request.actor.agency, one.path, one.duty):
        raise NotAllowed
    errors: dict[str, str] = {}
    asked = [
        Asked("until", pgettext("duty", "Last day"), short=True, value=today().isoformat(),
              hint=_("A day before it began takes it back altogether.")),
        Asked("number", _("Document number"), required=False),
    ]  # fmt: skip
    if request.method == "POST":
        typed = sent(request, "until", "number")
        with refusals(errors):
            until = day_in(typed["until"], "until")
            revoke_role(holding=key, until=until, number=typed["number"], by=request.actor, at=now())
            messages.success(request, _("The duty ends; it stands in the journal."))
            return redirect("desk-duties")
    return ask_page(
        request,
        asked,
        errors,
        title=_("Take a duty"),
        lead=f"{one.name} · {name_of(one.duty)}",
        go=_("Take it"),
        back="/desk/duties/",
        backwards=_("Duties"),
        danger=True,
    )


def _invite(request: Request) -> str:
    typed = sent(request, "username", "display_name", "title", "phone", "password", "valid_until")
    last = day_in(typed.pop("valid_until"), "valid_until")
    user = invite_expert(agency=request.actor.agency, **typed, valid_until=last, by=request.actor, at=now())
    return key_of(user)


@door(KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def expert(request: Request) -> HttpResponseBase:
    """Open an account for somebody from outside; then give a duty."""
    errors: dict[str, str] = {}
    year_end = date(today().year + 1, 1, 1) - timedelta(days=1)
    asked = [
        Asked("username", _("Name to sign in with"), short=True),
        Asked("display_name", _("Name that citizens and colleagues see")),
        Asked("title", _("Title and where from"), required=False),
        Asked("phone", _("Telephone"), required=False, short=True),
        Asked("valid_until", _("Until (last day)"), short=True, value=year_end.isoformat(),
              hint=_("After this day nobody signs in with it; two years away at most.")),
        Asked("password", _("First password"), hint=_("It is changed at the first sign-in.")),
    ]  # fmt: skip
    if request.method == "POST":
        with refusals(errors):
            key = _invite(request)
            messages.success(request, _("The account is open. Give the duty now; hand the password over in person."))
            return redirect(f"/desk/duties/give/?person={key}")
    return ask_page(
        request,
        asked,
        errors,
        title=_("Somebody from outside"),
        lead=_("An expert, volunteer or contractor sees only what the duty and invitations open."),
        go=_("Open the account"),
        back="/desk/duties/",
        backwards=_("Duties"),
    )
