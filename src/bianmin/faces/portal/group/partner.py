"""Which partner this visitor is: kept in the session, asked anew of the office's list each time."""

from typing import Final

from bianmin.faces.portal.common import the_agency
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import Request
from bianmin.foundation.forms.queries.partners import PartnerCard, standing
from bianmin.kernel.actor import Actor, Assurance

PLACE: Final = "partner"


def remember(request: Request, agency: str, partner: int) -> None:
    """This visitor showed the code of a partner."""
    request.session.cycle_key()
    request.session[PLACE] = [agency, partner]


def who(request: Request, slug: str) -> tuple[AgencyCard, PartnerCard | None]:
    """The agency of the address, and the partner at it whose code still holds."""
    here = the_agency(slug)
    agency, partner = request.session.get(PLACE, ["", 0])
    return here, standing(here.code, partner) if agency == here.code else None


def acting(partner: PartnerCard) -> Actor:
    """The partner as the journal names it."""
    return Actor(key=f"partner:{partner.id}", assurance=Assurance.CODE)
