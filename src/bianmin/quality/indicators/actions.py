"""Bring cells up to date, type counts in, publish values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch_range
from bianmin.foundation.facts.models import Mark
from bianmin.foundation.facts.queries import closed, waiting
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.quality.indicators.models import Cell, Comparison, Count, Entry, Indicator, Measure, Own, Snapshot, Target
from bianmin.quality.indicators.queries.counting import Counting, Region, countings, years
from bianmin.quality.indicators.queries.definitions import chosen, measures
from bianmin.quality.indicators.queries.entries import entries_visible_to, unchecked
from bianmin.quality.indicators.queries.snapshots import newest, standing
from bianmin.quality.indicators.queries.values import root_of, value, values_over
from bianmin.quality.indicators.rules import may_enter, may_publish
from bianmin.quality.indicators.vocab.comparing import Compared
from bianmin.quality.indicators.vocab.definitions import IndicatorShape, MeasureShape, TargetShape
from bianmin.quality.indicators.vocab.own import OwnWords, Term
from bianmin.quality.indicators.vocab.spans import Span, span
from bianmin.quality.indicators.vocab.values import Refreshed, Value

MARKS: Final = 20_000
DAYS: Final = 400
"""What one transaction of a refresh takes: so many marks, and ranges of so many days together."""
MOST_REASON: Final = 400
ENTRY: Final = "indicators.entry"
DESK: Final = "desk"
"""The pack of targets that were written on pages and have none."""


class NotTyped(Refused):
    """The measure is counted from rows, or there is none of this code."""

    message = _("{measure} is not a measure that is typed in. Choose one that is.")


class NoEvidence(Refused):
    """A typed count without evidence."""

    message = _("Say what the count rests on: a file, a document number, a register.")


class SamePerson(Refused):
    """The person who typed a count tries to check it."""

    message = _("Somebody else than the person who typed the count must check it.")


class NoReason(Refused):
    """A count is said to be wrong and nothing is said about why."""

    message = _("Say what is wrong with the count.")


class NotChecked(Refused):
    """A value rests on typed counts that no second person has checked."""

    message = _("This value rests on typed counts that nobody has checked yet. Let a second person check them first.")


class ReasonIsTooLong(Refused):
    """The reason of a correction does not fit."""

    message = _("Write at most {most} characters. You wrote {length}.")


class NeedsReason(Refused):
    """A value that was published already and has changed."""

    message = _("This value was published already. To correct it, give the reason.")


def _taken() -> list[Mark]:
    """The oldest marks that fit into one transaction; always one, when there is any."""
    taken: list[Mark] = []
    days = 0
    for mark in waiting()[:MARKS]:
        days += (mark.last - mark.first).days
        if taken and days > DAYS:
            break
        taken.append(mark)
    return taken


def _regions(marks: Iterable[Mark]) -> list[tuple[str, Region]]:
    """The marks of one fact, agency and unit as one region each."""
    days: dict[tuple[str, str, str], set[date]] = defaultdict(set)
    ranges: dict[tuple[str, str, str], set[tuple[date, date]]] = defaultdict(set)
    for mark in marks:
        key = (mark.fact, mark.agency, mark.unit)
        if mark.first == mark.last:
            days[key].add(mark.first)
        else:
            ranges[key].add((mark.first, mark.last))
    return [
        (key[0], Region(key[1], key[2], frozenset(days[key]), tuple(sorted(ranges[key]))))
        for key in sorted({*days, *ranges})
    ]


def _recount(counting: Counting, region: Region, shut: Mapping[str, date]) -> int:
    """Count a region anew; days that were `shut` because their rows are destroyed keep their cells."""
    cells = [cell for cell in counting.count(region) if cell.agency not in shut or cell.day > shut[cell.agency]]
    kept = Q()
    for agency, until in shut.items():
        kept |= Q(agency=agency, day__lte=until)
    counting.cells_in(region).exclude(kept).delete() if shut else counting.cells_in(region).delete()
    Cell.objects.bulk_create(cells, batch_size=500)
    return len(cells)


@transaction.atomic
def _refresh_once(at: datetime) -> Refreshed:
    Count.objects.filter(pk=1).update(counted_at=at)
    marks = _taken()
    known = countings({mark.fact for mark in marks})
    shut = {fact: closed(fact) for fact in known}
    written = sum(
        _recount(counting, region, shut[fact]) for fact, region in _regions(marks) for counting in known.get(fact, ())
    )
    Mark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    return Refreshed(len(marks), written)


def refresh(*, at: datetime) -> Refreshed:
    """Count the touched cells again, in transactions of bounded size; a mark made meanwhile waits for the next time.

    One refresh at a time: each transaction begins by taking the one row of `Count`.
    """
    Count.objects.get_or_create(pk=1)
    marks = cells = 0
    while (done := _refresh_once(at)).marks:
        marks += done.marks
        cells += done.cells
    return Refreshed(marks, cells)


def touch_all(*, fact: str) -> None:
    """Mark everything that a fact holds, year by year, in all agencies: for a new definition or a rebuild."""
    for first, last in years(FACTS.facts[fact]):
        touch_range(fact=fact, agency="", first=first, last=last)


def rebuild(*, at: datetime) -> Refreshed:
    """Count everything again; cells of measures that are no more are removed."""
    current = list(Measure.objects.filter(current=True))
    Cell.objects.exclude(measure__in=[row.code for row in current]).delete()
    for fact in sorted({row.fact for row in current if row.fact in FACTS.facts}):
        touch_all(fact=fact)
    return refresh(at=at)


@transaction.atomic
def enter(
    *, measure: str, agency: str, unit_path: str, span: Span, n: int, evidence: str, by: Actor, at: datetime
) -> Entry:
    """Type in what a measure counted in a unit over a span 人工填報; the same span again supersedes.

    Raises:
        NotAllowed: no officer, chief or research officer of the agency.
        NotTyped: the measure is counted from rows.
        NoEvidence: nothing is said about where the count comes from.
    """
    if not may_enter(by, agency):
        raise NotAllowed
    found = measures(agency).get(measure)
    if found is None or found.shape.type != "typed":
        raise NotTyped(field="measure", measure=measure)
    if not evidence.strip():
        raise NoEvidence(field="evidence")
    key = {"agency": agency, "measure": measure, "unit_path": unit_path, "first": span.first, "last": span.last}
    Entry.objects.filter(**key, superseded=False).update(superseded=True)
    row = Entry.objects.create(**key, n=n, evidence=evidence.strip(), entered_by=by.key, entered_at=at)
    record(verb="indicators.enter", subject=f"{ENTRY}:{row.pk}", agency=agency, by=by, at=at, fields=["n"])
    return row


@transaction.atomic
def check_entry(*, entry: int, right: bool, note: str = "", by: Actor, at: datetime) -> Entry:
    """Check a typed count against its evidence 複核: a second person says that it is right, or why it is not.

    One that is not right counts no longer.

    Raises:
        NotFound: there is none the actor may see, or it was superseded.
        SamePerson: whoever typed it, or stands in for that person, tries.
        NotAllowed: no chief, research officer or officer of the agency, or it was checked already.
        NoReason: it is not right, and nothing is said about why.
    """
    row = entries_visible_to(by).select_for_update().filter(pk=entry, superseded=False).first()
    if row is None:
        raise NotFound
    if not may_enter(by, row.agency) or row.checked_at is not None:
        raise NotAllowed
    if {by.key, by.deputising_for} & {row.entered_by}:
        raise SamePerson
    if not right and not note.strip():
        raise NoReason(field="note")
    row.checked_by, row.checked_at, row.check_note, row.superseded = by.key, at, note.strip()[:400], not right
    row.save()
    verb = "indicators.check" if right else "indicators.reject"
    record(verb=verb, subject=f"{ENTRY}:{row.pk}", agency=row.agency, by=by, at=at)
    return row


@transaction.atomic
def set_target(*, agency: str, target: TargetShape, by: Actor, at: datetime) -> Target:
    """Put a target in force 訂定目標值 for a unit (empty: the whole agency) and span; the one before it steps back.

    Raises:
        NotAllowed: no chief or research officer of the agency.
    """
    if not may_publish(by, agency):
        raise NotAllowed
    place = {"agency": agency, "indicator": target.indicator, "unit_path": target.unit or root_of(agency)}
    key = {**place, "span": span(target.span).text}
    before = Target.objects.filter(**key, current=True).first()
    definition = target.model_dump(mode="json", exclude_defaults=True)
    if before is not None and before.definition == definition:
        return before
    Target.objects.filter(**key, current=True).update(current=False)
    exact = Fraction(target.value)
    head = {"kind": "targets", "id": DESK, "version": "1", "agency": agency, "source": DESK}
    row = Target.objects.create(
        **key, pack=before.pack if before else DESK, version=before.version if before else "1",
        head=before.head if before else head, definition=definition, op=target.op, n=exact.numerator,
        d=exact.denominator, source=target.source,
    )  # fmt: skip
    record(verb="indicators.set_target", subject=f"indicators.target:{row.pk}", agency=agency, by=by, at=at)
    return row


@transaction.atomic
def compare(
    *, agency: str, code: str, kind: Compared, name: str, span: Span, value: str, source: str, by: Actor, at: datetime
) -> Comparison:
    """Type in a value to compare with 比較值; the same again supersedes.

    Raises:
        NotAllowed: no chief or research officer of the agency.
        UnknownIndicator: no such indicator.
        NoEvidence: nothing is said about where the value comes from, or whose it is.
    """
    if not may_publish(by, agency):
        raise NotAllowed
    chosen(agency, [code])
    for field, text in (("name", name), ("source", source)):
        if not text.strip():
            raise NoEvidence(field=field)
    key = {"agency": agency, "indicator": code, "kind": kind, "name": name.strip()[:200], "span": span.text}
    Comparison.objects.filter(**key, superseded=False).update(superseded=True)
    row = Comparison.objects.create(**key, value=value, source=source.strip()[:400], typed_by=by.key, typed_at=at)
    record(verb="indicators.compare", subject=f"indicators.comparison:{row.pk}", agency=agency, by=by, at=at)
    return row


@transaction.atomic
def drop_comparison(*, comparison: int, agency: str, by: Actor, at: datetime) -> None:
    """Take a typed comparison away.

    Raises:
        NotFound, NotAllowed: there is none, or the actor is no chief or research officer of the agency.
    """
    if not may_publish(by, agency):
        raise NotAllowed
    if not Comparison.objects.filter(pk=comparison, agency=agency, superseded=False).update(superseded=True):
        raise NotFound
    record(
        verb="indicators.drop_comparison", subject=f"indicators.comparison:{comparison}", agency=agency, by=by, at=at
    )


@transaction.atomic
def publish(
    *, code: str, agency: str, unit: str = "", span: Span, correction: str = "", by: Actor, at: datetime
) -> Snapshot:
    """Keep a value as published 發布; the same value again gives the snapshot that stands.

    Raises:
        NotAllowed: no chief or research officer of the agency.
        NotChecked: it rests on typed counts that no second person has checked.
        NeedsReason: another value was published before, and no reason for the correction is given.
    """
    if not may_publish(by, agency):
        raise NotAllowed
    found = value(by, code, agency=agency, unit=unit, span=span)
    if unchecked([found])[0]:
        raise NotChecked
    return _publish(found, newest(agency=agency, spans=[span]).get(standing(found)), correction, by=by, at=at)


def _check_correction(last: Snapshot | None, correction: str) -> None:
    """A correction says why, in few words."""
    if last is not None and not correction:
        raise NeedsReason(field="correction")
    if len(correction) > MOST_REASON:
        raise ReasonIsTooLong(field="correction", most=MOST_REASON, length=len(correction))


def _publish(now: Value, last: Snapshot | None, correction: str, *, by: Actor, at: datetime) -> Snapshot:
    if last is not None and (last.n, last.d, last.printed) == (now.n, now.d, now.printed):
        return last
    _check_correction(last, correction.strip())
    exact = now.value
    row = Snapshot.objects.create(
        agency=now.agency, indicator=now.code, unit_path=now.unit_path, span=now.span.text, version=now.version,
        edition=last.edition + 1 if last else 1, n=now.n, d=now.d, printed=now.printed,
        value_n=None if exact is None else exact.numerator, value_d=None if exact is None else exact.denominator,
        goal=now.goal.printed if now.goal else "", met=now.met, reason=now.reason, correction=correction.strip(),
        published_at=at, published_by=by.key,
    )  # fmt: skip
    record(verb="indicators.publish", subject=f"indicators.snapshot:{row.pk}", agency=now.agency, by=by, at=at)
    return row


@transaction.atomic
def publish_all(*, agency: str, span: Span, correction: str = "", by: Actor, at: datetime) -> list[Snapshot]:
    """Publish every value of a span and of its months that there is; those that rest on unchecked counts wait.

    Raises:
        NotAllowed: no chief or research officer of the agency.
        NeedsReason: a value was published before, has changed, and no reason is given; nothing is published.
    """
    if not may_publish(by, agency):
        raise NotAllowed
    spans = [span, *span.months] if len(span.months) > 1 else [span]
    found = [one for one in values_over(by, agency=agency, spans=spans) if one.value is not None]
    before = newest(agency=agency, spans=spans)
    return [
        _publish(one, before.get(standing(one)), correction, by=by, at=at)
        for one, waits in zip(found, unchecked(found), strict=True)
        if not waits
    ]


class SayItWhole(Refused):
    """A name, words, a unit or the basis are missing, or too long."""

    message = _("Write a name, what is counted in plain words, a unit for what is typed in, and the basis.")


def _lacking(said: OwnWords) -> str:
    """The box of the first thing that was left empty; the name's where something is too long."""
    above, below = said.numerator, said.denominator
    given = {
        "name": said.name,
        "above_words": above.words,
        "above_unit": above.measure or above.unit,
        "below_unit": below.measure or below.unit if below else "-",
        "source": said.source,
    }
    return next((box for box, value in given.items() if not value), "name")


