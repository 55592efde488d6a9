"""Write down what the media said, and give it at once to the unit that answers."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.press.actions.steps import keep, link, note, words
from bianmin.delivery.press.models import Item, Policy
from bianmin.delivery.press.queries.items import number_for
from bianmin.delivery.press.queries.rules import due_at, rules_for
from bianmin.delivery.press.rules import may_write_down
from bianmin.delivery.press.vocab import TITLE_MOST, PressRules, Seen, Step, Tone
from bianmin.foundation.forms.vocab import Kept
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.orgs.queries import agency_named, units_of
from bianmin.foundation.packs.actions import hold
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import compact, local_day

KEY: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")
SERIES: Final = "press"


class FormIsOld(Refused):
    """The form was sent without the key it was shown with."""

    message = _("The form is incomplete. Open the page again and write once more.")


class MediumIsMissing(Refused):
    """None of the media of the agency."""

    message = _("Choose the medium.")


class ToneIsMissing(Refused):
    """None of the three."""

    message = _("Choose how it speaks of the office.")


class UnitIsMissing(Refused):
    """No unit of the agency."""

    message = _("Choose one of the units.")


class NotYet(Refused):
    """A day or moment that has not come, or seen before it appeared."""

    message = _("This lies ahead, or before the day it appeared. Check date and time.")


@act()
def write_rules(*, rules: PressRules, by: Actor, at: datetime) -> None:
    """Let a press pack hold for its agency; a later one replaces it."""
    if not (by.has(Role.SYSTEM) or rules.agency in by.agencies(Role.ADMIN, Role.RESEARCH)):
        raise NotAllowed
    hold(Policy, rules, verb="press.write_rules", subject="press.rules", by=by, at=at)


def check_unit(agency: str, path: str, at: datetime) -> None:
    """Refuse a path that is no unit of the agency.

    Raises:
        UnitIsMissing.
    """
    if not units_of(agency, on=local_day(at)).filter(path=path).exists():
        raise UnitIsMissing(field="unit")


def _check(seen: Seen, rules: PressRules, at: datetime) -> None:
    if not KEY.fullmatch(seen.key):
        raise FormIsOld
    if not rules.medium(seen.medium):
        raise MediumIsMissing(field="medium")
    if seen.tone not in Tone.values:
        raise ToneIsMissing(field="tone")
    if seen.appeared_on > local_day(at):
        raise NotYet(field="appeared_on")
    if seen.seen_at > at or local_day(seen.seen_at) < seen.appeared_on:
        raise NotYet(field="seen_at")
    check_unit(seen.agency, seen.unit, at)


def _row(seen: Seen, rules: PressRules) -> Item:
    day = local_day(seen.seen_at)
    title, text = words(seen.title, "title", most=TITLE_MOST), words(seen.text, "text")
    source = link(seen.link, "link")
    serial = take_number(agency=seen.agency, kind=SERIES, period=compact(day))
    return Item.objects.create(
        agency=seen.agency,
        unit_path=seen.unit,
        number=number_for(agency_named(seen.agency).short, day, serial),
        key=seen.key,
        medium=seen.medium,
        medium_name=rules.medium(seen.medium),
        outlet=seen.outlet.replace("\0", "").strip()[:120],
        title=title,
        text=text,
        link=source,
        tone=seen.tone,
        appeared_on=seen.appeared_on,
        seen_at=seen.seen_at,
        seen_on=day,
        due_at=due_at(rules, seen.tone, seen.seen_at),
    )


def _earlier(seen: Seen) -> Item | None:
    """What the same form made when it was sent before."""
    return Item.objects.filter(agency=seen.agency, key=seen.key).first()


@act()
def write_down(*, seen: Seen, clippings: Sequence[Kept] = (), by: Actor, at: datetime) -> Item:
    """Write down what was seen or heard 登錄輿情; the same key again gives the same item.

    Raises:
        NotFound: the agency has no rules for the press. NotAllowed, FormIsOld, MediumIsMissing, ToneIsMissing,
        UnitIsMissing, NotYet, WordsAreMissing, WrongLink, NoKindKnown.
    """
    rules = rules_for(seen.agency)
    if not may_write_down(by, seen.agency):
        raise NotAllowed
    if before := _earlier(seen):
        return before
    _check(seen, rules, at)
    try:
        with attempt():
            item = _row(seen, rules)
    except IntegrityError:
        if before := _earlier(seen):
            return before
        raise
    if clippings:
        item.clippings = keep(item, item.subject, clippings, by=by, at=at)
        item.save(update_fields=["clippings"])
    note(item, Step.SEEN, by=by, at=at)
    return item
