"""Who takes part in a round: further members, coaches, attendees, the chair of a visited unit."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import sent
from bianmin.faces.desk.quality.rounds import committee
from bianmin.faces.ui.doors import HOLDERS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.text import whole
from bianmin.kernel.words import N_
from bianmin.quality.evaluation.actions.guests import add_judge, invite
from bianmin.quality.evaluation.queries.rounds import RoundCard, round_card
from bianmin.quality.evaluation.vocab import Part, RoundState

JUDGE = "judge"
PARTS = ((JUDGE, gettext_lazy("Scores as a member of the committee")), *Part.choices)


class NoSuchPerson(Refused):
    """Nobody was chosen from the list."""

    message = N_("Choose a person from the list.")


def _questions(card: RoundCard) -> list[Asked]:
    units = (("", _("The whole evaluation")), *((str(each.id), each.name) for each in card.entrants))
    people = committee(card.agency, (each.agency for each in card.entrants))
    return [
        Asked("person", _("Who"), part="select", options=people,
              hint=_("People from outside or of other agencies are appointed under Duties first.")),
        Asked("part", _("What for?"), part="choices", options=PARTS, value=JUDGE),
        Asked("entrant", _("For which unit"), part="select", options=units, required=False,
              hint=_("Whoever coaches a unit or speaks for it does not score it.")),
    ]  # fmt: skip


def _invite(request: Request, card: RoundCard) -> None:
    typed = sent(request, "person", "part", "entrant")
    if typed["person"] not in dict(committee(card.agency, (each.agency for each in card.entrants))):
        raise NoSuchPerson(field="person")
    if typed["part"] not in Part.values:
        add_judge(round_key=card.id, person=typed["person"], by=request.actor, at=now())
        return
    entrant = whole(typed["entrant"]) or None
    part = Part(typed["part"])
    invite(round_key=card.id, person=typed["person"], part=part, entrant=entrant, by=request.actor, at=now())


@door(HOLDERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def people(request: Request, key: int) -> HttpResponseBase:
    """Invite somebody to an open round."""
    card = round_card(request.actor, key)
    if not card.may_hold or card.state is not RoundState.OPEN:
        raise NotAllowed
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            _invite(request, card)
            messages.success(request, _("The invitation stands; she finds the evaluation on her desk."))
            return redirect("desk-round", key=key)
    return ask_page(
        request,
        _questions(card),
        errors,
        title=_("Invite somebody"),
        lead=card.title,
        go=_("Invite"),
        back=f"/desk/rounds/{key}/",
        backwards=card.title,
    )
