"""Work on an opinion: take it on, give it to somebody, sort it anew, raise it, give it more time."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.opinions.actions.receive import KindIsMissing
from bianmin.delivery.opinions.actions.steps import changing, locked, words
from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.queries.mailboxes import rules_of
from bianmin.delivery.opinions.rules import may_handle, may_lead
from bianmin.delivery.opinions.vocab import Kind, Step
from bianmin.foundation.accounts.queries import staff_of
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day


class UnitIsMissing(Refused):
    """No unit of the agency."""

    message = _("Choose one of the units.")


class OfficerIsMissing(Refused):
    """Nobody who works in the agency."""

    message = _("Choose somebody of the agency, or leave it to the unit.")


class NoHigherLevel(Refused):
    """It lies with the highest level already."""

    message = _("It lies with the highest level already.")


class TooLong(Refused):
    """The new day lies outside what may be granted."""

    message = _("Choose a day after {due} and not later than {most}.")


def handled(number: str, by: Actor) -> Opinion:
    """An open opinion that the actor works on, held until the act ends.

    Raises:
        NotFound, NotAllowed, AlreadyClosed.
    """
    opinion = locked(number, by)
    if not may_handle(by, opinion):
        raise NotAllowed
    return opinion


@act()
def take(*, number: str, by: Actor, at: datetime) -> Opinion:
    """Take an opinion on oneself 認領.

    Raises:
        NotFound, NotAllowed, AlreadyClosed.
    """
    opinion = handled(number, by)
    with changing(opinion, Step.TAKEN, "officer", by=by, at=at):
        opinion.officer = by.key
    return opinion


@act()
def assign(*, number: str, unit: str, officer: str, by: Actor, at: datetime, text: str = "") -> Opinion:
    """Give an opinion to a unit (its path), and to somebody there (the key of an account) 分辦.

    Raises:
        NotFound, NotAllowed, AlreadyClosed, UnitIsMissing, OfficerIsMissing.
    """
    opinion = handled(number, by)
    if not units_of(opinion.agency, on=local_day(at)).filter(path=unit).exists():
        raise UnitIsMissing(field="unit")
    if officer and officer not in {one.key for one in staff_of(opinion.agency)}:
        raise OfficerIsMissing(field="officer")
    with changing(opinion, Step.ASSIGNED, "unit_path", "officer", text=text.strip()[:500], by=by, at=at):
        opinion.unit_path, opinion.officer = unit, officer
    return opinion


@act()
def sort(*, number: str, kind: str, by: Actor, at: datetime) -> Opinion:
    """Say that an opinion is of another kind 改分類.

    Raises:
        NotFound, NotAllowed, AlreadyClosed, KindIsMissing.
    """
    opinion = handled(number, by)
    if kind not in Kind.values:
        raise KindIsMissing(field="kind")
    with changing(opinion, Step.SORTED, "kind", by=by, at=at):
        opinion.kind = kind
    return opinion


@act()
def raise_level(*, number: str, reason: str, by: Actor, at: datetime) -> Opinion:
    """Raise what is not settled here to the next level 提報上一層處理.

    Raises:
        NotFound, NotAllowed, AlreadyClosed, NoHigherLevel, WordsAreMissing.
    """
    opinion = handled(number, by)
    rules = rules_of(opinion.agency)
    if rules is None or opinion.level >= len(rules.levels):
        raise NoHigherLevel(field="reason")
    said = words(reason, "reason", most=1000)
    with changing(opinion, Step.RAISED, "level", text=said, by=by, at=at):
        opinion.level += 1
    return opinion


@act()
def extend(*, number: str, until: date, reason: str, by: Actor, at: datetime) -> Opinion:
    """Give an opinion more time 展延: by a chief, at most until the longest limit, with the reason that is told.

    Raises:
        NotFound, NotAllowed, AlreadyClosed, TooLong, WordsAreMissing.
    """
    opinion = locked(number, by)
    if not may_lead(by, opinion):
        raise NotAllowed
    if not max(opinion.due_on, local_day(at)) < until <= opinion.most_on:
        raise TooLong(field="until", due=opinion.due_on, most=opinion.most_on)
    said = words(reason, "reason", most=1000)
    with changing(opinion, Step.EXTENDED, "due_on", "extended_because", text=said, by=by, at=at):
        opinion.due_on, opinion.extended_because = until, said
    return opinion
