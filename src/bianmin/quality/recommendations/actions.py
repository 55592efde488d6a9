"""Begin a list of recommendations, add to it, and write how each is handled."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Period
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.orgs.queries import path_of, stands
from bianmin.foundation.packs.rules import may_load
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import FOUNDED, local_day
from bianmin.quality.recommendations.models import Collection, Recommendation, Step
from bianmin.quality.recommendations.queries.lists import row
from bianmin.quality.recommendations.rules import may_handle, may_list
from bianmin.quality.recommendations.vocab import (
    FACT,
    NUMBER_MOST,
    SETTLED,
    TEXT_MOST,
    TITLE_MOST,
    Handled,
    Item,
    Listing,
    ListPack,
)


class TitleIsMissing(Refused):
    """No title, or one that is too long."""

    message = _("Give the list a title of at most {most} characters.")


class NotHeldYet(Refused):
    """A visit that lies ahead."""

    message = _("This day has not come yet. Enter the day of the visit or meeting.")


class WordsAreMissing(Refused):
    """Nothing was written, or too much."""

    message = _("Write this, in at most {most} characters.")


class NoSuchUnit(Refused):
    """None of the units of the agency."""

    message = _("Choose the unit in charge from the list.")


class NumberIsLong(Refused):
    """A document number that does not fit."""

    message = _("A document number has at most {most} characters.")


def _note(found: Collection, verb: str, *, by: Actor, at: datetime) -> None:
    record(verb=f"recommendations.{verb}", subject=found.subject, agency=found.agency, by=by, at=at)


@act()
def begin(*, agency: str, listing: Listing, by: Actor, at: datetime) -> Collection:
    """Begin a list; its answers are due within its period after the visit, by the office calendar.

    Raises:
        NotAllowed, TitleIsMissing, NotHeldYet; WrongPeriod: the period cannot be read.
    """
    if not may_list(by, agency):
        raise NotAllowed
    if not 0 < len(listing.title.strip()) <= TITLE_MOST:
        raise TitleIsMissing(field="title", most=TITLE_MOST)
    if listing.held_on > local_day(at):
        raise NotHeldYet(field="held_on")
    year = str(local_day(at).year - FOUNDED + 1)
    until = due(Limit(listing.held_on, Period.parse(listing.period), office_calendar(agency))).due_on
    found = Collection.objects.create(
        agency=agency, number=f"建{year}-{take_number(agency=agency, kind='recommendations', period=year):03}",
        title=listing.title.strip(), source=listing.source, held_on=listing.held_on, due_on=until, made_by=by.key,
        made_on=local_day(at),
    )  # fmt: skip
    _note(found, "begin", by=by, at=at)
    return found


@act()
def bring(*, document: ListPack, by: Actor, at: datetime) -> Collection:
    """Bring in a list that was printed, with what became of it; one that is there keeps its rows, and gets the others.

    Raises:
        NotAllowed.
    """
    if not may_load(by, document.agency):
        raise NotAllowed
    key = {"agency": document.agency, "code": document.id}
    found = Collection.objects.select_for_update().filter(**key).first()
    if found is None:
        year = str(document.held_on.year - FOUNDED + 1)
        number = f"建{year}-{take_number(agency=document.agency, kind='recommendations', period=year):03}"
        found = Collection.objects.create(
            **key, number=number, title=document.title, source=document.by, held_on=document.held_on,
            due_on=document.due_on, made_by=by.key, made_on=local_day(at),
        )  # fmt: skip
    found.pack = document.model_dump_json(exclude_defaults=True)
    found.save(update_fields=["pack"])
    _note(found, "bring", by=by, at=at)
    there = set(found.items.values_list("place", flat=True))
    for place, item in enumerate(document.items, 1):
        if place not in there:
            _bring_item(found, place, item, by)
    return found


def _bring_item(found: Collection, place: int, item: Item, by: Actor) -> None:
    answered = (item.answered_on or found.held_on) if item.handling else None
    made = Recommendation.objects.create(
        agency=found.agency, collection=found, place=place, source=found.source, text=item.text,
        unit_path=path_of(found.agency, item.unit), on=found.held_on, handling=item.handling, progress=item.progress,
        benefit=item.benefit, adoption=item.adoption, document=item.document, answered_on=answered,
        settled_on=answered if item.adoption in SETTLED else None,
    )  # fmt: skip
    if answered:
        text = "\n".join(part for part in (item.handling, item.progress, item.document) if part)
        Step.objects.create(recommendation=made, by=by.key, on=answered, text=text, adoption=item.adoption)
    touch(fact=FACT, keys={(made.agency, made.unit_path, each) for each in (made.on, made.settled_on) if each})


def _words(field: str, text: str, *, needed: bool = True) -> str:
    said = text.strip()
    if (needed and not said) or len(said) > TEXT_MOST:
        raise WordsAreMissing(field=field, most=TEXT_MOST)
    return said


@act()
def add(*, number: str, text: str, unit: str, by: Actor, at: datetime) -> Recommendation:
    """Add a recommendation and the unit in charge 承辦單位.

    Raises:
        NotFound, NotAllowed, WordsAreMissing, NoSuchUnit.
    """
    found = Collection.objects.select_for_update().get(pk=row(by, number).pk)
    if not may_list(by, found.agency):
        raise NotAllowed
    said = _words("text", text)
    if not unit.startswith(f"/{found.agency}/") or not stands(unit, on=local_day(at)):
        raise NoSuchUnit(field="unit")
    last = found.items.order_by("-place").values_list("place", flat=True).first() or 0
    made = Recommendation.objects.create(
        agency=found.agency, collection=found, place=last + 1, source=found.source, text=said, unit_path=unit,
        on=found.held_on,
    )  # fmt: skip
    _note(found, "add", by=by, at=at)
    touch(fact=FACT, keys={(made.agency, made.unit_path, made.on)})
    return made


@act()
def handle(*, number: str, place: int, handled: Handled, by: Actor, at: datetime) -> Recommendation:
    """Write how a recommendation is handled; earlier words stay in its history.

    Raises:
        NotFound, NotAllowed, WordsAreMissing, NumberIsLong.
    """
    found = row(by, number)
    one = found.items.select_for_update().filter(place=place).first()
    if one is None:
        raise NotFound
    if not may_handle(by, found.agency, one.unit_path):
        raise NotAllowed
    one.handling = _words("handling", handled.handling)
    one.progress = _words("progress", handled.progress, needed=False)
    one.benefit = _words("benefit", handled.benefit, needed=False)
    if len(handled.document) > NUMBER_MOST:
        raise NumberIsLong(field="document", most=NUMBER_MOST)
    before, day = {one.on, one.settled_on or one.on}, local_day(at)
    one.document, one.adoption = handled.document.strip(), handled.adoption
    one.answered_on = one.answered_on or day
    one.settled_on = (one.settled_on or day) if handled.adoption in SETTLED else None
    one.save()
    text = "\n".join(part for part in (one.handling, one.progress, one.document) if part)
    Step.objects.create(recommendation=one, by=by.key, on=day, text=text, adoption=one.adoption)
    _note(found, "handle", by=by, at=at)
    touch(fact=FACT, keys={(one.agency, one.unit_path, each) for each in {*before, one.settled_on or one.on}})
    return one
