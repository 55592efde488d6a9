"""Who may set the calendar and keep the ledger of a time limit."""

from typing import Final

from bianmin.kernel.actor import Actor, Role

KEEPERS: Final = (Role.ADMIN, Role.CHIEF)
"""Who keeps the calendar of an agency."""


def may_set_calendar(actor: Actor, agency: str) -> bool:
    """Administrators and chiefs of the agency; the calendar of all agencies (empty code) any administrator."""
    if actor.has(Role.SYSTEM):
        return True
    return agency in actor.agencies(*KEEPERS) if agency else actor.has(Role.ADMIN)


def may_pause(actor: Actor, agency: str) -> bool:
    """Officers and chiefs of the agency pause and extend."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(Role.OFFICER, Role.CHIEF)


def may_resume(actor: Actor, agency: str, subject: str) -> bool:
    """Whoever may pause, and the citizen who proved that the matter is his: a supplement ends the pause.

    A matter that was opened again has a ledger of its own, `cases.case:7/2`.
    """
    return may_pause(actor, agency) or subject.partition("/")[0] in actor.holds
