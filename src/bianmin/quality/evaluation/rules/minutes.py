"""Who writes minutes, and who reads them."""

from typing import Final

from django.db.models import Q

from bianmin.kernel.actor import Actor, Permission, Role
from bianmin.quality.evaluation.vocab import Meeting

WRITERS: Final[dict[Meeting, tuple[Permission, ...]]] = {
    Meeting.COMMITTEE: (Permission.KEEP_MINUTES,),
    Meeting.AFFAIRS: (Permission.KEEP_MINUTES,),
    Meeting.VISIT: (Permission.KEEP_MINUTES,),
    Meeting.COACHING: (Permission.KEEP_MINUTES, Permission.COACH),
    Meeting.CHECK: (Permission.KEEP_MINUTES, Permission.INSPECT),
}
"""Who writes what: coaches and inspectors write down their own."""


def writable(actor: Actor, agency: str) -> list[Meeting]:
    """The kinds of minutes the actor may write in an agency."""
    if actor.has(Role.SYSTEM):
        return list(Meeting)
    return [meeting for meeting in Meeting if agency in actor.agencies(*WRITERS[meeting])]


def visible(actor: Actor) -> Q:
    """Minutes of the agency one works in or has visited; of rounds one judges; of visits one attends; one's own."""
    if actor.has(Role.SYSTEM):
        return Q()
    own = actor.agencies(Permission.BELONG)
    guest = Q(round__guests__person=actor.key, meeting__in=(Meeting.VISIT, Meeting.COACHING))
    invited = Q(round__judges__person=actor.key) | guest
    return Q(agency__in=own) | Q(over_agency__in=own) | invited | Q(written_by=actor.key)
