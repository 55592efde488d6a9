"""Checks as pages show them: the list, one with what it found, and how often the same was found before."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from bianmin.foundation.orgs.queries import overseen, unit_names
from bianmin.kernel.actor import Actor, Permission
from bianmin.kernel.errors import NotFound
from bianmin.quality.checks.models import Check, Finding
from bianmin.quality.checks.rules import own_unit, readable
from bianmin.quality.checks.vocab.cards import FINDING, CheckCard, FindingCard, State
from bianmin.quality.checks.vocab.shapes import CheckPlan, Way
from bianmin.quality.indicators.vocab.spans import Span

MOST: Final = 200
SAME: Final = (
    "agency", "by_agency", "number", "unit_path", "on", "state", "scores", "remarks", "total", "grade", "low",
    "betterment", "line", "person", "made_by", "closed_by", "closed_on",
)  # fmt: skip


def reach(actor: Actor) -> frozenset[str]:
    """Codes of the agencies whose units an actor may check: one's own, and those below the agency above."""
    return frozenset(overseen(actor, Permission.INSPECT))


def may_check(actor: Actor, unit_path: str) -> bool:
    """Whether an actor checks a unit: from above it, or from an agency above its own; never the own unit."""
    if own_unit(actor, unit_path):
        return False
    if actor.over(unit_path, Permission.INSPECT):
        return True
    agency = unit_path.split("/")[1]
    return agency in reach(actor) - actor.agencies(Permission.INSPECT)


def visible_to(actor: Actor) -> QuerySet[Check]:
    """The checks an actor may read."""
    return Check.objects.filter(readable(actor, frozenset(overseen(actor))))


def row(actor: Actor, number: str, *, agency: str = "") -> Check:
    """A check the actor may read; of the own agency unless another is named.

    Raises:
        NotFound.
    """
    rows = visible_to(actor).filter(number=number)
    known = {one.agency: one for one in rows}
    found = known.get(agency or actor.agency) or (next(iter(known.values())) if len(known) == 1 else None)
    if found is None:
        raise NotFound
    return found


def ref_of(found: Finding, number: str) -> str:
    """What improvements name a finding by: `checks.finding:查114-0001.2`."""
    return f"{FINDING}:{number}.{found.place}"


def card_of(found: Check, units: dict[str, str], retests: dict[int, str] | None = None) -> CheckCard:
    """The card of a row without what it found."""
    same: dict[str, Any] = {name: getattr(found, name) for name in SAME}
    plan = CheckPlan.model_validate_json(found.document)
    retest = (retests or {}).get(found.retest_of_id or 0, "")
    return CheckCard(id=found.pk, plan=plan, unit=units.get(found.unit_path, ""), retest=retest, **same)


def cards_of(rows: Iterable[Check]) -> list[CheckCard]:
    """The cards of rows with what they found; three statements, however many."""
    known = list(rows)
    found = Finding.objects.filter(check_of__in=known).order_by("check_of", "place")
    by_check: dict[int, list[Finding]] = {one.pk: [] for one in known}
    for one in found:
        by_check[one.check_of_id].append(one)
    paths = {one.unit_path for one in known} | {one.unit_path for every in by_check.values() for one in every}
    units = unit_names(paths)
    again = {one.retest_of_id for one in known if one.retest_of_id}
    retests = dict(Check.objects.filter(pk__in=again).values_list("pk", "number")) if again else {}
    cards = [card_of(one, units, retests) for one in known]
    return [replace(card, findings=_findings(card, by_check[card.id], units)) for card in cards]


def _findings(card: CheckCard, rows: Sequence[Finding], units: dict[str, str]) -> tuple[FindingCard, ...]:
    names = {item.code: item.name for item in card.plan.items}
    return tuple(
        FindingCard(
            ref_of(one, card.number), card.number, one.place, one.item, names.get(one.item, one.item), one.unit_path,
            units.get(one.unit_path, ""), one.found, one.demand, one.period, one.on,
        )
        for one in rows
    )  # fmt: skip


def checks(actor: Actor, *, way: str = "", telephone: bool = False) -> list[CheckCard]:
    """The checks an actor may read, the newest first; telephone tests only where they are asked for."""
    rows = visible_to(actor)
    rows = rows.filter(way=Way.TELEPHONE) if telephone else rows.exclude(way=Way.TELEPHONE)
    rows = rows.filter(way=way) if way else rows
    return cards_of(rows.order_by("-on", "-id")[:MOST])


def check(actor: Actor, number: str, *, agency: str = "") -> CheckCard:
    """One with what it found, and how often each was found before.

    Raises:
        NotFound.
    """
    card = cards_of([row(actor, number, agency=agency)])[0]
    before = _before(card)
    return replace(card, findings=tuple(replace(one, before=before[one.unit_path, one.item]) for one in card.findings))


def _before(card: CheckCard) -> Counter[tuple[str, str]]:
    """How often each of its items was found wrong at the same unit by earlier checks of the plan 重複缺失."""
    units, items = {one.unit_path for one in card.findings}, {one.item for one in card.findings}
    if not items:
        return Counter()
    earlier = Finding.objects.filter(
        agency=card.agency, unit_path__in=units, item__in=items, check_of__plan=card.plan.id,
        check_of__state=State.CLOSED, on__lte=card.on,
    ).exclude(check_of=card.id)  # fmt: skip
    return Counter(earlier.values_list("unit_path", "item"))


def of_span(agency: str, over: Span, *, published: bool = False) -> list[CheckCard]:
    """The closed checks of an agency's units over a span but for telephone tests, in the order of days."""
    rows = Check.objects.filter(agency=agency, state=State.CLOSED, on__range=(over.first, over.last))
    cards = cards_of(rows.exclude(way=Way.TELEPHONE).order_by("on", "id"))
    return [one for one in cards if one.plan.published or not published]


def newest(agency: str) -> date | None:
    """The day of the newest closed check of an agency."""
    return Check.objects.filter(agency=agency, state=State.CLOSED).order_by("-on").values_list("on", flat=True).first()
