"""Check plans as they are loaded, and which checks come again."""

from datetime import date, timedelta
from typing import Final

from django.db.models import Max

from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Period
from bianmin.kernel.errors import NotFound
from bianmin.quality.checks.models import Check, Sheet
from bianmin.quality.checks.vocab.cards import Due
from bianmin.quality.checks.vocab.shapes import CheckPlan

SOON: Final = timedelta(days=14)
"""How long before its day a check that comes again is told."""


def check_plans(agency: str) -> list[CheckPlan]:
    """The check plans of an agency, its own before everybody's."""
    rows = Sheet.objects.filter(agency__in=("", agency)).order_by("agency", "code")
    newest = {row.code: CheckPlan.model_validate_json(row.text) for row in rows}
    return sorted(newest.values(), key=lambda one: (one.way, one.id))


def check_plan(agency: str, code: str) -> CheckPlan:
    """One by its code.

    Raises:
        NotFound.
    """
    row = Sheet.objects.filter(agency__in=("", agency), code=code).order_by("-agency").first()
    if row is None:
        raise NotFound
    return CheckPlan.model_validate_json(row.text)


def to_check(agency: str, on: date) -> list[Due]:
    """The checks that come again and are due soon or late, or never were made; two statements."""
    plans = [one for one in check_plans(agency) if one.every]
    if not plans:
        return []
    rows = Check.objects.filter(by_agency=agency, plan__in=[one.id for one in plans])
    last = dict(rows.values_list("plan").annotate(Max("on")))
    found = [_due(agency, one, last.get(one.id), on) for one in plans]
    return [one for one in found if one.due_on is None or one.due_on <= on + SOON]


def _due(agency: str, plan: CheckPlan, last: date | None, on: date) -> Due:
    if last is None:
        return Due(plan, None, None, overdue=False)
    until = due(Limit(last, Period.parse(plan.every), office_calendar(agency))).due_on
    return Due(plan, last, until, overdue=on > until)
