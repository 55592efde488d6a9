"""An application by somebody proved by a certificate: the number is filled in and locked, and the whole is signed."""

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from bianmin.delivery.cases.vocab.signature import Signed
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.faces.portal.apply.draft import APPLICANT, Draft, Typed
from bianmin.faces.portal.apply.steps import Sheet, sheet
from bianmin.faces.portal.me.pages import visit_of
from bianmin.faces.ui.doors import Request
from bianmin.foundation.persons.vocab import VisitCard
from bianmin.kernel import masks
from bianmin.kernel.actor import Actor, Assurance
from bianmin.kernel.ids import plain

PROXY = "proxy_"


def proven(request: Request) -> VisitCard | None:
    """The visit of this browser, where an identity provider vouches for the person's number."""
    visit = visit_of(request)
    return visit if visit and visit.number and visit.assurance >= Assurance.IDENTITY else None


def shown(request: Request) -> dict[str, object]:
    """What the pages of an application say of the proof: who vouches, for which number; or that one can be given."""
    visit = proven(request)
    offered = bool(settings.OIDC_ISSUER and settings.OIDC_NUMBER) and not request.actor.staff
    return {
        "provider": settings.OIDC_NAME if visit or offered else "",
        "proven": masks.id_number(visit.number) if visit else "",
    }


def signed(request: Request) -> Signed | None:
    """What signs the application that this browser sends."""
    visit = proven(request)
    return Signed(visit.provider, settings.OIDC_NAME, visit.identity, visit.number) if visit else None


def sender(request: Request) -> Actor | None:
    """Who sends an application while proved."""
    visit = proven(request)
    return Actor(key=f"visit:{visit.id}", assurance=visit.assurance) if visit else None


def _fill(typed: Typed, visit: VisitCard, mine: str) -> None:
    """Put the number and the birth date into the boxes about whoever is proved, and out of those about another."""
    born = visit.birth_on.isoformat() if visit.birth_on else ""
    for name, value in (("id_number", visit.number), ("birth_on", born)):
        if mine and typed.get(name) == [value]:
            del typed[name]
        if value and not any(typed.get(mine + name, ())):
            typed[mine + name] = [value]


def judge(draft: Draft, service: ServiceCard, on: date, visit: VisitCard | None) -> Sheet:
    """Check both forms; a number that is not the one proved is wrong, the right one is locked."""
    typed = draft.typed[APPLICANT]
    who = typed.get("for_whom", [""])[-1]
    if visit is None or not who:
        return sheet(draft, service, on)
    mine = "" if who == "self" else PROXY
    _fill(typed, visit, mine)
    found, name = sheet(draft, service, on), f"{mine}id_number"
    if plain(typed[name][-1]) == visit.number:
        return replace(found, locked=frozenset({name}))
    found.checked[APPLICANT].errors[name] = _(
        "This is not the number of your certificate, %(number)s. Correct it, or sign out to apply without it."
    ) % {"number": masks.id_number(visit.number)}
    return found