def _term(of: Term, code: str, agency: str) -> tuple[str, str, list[dict[str, Any]]]:
    """Code and unit of the measure of a term, and the measure itself where it is a new one that people type in."""
    if of.measure:
        known = measures(agency).get(of.measure)
        if known is None:
            raise NotTyped(measure=of.measure)
        return of.measure, known.shape.unit, []
    shape = MeasureShape.model_validate({"code": code, "name": of.words, "type": "typed", "unit": of.unit})
    return code, of.unit, [shape.model_dump(mode="json", exclude_defaults=True)]


def _shapes(said: OwnWords, code: str, agency: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The indicator and the new measures, in the shapes of packs."""
    above, unit, new = _term(said.numerator, f"{code}.n", agency)
    plain: dict[str, Any] = {"formula": "total", "unit": unit, "decimals": 0}
    if said.denominator:
        below, _unit, more = _term(said.denominator, f"{code}.d", agency)
        new = new + more
        plain = {"formula": "ratio", "unit": "%", "factor": 100, "denominator": below}
        plain["denominator_words"] = said.denominator.words
    words = {"name": said.name, "numerator_words": said.numerator.words, "source": said.source, "note": said.note}
    shape = IndicatorShape.model_validate(
        {"code": code, "numerator": above, "direction": said.direction, "own": True, **words, **plain}
    )
    return shape.model_dump(mode="json", exclude_defaults=True), new


@transaction.atomic
def write_own(*, agency: str, said: OwnWords, by: Actor, at: datetime) -> str:
    """Write an indicator of the agency's own 自訂指標 (IN-26); nothing is counted before a second person approves it.

    Raises:
        NotAllowed, SayItWhole, NotTyped: nothing was kept.
    """
    if not may_enter(by, agency):
        raise NotAllowed
    code = f"own-{Own.objects.filter(agency=agency).count() + 1}"
    try:
        definition, new = _shapes(said, code, agency)
    except ValidationError as wrong:
        raise SayItWhole(field=_lacking(said)) from wrong
    row = Own.objects.create(
        agency=agency, code=code, definition=definition, measures=new, written_by=by.key, written_at=at
    )
    record(verb="indicators.write_own", subject=f"indicators.own:{row.pk}", agency=agency, by=by, at=at)
    return code


@transaction.atomic
def approve_own(*, own: int, by: Actor, at: datetime) -> str:
    """Approve an own indicator, which is in force from then on; whoever wrote it does not.

    Raises:
        NotFound, NotAllowed, SamePerson.
    """
    row = Own.objects.select_for_update().filter(pk=own, approved_at__isnull=True).first()
    if row is None:
        raise NotFound
    if not may_publish(by, row.agency):
        raise NotAllowed
    if row.written_by in {by.key, by.deputising_for}:
        raise SamePerson
    row.approved_by, row.approved_at = by.key, at
    row.save(update_fields=["approved_by", "approved_at"])
    head = {"id": row.code, "version": "1", "source": "desk", "agency": row.agency}
    shared = {"agency": row.agency, "pack": row.code, "version": "1"}
    for shape in row.measures:
        Measure.objects.create(**shared, head={**head, "kind": "measures"}, code=shape["code"], definition=shape)
    kept = {**head, "kind": "indicators"}
    Indicator.objects.create(**shared, head=kept, code=row.code, definition=row.definition)
    record(verb="indicators.approve_own", subject=f"indicators.own:{row.pk}", agency=row.agency, by=by, at=at)
    return row.code
