"""One permit: what it is, until when and why, its history, and what may be done with it."""

from typing import Any, Final

from django.http import HttpResponseBase
from django.views.decorators.http import require_GET, require_safe

from bianmin.delivery.permits.actions.printing import print_permit
from bianmin.delivery.permits.queries.cards import ContactCard, PermitCard
from bianmin.delivery.permits.queries.permits import permit_card, row
from bianmin.delivery.permits.queries.public import working_of
from bianmin.delivery.permits.queries.published import ladder
from bianmin.delivery.permits.queries.validity import reminders
from bianmin.delivery.permits.vocab.states import Channel, ContactState, Proof, Result, Standing, Verb, Way, Why
from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.doors import CASES, OFFICER, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.queries import names

MEDIA: Final = {"pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text"}
DANGER: Final = frozenset({Verb.CANCEL, Verb.REVOKE})


def slug(verb: Verb) -> str:
    """A verb in an address."""
    return verb.replace("_", "-")


def _outcome(one: ContactCard) -> str:
    """What a contact came to, in words."""
    if one.state == ContactState.SKIPPED:
        return f"{ContactState.SKIPPED.label}: {Why(one.why).label}" if one.why else str(ContactState.SKIPPED.label)
    if one.result:
        return str(Result(one.result).label)
    return str(ContactState(one.state).label)


def _contacts(card: PermitCard) -> list[dict[str, Any]]:
    """Every step of the ladder with its day, and what was done of it."""
    made = {one.step: one for one in card.contacts}
    plan = reminders(card.agency, card.kind.ladder, card.valid_until, on=today()) if card.valid_until else []
    lines = [
        {
            "name": one.name,
            "channel": Channel(one.channel).label,
            "day": made[one.code].planned_on if one.code in made else one.day,
            "moved_from": one.moved_from,
            "days": one.days,
            "demonstration": one.demonstration,
            "outcome": _outcome(made[one.code]) if one.code in made else "",
        }
        for one in plan
    ]
    return lines if card.valid_until else []


def shown(request: Request, card: PermitCard) -> dict[str, Any]:
    """What the page shows of a permit."""
    people = names({event.actor for event in card.events})
    policy = ladder(card.agency, card.kind.ladder, today()) if card.kind.ladder else None
    handing = card.handing
    return {
        "permit": card,
        "standing": Standing(card.standing).label,
        "good": card.standing == Standing.VALID,
        "way": Way(card.way).label,
        "working": working_of(row(request.actor, card.number)),
        "contacts": _contacts(card),
        "ladder": policy.name if policy else "",
        "exclusions": [(Why(why).label, source) for why, source in card.exclusions],
        "proof": Proof(handing.proof).label if handing else "",
        "proxy_proof": Proof(handing.proxy_proof).label if handing and handing.proxy_proof else "",
        "timeline": [(event.sentence, event.at, people.get(event.actor, "")) for event in card.events],
        "verbs": [
            {"slug": slug(verb), "label": verb.label, "danger": verb in DANGER} for verb in Verb if verb in card.verbs
        ],
        "may_print": OFFICER.opens(request.actor),
        "say": say(request),
    }


@door(CASES)
@require_safe
@found
def page(request: Request, number: str) -> HttpResponseBase:
    """One permit; its holder is masked."""
    card = permit_card(request.actor, number, on=today())
    return show(request, "permits/page", **shown(request, card))


@door(OFFICER)
@require_GET
@found
def paper(request: Request, number: str, form: str) -> HttpResponseBase:
    """The permit to print; the reading of the name is journaled."""
    data = print_permit(number=number, form=form, by=request.actor, at=now())
    return download(data, f"permit.{form}", MEDIA[form])
