"""What a computer found in an application, for whoever may see the case."""

from bianmin.delivery.cases.models import Screening
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab.screening import Finding, ScreeningCard
from bianmin.kernel.actor import Actor


def screening(actor: Actor, number: str) -> ScreeningCard | None:
    """What was found when the case came in; None where no principles were in force.

    Raises:
        NotFound: there is no such case, or the actor may not see it.
    """
    found = Screening.objects.filter(case=row(actor, number)).first()
    if found is None:
        return None
    return ScreeningCard(
        rule=found.rule,
        version=found.version,
        name=found.name,
        passed=found.passed,
        decided=found.decided,
        findings=tuple(Finding(**one) for one in found.findings),
        inputs=tuple(sorted(found.inputs)),
        at=found.screened_at,
    )
