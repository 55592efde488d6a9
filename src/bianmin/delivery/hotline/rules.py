"""Who sees the line's work, and what it refuses."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import Refused


class NoLine(Refused):
    """The agency has no automatic line."""

    message = _("This office has no automatic line. Load a pack of kind voice first.")


class CallIsOver(Refused):
    """Nothing can be typed into a call that has ended, or never was."""

    message = _("This call is over. Begin another.")


class TooManyFaxes(Refused):
    """One machine gets only so many guides a day."""

    message = _("So many guides were sent to this fax number today that no more go there. Try again tomorrow.")


class NotALandline(Refused):
    """A fax goes to a landline of this country."""

    message = _("This is no fax number we can send to. Type a landline with its area code.")


def readable(actor: Actor) -> Q:
    """The faxes an actor may see: officers those of their units, chiefs and auditors their agency's."""
    if actor.has(Role.SYSTEM):
        return Q()
    seen = Q(agency__in=actor.agencies(Role.CHIEF, Role.AUDITOR))
    for path in actor.paths(Role.OFFICER):
        seen |= Q(agency__in=actor.agencies(Role.OFFICER), unit_path__startswith=path)
    return seen
