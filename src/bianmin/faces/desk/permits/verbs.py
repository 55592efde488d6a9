"""What may be done with a permit, each on a small page of its own: questions, the act, the refusal at its place."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.permits.actions.changes import annotate, cancel, note_renewal, replace, revoke
from bianmin.delivery.permits.actions.exclude import exclude, include
from bianmin.delivery.permits.actions.handing import IN_PERSON, Fetched, hand_out
from bianmin.delivery.permits.actions.reuse import use
from bianmin.delivery.permits.queries.cards import PermitCard
from bianmin.delivery.permits.queries.permits import permit_card
from bianmin.delivery.permits.vocab.states import EXCLUDING, Loss, Verb, Way, Why
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import sent
from bianmin.faces.desk.permits.issue import ways_of
from bianmin.faces.desk.permits.page import DANGER, slug
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.kernel.errors import NotFound

Words = str | Promise
PROOFS: Final = tuple((proof.value, proof.label) for proof in IN_PERSON)
YES: Final = (("1", _("Yes")),)


@dataclass(frozen=True, slots=True)
class Act:
    """One verb: what it asks, which action it calls with the answers, what is said before and afterwards."""

    verb: Verb
    lead: Words
    done: Words
    run: Callable[..., Any]
    asks: Callable[[PermitCard], Sequence[Asked]]


def _tick(name: str, label: Words) -> Asked:
    return Asked(name, label, part="choices", options=YES, several=True, required=False, value="1")


def _handing(card: PermitCard) -> list[Asked]:
    asked = [
        Asked("way", _("How the holder gets it"), part="choices", options=tuple(Way.choices), value=card.way),
        Asked("proof", _("What proved the identity of the holder"), part="choices", options=PROOFS, required=False),
        Asked("proxy", _("Somebody else fetches it: the name"), required=False),
        Asked("proxy_proof", _("What proved that person's identity"), part="choices", options=PROOFS, required=False),
        Asked("tracking", _("By registered mail: the number of the letter"), required=False, short=True),
    ]  # fmt: skip
    if card.kind.rights:
        asked.append(_tick("rights", _("The statement of rights was handed over")))
    if card.kind.folder:
        asked.append(_tick("folder", _("The folder was handed over")))
    return asked


def _hand_out(*, number: str, by: Any, at: Any, **given: str) -> None:
    fetched = Fetched(
        way=given["way"],
        proof=given["proof"],
        proxy=given["proxy"],
        proxy_proof=given["proxy_proof"],
        tracking=given["tracking"],
        rights=bool(given.get("rights")),
        folder=bool(given.get("folder")),
    )
    unit = next((grant.path for grant in by.grants), "")
    hand_out(number=number, fetched=fetched, unit=unit, by=by, at=at)


def _phrases(card: PermitCard) -> list[Asked]:
    known = tuple((one.code, one.text) for one in card.kind.annotations if one.text not in card.annotations)
    return [Asked("phrase", _("Which words are added"), part="choices", options=known)]


def _losses(card: PermitCard) -> list[Asked]:
    reasons = tuple((one.value, Loss(one).label) for one in card.kind.replacement.reasons)
    return [Asked("reason", _("Why it is issued again"), part="choices", options=reasons), ways_of(card.kind)]


def _replace(*, number: str, by: Any, at: Any, **given: str) -> None:
    replace(number=number, reason=given["reason"], way=given["way"], key=uuid.uuid4().hex, by=by, at=at)


def _uses(_card: PermitCard) -> list[Asked]:
    return [
        Asked("purpose", _("What it is used for")),
        Asked("case_number", _("Receipt number of the case, if there is one"), required=False, short=True),
    ]


def _renewals(_card: PermitCard) -> list[Asked]:
    hint = _("Applications received here are found every night; this is for those received elsewhere.")
    return [Asked("renewal", _("Receipt number of the application for renewal"), hint=hint, short=True)]


def _whys(_card: PermitCard) -> list[Asked]:
    options = tuple((one.value, one.label) for one in EXCLUDING)
    hint = _("For example the look-up of border crossings. No details of a person.")
    return [
        Asked("why", _("Why the holder is not to be reminded"), part="choices", options=options),
        Asked("source", _("From where this is known"), hint=hint),
    ]


def _given_whys(card: PermitCard) -> list[Asked]:
    options = tuple((why, Why(why).label) for why, _source in card.exclusions)
    return [Asked("why", _("Which reason does not hold any more"), part="choices", options=options)]


def _reason(_card: PermitCard) -> list[Asked]:
    return [Asked("reason", _("Reason"), part="lines", hint=_("It stays in the history."))]


ACTS: Final = {
    slug(one.verb): one
    for one in (
        Act(
            Verb.HAND_OUT,
            _("To the holder, to somebody with a power of attorney, or by registered mail."),
            _("It is recorded who got it."),
            _hand_out,
            _handing,
        ),
        Act(
            Verb.ANNOTATE,
            _("The words are printed on the paper from now on."),
            _("It is annotated. Print it again."),
            annotate,
            _phrases,
        ),
        Act(
            Verb.REPLACE,
            _("The new paper has a new number and ends on the same day; the old one is worth nothing any more."),
            _("It is issued again."),
            _replace,
            _losses,
        ),
        Act(Verb.USE, _("Each use is counted as a paper saved."), _("The use is recorded."), use, _uses),
        Act(
            Verb.NOTE_RENEWAL,
            _("The holder is not reminded any more."),
            _("The renewal is recorded."),
            note_renewal,
            _renewals,
        ),
        Act(
            Verb.EXCLUDE,
            _("Which reminders are left out for which reason is set in the policy of the reminders."),
            _("The reason is recorded."),
            exclude,
            _whys,
        ),
        Act(
            Verb.INCLUDE,
            _("The reminders that are still to come are made again."),
            _("The holder is reminded again."),
            include,
            _given_whys,
        ),
        Act(
            Verb.CANCEL,
            _("From now on it is worth nothing. It cannot be undone."),
            _("It is cancelled."),
            cancel,
            _reason,
        ),
        Act(
            Verb.REVOKE,
            _("From now on it is worth nothing. It cannot be undone."),
            _("It is revoked."),
            revoke,
            _reason,
        ),
    )
}


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def act(request: Request, number: str, verb: str) -> HttpResponseBase:
    """Ask what a verb needs and do it; a refusal is shown where it belongs, with everything typed kept."""
    known = ACTS.get(verb)
    if known is None:
        raise Http404
    card = permit_card(request.actor, number, on=today())
    asked, errors = known.asks(card), dict[str, str]()
    if request.method == "POST":
        with refusals(errors, passing=(NotFound,)):
            known.run(number=card.number, by=request.actor, at=now(), **sent(request, *(one.name for one in asked)))
            messages.success(request, str(known.done))
            return redirect("desk-permit", number=card.number)
    return ask_page(
        request,
        asked,
        errors,
        title=known.verb.label,
        lead=known.lead,
        go=known.verb.label,
        danger=known.verb in DANGER,
        back=f"/desk/permits/{card.number}/",
        backwards=card.number,
    )
