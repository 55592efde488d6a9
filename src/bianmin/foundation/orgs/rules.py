"""Who writes agencies and units, and which changes are possible."""

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.orgs.models import Unit
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import Refused


class UnitMoved(Refused):
    """A unit cannot change its place: figures of the past hang on its path."""

    message = _("The unit {code} stands under another unit. Close it and make a new one with another code.")


class UnitAbove(Refused):
    """A unit is put under one that is not there."""

    message = _("There is no unit {code} to put {name} under. Write the upper unit first.")


def may_write(actor: Actor, agency: str) -> bool:
    """Administrators and research officers write their agency and its units; the platform any."""
    return actor.has(Role.SYSTEM) or (actor.staff and agency in actor.agencies(Role.ADMIN, Role.RESEARCH))


def check_place(unit: Unit, path: str) -> None:
    """Refuse to move a unit.

    Raises:
        UnitMoved: its path would change.
    """
    if unit.path != path:
        raise UnitMoved(code=unit.code)
