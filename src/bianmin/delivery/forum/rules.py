"""Who reads themes and messages at the desk, who answers, who leads, and which colleagues a vote asks."""

from typing import Final

from django.db.models import Q

from bianmin.delivery.forum.models import Message, Theme
from bianmin.delivery.forum.vocab.cards import MessageCard, ThemeCard
from bianmin.delivery.forum.vocab.states import MESSAGE, Voters
from bianmin.kernel.actor import Actor, Grant, Permission, Role
from bianmin.kernel.reach import in_reach

WORKERS: Final = (Role.OFFICER, Role.CHIEF, Permission.ANSWER_OPINIONS)
"""Who drafts themes of a unit and answers what is written on them 業管單位派員經營維護."""
Rowed = Theme | Message | ThemeCard | MessageCard


def readable(actor: Actor) -> Q:
    """The themes and messages an actor reads at the desk: of the own units; auditors and chiefs of the agency all."""
    if actor.has(Role.SYSTEM):
        return Q()
    also = Q(pk__in=())
    for grant in actor.grants:
        if grant.meets(Permission.ANSWER_OPINIONS):
            also |= Q(agency=grant.agency, unit_path__startswith=grant.path)
    return in_reach(actor, also)


def held(actor: Actor) -> list[int]:
    """The keys of the messages whose code was typed, or that were written just now."""
    start = f"{MESSAGE}:"
    return [int(subject.removeprefix(start)) for subject in actor.holds if subject.startswith(start)]


def may_draft(actor: Actor, agency: str, unit_path: str) -> bool:
    """Officers and chiefs of a unit draft its themes, and who sees to opinions there."""
    return agency in actor.agencies(*WORKERS) and actor.over(unit_path, *WORKERS)


def may_work(actor: Actor, one: Rowed) -> bool:
    """Whoever drafts themes of the unit answers what is written, and takes it down."""
    return may_draft(actor, one.agency, one.unit_path)


def may_lead(actor: Actor, one: Rowed) -> bool:
    """A chief over the unit publishes a theme, closes it and publishes its summary 主管."""
    return one.agency in actor.agencies(Role.CHIEF) and actor.over(one.unit_path, Role.CHIEF)


def _colleagues(actor: Actor) -> list[Grant]:
    """The duties by which somebody is one of the colleagues who are asked."""
    return [grant for grant in actor.grants if grant.meets(Permission.SUGGEST)]


def asked(actor: Actor) -> Q:
    """The themes whose vote asks the actor as a colleague: of the whole house, or of the unit the actor works in."""
    found = Q(pk__in=())
    for grant in _colleagues(actor):
        ours = [grant.path[: end + 1] for end, sign in enumerate(grant.path) if sign == "/" and end]
        found |= Q(agency=grant.agency, voters=Voters.HOUSE)
        found |= Q(agency=grant.agency, voters=Voters.UNIT, unit_path__in=ours)
    return found


def is_asked(actor: Actor, theme: Theme | ThemeCard) -> bool:
    """Whether the vote of a theme asks the actor as a colleague."""
    voters = theme.voters if isinstance(theme, Theme) else theme.design.voters
    mine = [grant for grant in _colleagues(actor) if grant.agency == theme.agency]
    if voters == Voters.UNIT:
        return any(grant.path.startswith(theme.unit_path) for grant in mine)
    return voters == Voters.HOUSE and bool(mine)
