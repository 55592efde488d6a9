"""Where the work of keeping begins: what each may do here."""

from typing import Final

from django.http import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bianmin.faces.desk.common import show
from bianmin.faces.ui.doors import AUDIT, BREACHES, DEMANDS, KEEPER, KEEPING, Door, Request, door

PLACES: Final[tuple[tuple[str, str | Promise, str | Promise, Door], ...]] = (
    (
        "state/",
        _("State of the installation"),
        _("Disk, database, worker, mail, seals, backup: what is not well, and how to mend it."),
        KEEPER,
    ),
    (
        "accounts/",
        _("Accounts"),
        _("Who signs in, with which roles, when last; make, suspend and open accounts, give new passwords."),
        KEEPER,
    ),
    (
        "clients/",
        _("Keys of systems"),
        _("Which systems of other agencies enter by a key, what for and until when; give one, take one back."),
        KEEPER,
    ),
    (
        "acts/",
        _("Acts of administrators"),
        _("What administrators did in a month; note that you looked it through."),
        AUDIT,
    ),
    (
        "demands/",
        _("Requests about personal data"),
        _("To see, correct, stop or delete one's own data: 15 or 30 days, with proof of identity and a letter."),
        DEMANDS,
    ),
    (
        "breaches/",
        _("Breaches of personal data"),
        _("Record what happened at once; the page says what is to be reported and told until when."),
        BREACHES,
    ),
    (
        "destruction/",
        _("Destruction"),
        _("What is past its retention period, by a list two persons agree on; holds. Figures stay."),
        AUDIT,
    ),
)


@door(KEEPING)
@require_safe
def start(request: Request) -> HttpResponseBase:
    """The places of keeping that the reader may enter."""
    places = [(address, title, words) for address, title, words, entrance in PLACES if entrance.opens(request.actor)]
    return show(request, "keeping/start", places=places)
