"""Protect an applicant's address and telephone, see why, and end it."""

from datetime import date
from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.card import case
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import day_in, english, sent, typed
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.persons.actions.protection import keep_protected, protect, unprotect
from bianmin.foundation.persons.vocab import Danger
from bianmin.kernel.errors import Refused

EMAIL: Final = (("yes", gettext_lazy("Messages may go to the e-mail address given")),)


AGAIN: Final = (
    ("keep", gettext_lazy("It is still needed: keep it")),
    ("end", gettext_lazy("It is no longer needed: end it")),
)


class ChooseWhatNow(Refused):
    """Neither kept nor ended."""

    message = gettext_lazy("Choose whether the protection is kept or ended.")


def _until() -> Asked:
    hint = _("For example 115/3/9.")
    return Asked("until", _("To be looked at again on"), required=False, short=True, hint=hint)


def _again() -> list[Asked]:
    """What is asked of somebody who is protected."""
    return [Asked("what", _("Is the protection still needed?"), part="choices", options=AGAIN), _until()]


def _questions() -> list[Asked]:
    hint = _("For example a social worker's name and telephone. Officers who are not in charge read only this.")
    return [
        Asked("why", _("Why it is protected"), part="choices", options=tuple(Danger.choices)),
        Asked("through", _("How this person is reached instead"), part="lines", hint=hint),
        Asked("by_email", _("E-mail"), part="choices", options=EMAIL, required=False, several=True),
        _until(),
    ]


def _day(request: Request) -> date | None:
    text = typed(request, "until")
    return day_in(text, "until") if text else None


def _look_again(request: Request, person: int) -> str:
    """Keep or end it; says what was done."""
    what, by = typed(request, "what"), request.actor
    if what == "keep":
        keep_protected(person=person, until=_day(request), by=by, at=now())
        return _("The protection is kept.")
    if what != "end":
        raise ChooseWhatNow(field="what")
    unprotect(person=person, by=by, at=now())
    return _("The protection is ended.")


def _protect(request: Request, person: int) -> str:
    """Note it; says what was done."""
    said = sent(request, "why", "through")
    email = "yes" in request.POST.getlist("by_email")
    protect(person=person, by_email=email, until=_day(request), by=request.actor, at=now(), **said)
    return _("Address and telephone are protected.")


def _lead(*, on: bool) -> str:
    if on:
        return _(
            "Ask the person, or through whom they are reached, whether the danger is still there. Once the protection "
            "is ended, address and telephone are shown and used as everybody's."
        )
    return _(
        "Only the officer in charge and named duties read them. No letter, call, text message or visit goes there."
    )


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def protection(request: Request, number: str) -> HttpResponseBase:
    """Protect the applicant of a case, keep that or end it; it holds for everything else of the same person too."""
    card = case(request.actor, number, english=english())
    on, errors = card.applicant.protected, dict[str, str]()
    if request.method == "POST":
        with refusals(errors):
            done = (_look_again if on else _protect)(request, card.applicant.id)
            messages.success(request, done)
            return redirect("desk-case", number=number)
    asked = _again() if on else _questions()
    return ask_page(
        request,
        asked,
        errors,
        title=_("Look at the protection again") if on else _("Protect the address and telephone"),
        lead=_lead(on=on),
        case=card,
        go=_("Save") if on else _("Protect"),
        back=f"/desk/cases/{number}/",
    )
