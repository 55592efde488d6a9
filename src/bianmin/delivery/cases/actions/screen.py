"""Keep what a computer found in an application."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bianmin.delivery.cases.actions.steps import happened
from bianmin.delivery.cases.models import Screening
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.rules import works_on
from bianmin.delivery.cases.vocab import EventKind
from bianmin.delivery.cases.vocab.screening import Finding
from bianmin.delivery.catalog.vocab import Principles
from bianmin.foundation.audit.actions import record
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed


@act()
def keep_screening(
    *,
    number: str,
    rule: Principles,
    findings: Sequence[Finding],
    inputs: Mapping[str, Any],
    decides: bool,
    by: Actor,
    at: datetime,
) -> bool:
    """Keep what was found, once for a case; tells whether all of it passed."""
    case = row(by, number)
    if not works_on(by, case):
        raise NotAllowed
    passed = all(one.passed for one in findings)
    Screening.objects.create(
        agency=case.agency,
        case=case,
        rule=rule.id,
        version=rule.version,
        name=rule.name,
        passed=passed,
        decided=passed and decides,
        findings=[asdict(one) for one in findings],
        inputs=dict(inputs),
        screened_by=by.key,
        screened_at=at,
    )
    kind = EventKind.SCREENED if passed else EventKind.SCREENED_ASIDE
    happened(case, kind, by=by, at=at, name=rule.name, version=rule.version)
    why = f"{rule.id} {rule.version}"
    record(
        verb="cases.screen", subject=case.subject, agency=case.agency, fields=sorted(inputs), purpose=why, by=by, at=at
    )
    return passed
