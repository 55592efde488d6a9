"""Who writes the wording of letters, and what a wording needs."""

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.packs.rules import may_load
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import Refused


class NoWording(Refused):
    """No pack gives the wording of this letter."""

    message = _("There is no wording for the letter {code}. Load a pack of kind letter with this id.")


class WordingIsTaken(Refused):
    """This version of a letter stands with another wording; a version never changes."""

    message = _("Version {version} of the letter {code} stands with other words. Give the changed one a new version.")


class WordingWasChanged(Refused):
    """Somebody else wrote the letter anew since the page was opened."""

    message = _("Somebody else wrote this letter anew meanwhile. Copy your text, load the page again, and write it in.")


def may_write(actor: Actor, agency: str) -> bool:
    """Chiefs of the agency, and whoever may load its packs, write its letters."""
    return may_load(actor, agency) or (bool(agency) and agency in actor.agencies(Role.CHIEF))
