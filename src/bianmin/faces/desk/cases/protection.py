"""Protect an applicant's address and telephone, see why, and end it."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.card import case
from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, day_in, english, mistake_of, mistakes, sent, show
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.foundation.persons.actions.protection import protect, unprotect
from bianmin.foundation.persons.vocab import Danger
from bianmin.kernel.errors import NotAllowed, NotFound, Refused

EMAIL: Final = (("yes", gettext_lazy("Messages may go to the e-mail address given")),)


def _questions() -> list[Asked]:
    hint = _("For example a social worker's name and telephone. Officers who are not in charge read only this.")
    return [
        Asked("why", _("Why"), part="choices", options=tuple(Danger.choices)),
        Asked("through", _("How this person is reached instead"), part="lines", hint=hint),
        Asked("by_email", _("E-mail"), part="choices", options=EMAIL, required=False, several=True),
        Asked("until", _("To be looked at again on"), required=False, short=True, hint=_("For example 115/3/9.")),
    ]


def _keep(request: Request, person: int) -> None:
    said = sent(request, "why", "through", "until")
    until = day_in(said["until"], "until") if said["until"] else None
    email = "yes" in request.POST.getlist("by_email")
    words = {"why": said["why"], "through": said["through"]}
    protect(person=person, by_email=email, until=until, by=request.actor, at=now(), **words)


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def protection(request: Request, number: str) -> HttpResponseBase:
    """Protect the applicant of a case, or end that; it holds for everything else of the same person too."""
    card = case(request.actor, number, english=english())
    on, errors = card.applicant.protected, dict[str, str]()
    if request.method == "POST":
        try:
            if on:
                unprotect(person=card.applicant.id, by=request.actor, at=now())
            else:
                _keep(request, card.applicant.id)
        except (NotFound, NotAllowed):
            raise
        except Refused as refusal:
            errors = mistake_of(refusal)
        else:
            messages.success(
                request, _("The protection is ended.") if on else _("Address and telephone are protected.")
            )
            return redirect("desk-case", number=number)
    shown = _(
        "Only the officer in charge and named duties read them. No letter, call, text message or visit goes there."
    )
    return show(
        request,
        "ask",
        status=REFUSED if errors else 200,
        title=_("End the protection") if on else _("Protect the address and telephone"),
        lead=_("From then on they are shown and used as everybody's.") if on else shown,
        case=card,
        boxes=[] if on else boxes(_questions(), request.POST if errors else None, errors),
        errors=mistakes(errors),
        go=_("End the protection") if on else _("Protect"),
        danger=on,
        back=f"/desk/cases/{number}/",
    )
