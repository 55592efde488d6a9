"""The ways through the desk, each for those who may go it."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bianmin.faces.ui.doors import (
    ADMIN,
    AUDIT,
    CASES,
    CATALOG,
    CHIEF,
    FIGURES,
    IMPROVE,
    KEEPING,
    OFFICER,
    ROUNDS,
    STAFF,
    Door,
)
from bianmin.kernel.actor import Actor

WAYS: Final[tuple[tuple[str, str | Promise, Door], ...]] = (
    ("/desk/", _("To do"), STAFF),
    ("/desk/people/", _("Find a person"), OFFICER),
    ("/desk/counter/", _("Counter"), OFFICER),
    ("/desk/payments/", _("Payments"), CASES),
    ("/desk/tasks/", _("Calls and letters"), OFFICER),
    ("/desk/ratings/", _("Ratings"), CASES),
    ("/desk/chief/", _("Chief's screen"), CHIEF),
    ("/desk/calendar/", _("Calendar"), STAFF),
    ("/desk/indicators/", _("Indicators"), FIGURES),
    ("/desk/plans/", _("Plans"), FIGURES),
    ("/desk/improvements/", _("Improvements"), IMPROVE),
    ("/desk/evaluation/", _("Self-evaluation"), FIGURES),
    ("/desk/rounds/", _("Evaluations"), ROUNDS),
    ("/desk/reports/", _("Reports"), FIGURES),
    ("/desk/proofread/", _("Proofread"), FIGURES),
    ("/desk/catalog/", _("Services"), CATALOG),
    ("/desk/packs/", _("Packs"), ADMIN),
    ("/desk/keeping/", _("Keeping"), KEEPING),
    ("/desk/journal/", _("Journal"), AUDIT),
)


@dataclass(frozen=True, slots=True)
class Way:
    """One link of the navigation; `current` when the page lies on it."""

    address: str
    label: str
    current: bool


def ways(actor: Actor, here: str) -> list[Way]:
    """The links an actor may follow from a page; cases lie on the way that lists them."""
    place = "/desk/packs/" if here.startswith("/desk/languages/") else here
    place = "/desk/" if here.startswith(("/desk/cases/", "/desk/warnings/")) else place
    return [
        Way(address, str(label), place == address or (address != "/desk/" and place.startswith(address)))
        for address, label, door in WAYS
        if door.opens(actor)
    ]
