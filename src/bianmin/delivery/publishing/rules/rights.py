"""Who reads, writes, approves and checks what the agency publishes."""

from datetime import date
from typing import Final

from django.db.models import Q

from bianmin.delivery.publishing.models import Article, Edition
from bianmin.delivery.publishing.vocab import State, Verb
from bianmin.kernel.actor import Actor, Role

READERS: Final = (Role.OFFICER, Role.CHIEF, Role.RESEARCH, Role.AUDITOR, Role.ADMIN)
WRITERS: Final = (Role.OFFICER, Role.CHIEF, Role.RESEARCH, Role.ADMIN)
CHECKERS: Final = (Role.CHIEF, Role.RESEARCH, Role.ADMIN)


def _over(actor: Actor, path: str, *roles: Role) -> bool:
    return actor.has(Role.SYSTEM) or any(path.startswith(held) for held in actor.paths(*roles))


def readable(actor: Actor) -> Q:
    """Staff with a role in the agency read all that it publishes, drafts too."""
    return Q() if actor.has(Role.SYSTEM) else Q(agency__in=actor.agencies(*READERS))


def public(on: date) -> Q:
    """The editions anybody may read on a day."""
    return Q(state=State.PUBLISHED) & (Q(valid_until__isnull=True) | Q(valid_until__gte=on))


def may_write(actor: Actor, unit_path: str) -> bool:
    """Officers of the unit, its chief, and research officers and administrators above it."""
    return _over(actor, unit_path, *WRITERS)


def may_publish(actor: Actor, unit_path: str) -> bool:
    """The chief of the unit in charge or above it 主管核准."""
    return _over(actor, unit_path, Role.CHIEF)


def may_check(actor: Actor, unit_path: str) -> bool:
    """Chiefs, research officers and administrators draw samples and write tests down."""
    return _over(actor, unit_path, *CHECKERS)


def may_look(actor: Actor, keeper: str, unit_path: str) -> bool:
    """Whoever looks after the article, a deputy of theirs, and the chief."""
    return keeper in (actor.key, actor.deputising_for) or may_publish(actor, unit_path)


def may_judge(actor: Actor, keeper: str, unit_path: str) -> bool:
    """Whoever checks, but nobody the article they look after themselves."""
    return may_check(actor, unit_path) and keeper not in (actor.key, actor.deputising_for)


def allowed(actor: Actor, article: Article, live: Edition | None, draft: Edition | None) -> frozenset[Verb]:
    """What an actor may do with an article as it stands."""
    writes, leads = may_write(actor, article.unit_path), may_publish(actor, article.unit_path)
    state = draft.state if draft else ""
    tests = {
        Verb.WRITE: writes and state != State.ASKED,
        Verb.ASK: writes and state == State.DRAFT,
        Verb.PUBLISH: leads and bool(state),
        Verb.SEND_BACK: leads and state == State.ASKED,
        Verb.WITHDRAW: leads and live is not None,
        Verb.HAND: leads,
    }
    return frozenset(verb for verb, holds in tests.items() if holds)
