"""Who makes a newsletter, who issues it, who wins subscribers, and which subscription is one's own."""

from typing import Final

from django.db.models import Q

from bianmin.delivery.newsletters.models import Issue, Subscriber
from bianmin.delivery.newsletters.vocab.cards import IssueCard, SubscriberCard
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.reach import in_reach

READERS: Final = (Role.OFFICER, Role.CHIEF, Role.AUDITOR)
WORKERS: Final = (Role.OFFICER, Role.CHIEF)


def readable(actor: Actor) -> Q:
    """The issues an actor reads at the desk: those of the own agency."""
    return Q() if actor.has(Role.SYSTEM) else Q(agency__in=actor.agencies(*READERS))


def reached(actor: Actor) -> Q:
    """The subscriptions an actor sees, masked: those the own units won; chiefs and auditors of the agency all."""
    return in_reach(actor)


def may_make(actor: Actor, agency: str, unit_path: str) -> bool:
    """Officers and chiefs of the unit that makes a newsletter work on its issues."""
    return actor.has(Role.SYSTEM) or (agency in actor.agencies(*WORKERS) and actor.over(unit_path, *WORKERS))


def may_work(actor: Actor, one: Issue | IssueCard) -> bool:
    """Whether an actor works on an issue."""
    return may_make(actor, one.agency, one.unit_path)


def may_lead(actor: Actor, one: Issue | IssueCard) -> bool:
    """A chief over the unit issues 發行."""
    return one.agency in actor.agencies(Role.CHIEF) and actor.over(one.unit_path, Role.CHIEF)


def may_win(actor: Actor, agency: str) -> bool:
    """Officers and chiefs of every unit ask for consent and subscribe people."""
    return actor.staff and agency in actor.agencies(*WORKERS)


def is_own(actor: Actor, one: Subscriber | SubscriberCard) -> bool:
    """Whether whoever acts opened it by its link."""
    return one.subject in actor.holds
