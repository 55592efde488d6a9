"""Read the reviews of procedures, and what they saved citizens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Subquery

from bianmin.delivery.catalog.models import Review, ServiceVersion
from bianmin.delivery.catalog.vocab.reviews import Effort, Looked, ReviewCard


def _effort(minutes: int | None, dollars: int | None, sheets: int) -> Effort | None:
    return None if minutes is None or dollars is None else Effort(minutes, dollars, sheets)


def _card(row: Review, names: Mapping[str, str]) -> ReviewCard:
    looked = Looked(
        reviewed_on=row.reviewed_on,
        about=tuple(row.about),
        asked=row.asked,
        finding=row.finding,
        came=row.came,
        change=row.change,
        before=_effort(row.minutes_before, row.dollars_before, row.sheets_before),
        after=_effort(row.minutes_after, row.dollars_after, row.sheets_after),
    )
    return ReviewCard(row.code, names.get(row.code, row.code), row.version, looked, row.noted_by)


def reviews(agency: str, code: str = "") -> list[ReviewCard]:
    """The reviews of an agency's services, newest first; of one service where `code` is given. All are public."""
    rows = Review.objects.filter(agency=agency).order_by("-reviewed_on", "-pk")
    rows = rows.filter(code=code) if code else rows
    known = ServiceVersion.objects.filter(agency=agency).order_by("valid_from").values_list("code", "name")
    return [_card(row, dict(known)) for row in rows[:500]]


@dataclass(frozen=True, slots=True)
class Eased:
    """From a day on one case of a service asks so much less of a citizen; what more it asks is negative."""

    code: str
    name: str
    since: date
    until: date | None
    minutes: int
    dollars: int
    sheets: int


def eased(cards: Iterable[ReviewCard]) -> list[Eased]:
    """What measured reviews saved a case, each until the next measured review of the same service."""
    found, ends = [], dict[str, date]()
    for card in cards:
        before, after = card.looked.before, card.looked.after
        if before is None or after is None:
            continue
        since, code = card.looked.reviewed_on, card.code
        less = Effort(before.minutes - after.minutes, before.dollars - after.dollars, before.sheets - after.sheets)
        found.append(Eased(code, card.name, since, ends.get(code), less.minutes, less.dollars, less.sheets))
        ends[code] = since
    return found


def spared(effort: str, *, day: str) -> Subquery:
    """For each row of a service: how much less `effort` (minutes, dollars, sheets) the newest review asks by `day`.

    The row has the columns `agency`, `service_code` and `day`; null where none was measured as yet.
    """
    rows = Review.objects.filter(
        agency=OuterRef("agency"), code=OuterRef("service_code"), reviewed_on__lte=OuterRef(day),
        minutes_before__isnull=False, minutes_after__isnull=False,
    )  # fmt: skip
    less = rows.order_by("-reviewed_on", "-pk").annotate(less=F(f"{effort}_before") - F(f"{effort}_after"))
    return Subquery(less.values("less")[:1])
