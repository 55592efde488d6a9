"""Add periods up for a case, and keep what came of it 期間併計."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case, Working
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.rules import works_on
from bianmin.delivery.cases.vocab.total import FIRST_DAY, LAST_DAY, SECTION
from bianmin.delivery.catalog.queries.sheets import calculator
from bianmin.delivery.catalog.vocab import Calculator
from bianmin.foundation.audit.actions import record
from bianmin.foundation.forms.tables.periods import Stay, Total, add_up
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused


class NothingToAddUp(Refused):
    """No period, or one that ends before it begins."""

    message = _("Enter at least one period, each with a last day that does not lie before its first.")


def _stay(given: dict[str, Any]) -> Stay:
    return Stay(date.fromisoformat(given[FIRST_DAY]), date.fromisoformat(given[LAST_DAY]), given)


def _plain(total: Total) -> dict[str, object]:
    return {
        "name": total.rule.name,
        "need": total.rule.need,
        "days": total.days,
        "full_years": total.full_years,
        "missing": total.missing,
        "demonstration": total.rule.source == "demonstration",
    }


def _fits(of: Calculator, given: dict[str, Any]) -> bool:
    """Whether a row of answers says everything the calculator asks, in the right order."""
    asked = {FIRST_DAY, LAST_DAY, *(one.code for one in of.questions if one.required)}
    return asked <= given.keys() and str(given[FIRST_DAY]) <= str(given[LAST_DAY])


def _keep(case: Case, of: Calculator, given: Sequence[dict[str, Any]], *, own: bool, by: Actor, at: datetime) -> None:
    stays = [_stay(one) for one in given]
    Working.objects.create(
        agency=case.agency,
        case=case,
        calculator=of.id,
        version=of.version,
        own=own,
        stays=list(given),
        totals=[_plain(add_up(rule, stays)) for rule in of.rules],
        by=by.key,
        at=at,
    )
    record(verb="cases.add_up", subject=case.subject, agency=case.agency, by=by, at=at)


@act()
def add_up_own(*, number: str, by: Actor, at: datetime) -> None:
    """Add up the periods that the applicant sent, where the service has a calculator and they can be added."""
    case = row(by, number)
    code, given = service_of(case).offer.calculator, case.answers.get(SECTION)
    if not code or not isinstance(given, list) or not given:
        return
    of = calculator(case.agency, code)
    if all(_fits(of, one) for one in given):
        _keep(case, of, given, own=True, by=by, at=at)


@act()
def add_up_found(*, number: str, stays: Sequence[dict[str, Any]], by: Actor, at: datetime) -> None:
    """Add up the periods as an officer found them in the records.

    Raises:
        NotAllowed, NotFound; NothingToAddUp.
    """
    case = row(by, number)
    if not works_on(by, case):
        raise NotAllowed
    code = service_of(case).offer.calculator
    if not code:
        raise NotFound
    of = calculator(case.agency, code)
    if not stays or not all(_fits(of, one) for one in stays):
        raise NothingToAddUp(field=SECTION)
    _keep(case, of, stays, own=False, by=by, at=at)
