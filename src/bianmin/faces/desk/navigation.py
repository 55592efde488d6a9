"""The ways through the desk, each for those who may go it."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bianmin.faces.ui.doors import (
    ADMIN,
    ANSWERERS,
    ASKED,
    AUDIT,
    CASES,
    CATALOG,
    CHIEF,
    DUTIES,
    FIGURES,
    FILINGS,
    IMPROVE,
    INQUIRERS,
    INVITED,
    KEEPING,
    OFFICER,
    OPINIONS,
    ROUNDS,
    STAFF,
    SURVEYS,
    Door,
)
from bianmin.kernel.actor import Actor

Ways = tuple[tuple[str, str | Promise, Door], ...]

WORK: Final[Ways] = (
    ("/desk/", _("To do"), INVITED),
    ("/desk/people/", _("Find a person"), OFFICER),
    ("/desk/counter/", _("Counter"), OFFICER),
    ("/desk/appointments/", _("Appointments"), CASES),
    ("/desk/payments/", _("Payments"), CASES),
    ("/desk/calls/", _("Answer calls"), ANSWERERS),
    ("/desk/tasks/", _("Calls and letters"), OFFICER),
    ("/desk/talks/", _("Text chat"), CASES),
    ("/desk/permits/", _("Permits"), CASES),
    ("/desk/interviews/", _("Interviews"), CASES),
    ("/desk/registers/", _("Registers"), INVITED),
    ("/desk/lookups/", _("Look-ups"), CASES),
    ("/desk/inquire/", _("Look up for your agency"), INQUIRERS),
    ("/desk/chief/", _("Chief's screen"), CHIEF),
)
"""What is done every day stands in the open."""

VOICE: Final[Ways] = (
    ("/desk/opinions/", _("Opinions"), OPINIONS),
    ("/desk/forum/", _("Forum"), OPINIONS),
    ("/desk/press/", pgettext_lazy("media", "Press"), OPINIONS),
    ("/desk/newsletters/", _("Newsletters"), CASES),
    ("/desk/ratings/", _("Ratings"), CASES),
)
"""What the public says 民意."""
QUALITY: Final[Ways] = (
    ("/desk/indicators/", _("Indicators"), FIGURES),
    ("/desk/plans/", _("Plans"), FIGURES),
    ("/desk/surveys/", _("Surveys"), SURVEYS),
    ("/desk/votes/", _("Votes of colleagues"), ASKED),
    ("/desk/appraisals/", _("Appraisals of mailboxes"), FIGURES),
    ("/desk/checks/", pgettext_lazy("of units", "Checks"), FIGURES),
    ("/desk/recommendations/", _("Recommendations"), FIGURES),
    ("/desk/improvements/", _("Improvements"), IMPROVE),
    ("/desk/evaluation/", _("Self-evaluation"), FIGURES),
    ("/desk/rounds/", _("Evaluations"), ROUNDS),
    ("/desk/groups/", _("Task groups"), FIGURES),
    ("/desk/minutes/", _("Minutes"), FIGURES),
    ("/desk/filings/", _("Filings"), FILINGS),
    ("/desk/reports/", _("Reports"), FIGURES),
    ("/desk/proofread/", _("Proofread"), FIGURES),
)
HOUSE: Final[Ways] = (
    ("/desk/calendar/", _("Calendar"), STAFF),
    ("/desk/rotas/", _("Rotas"), STAFF),
    ("/desk/catalog/", _("Services"), CATALOG),
    ("/desk/voice/", _("Automatic telephone line"), CASES),
    ("/desk/letters/", _("Wordings of letters"), CATALOG),
    ("/desk/duties/", _("Duties"), DUTIES),
    ("/desk/site/", _("Website"), CATALOG),
    ("/desk/partners/", _("Partners"), CHIEF),
    ("/desk/lookup-accounts/", _("Look-up accounts"), AUDIT),
    ("/desk/packs/", _("Packs"), ADMIN),
    ("/desk/keeping/", _("Keeping"), KEEPING),
    ("/desk/journal/", _("Journal"), AUDIT),
)
PARTS: Final = (
    ("/desk/languages/", "/desk/packs/"),
    ("/desk/cases/", "/desk/"),
    ("/desk/warnings/", "/desk/"),
    ("/desk/own-indicators/", "/desk/indicators/"),
    ("/desk/counts/", "/desk/indicators/"),
    ("/desk/meetings/", "/desk/groups/"),
)
"""Pages that one comes to from another, where they lie in the navigation."""
FEW: Final = 2
DRAWERS: Final = ((_("Public voice"), VOICE), (_("Quality"), QUALITY), (_("House"), HOUSE))
"""The rest lies in drawers by its name, so that the first line stays one line."""


@dataclass(frozen=True, slots=True)
class Way:
    """One link of the navigation; `current` when the page lies on it."""

    address: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class Drawer:
    """A drawer of links; `current` is the label of the page it holds just now, empty when it holds none."""

    label: str
    ways: list[Way]

    @property
    def current(self) -> str:
        """The page one is on, if it lies in here."""
        return next((way.label for way in self.ways if way.current), "")


def _ways(links: Ways, actor: Actor, here: str) -> list[Way]:
    place = next((whole for part, whole in PARTS if here.startswith(part)), here)
    return [
        Way(address, str(label), place == address or (address != "/desk/" and place.startswith(address)))
        for address, label, door in links
        if door.opens(actor)
    ]


def opens(actor: Actor, address: str) -> bool:
    """Whether a page lies on a way that the actor may go."""
    links = (*WORK, *VOICE, *QUALITY, *HOUSE)
    return any(address.startswith(way) and door.opens(actor) for way, _label, door in links if way != "/desk/")


def ways(actor: Actor, here: str) -> tuple[list[Way], list[Drawer]]:
    """The links an actor may follow from a page, those of every day and the drawers; cases lie where they are listed.

    Whoever has no daily work here finds the contents of a single drawer in the open.
    """
    daily = _ways(WORK, actor, here)
    drawers = [Drawer(str(label), found) for label, links in DRAWERS if (found := _ways(links, actor, here))]
    if len(daily) > FEW:
        return daily, drawers
    return [*daily, *(way for drawer in drawers for way in drawer.ways)], []
