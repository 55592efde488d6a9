"""Screen: a computer looks at an application by principles of review; what passes may be granted at once.

What does not pass goes to an officer with the reasons: a computer never refuses. Principles that ask registers are
looked at when these have answered (`askfirst`).
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import get_language, gettext

from bianmin.delivery.cases.actions.decide import decide, release
from bianmin.delivery.cases.actions.screen import keep_screening
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.screening import screening
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import Outcome
from bianmin.delivery.cases.vocab.screening import Finding, ScreeningCard
from bianmin.delivery.catalog.queries.sheets import principles
from bianmin.delivery.catalog.vocab import Principle, Principles, ServiceCard
from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.queries.published import kinds_granted_by
from bianmin.foundation.forms.rules.conditions import holds
from bianmin.foundation.packs.queries.translations import SOURCE_LOCALE, reader
from bianmin.journeys.decide import write_letter
from bianmin.journeys.permit import Ask, issue_for_case
from bianmin.journeys.tell import addressee, tell
from bianmin.journeys.unified import give_with
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Assurance, Grant, Role
from bianmin.kernel.errors import NotFound
from bianmin.kernel.tongues import is_chinese
from bianmin.quality.registers.queries.entries import stands_in

KEY: Final = "system:screening"
AHEAD: Final = "_ahead"


def _ahead(answers: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The answers, and for each day among them how far ahead it lies."""
    found = dict(answers)
    for name, value in answers.items():
        try:
            found[name + AHEAD] = (date.fromisoformat(value) - on).days
        except (TypeError, ValueError):
            continue
    return found


def _passes(one: Principle, answers: Mapping[str, Any], told: Collection[str], agency: str, on: date) -> bool:
    listed = (
        stands_in(agency, asked.in_register, asked.column, str(answers.get(asked.answer, "")), on) is asked.there
        for asked in one.listed
    )
    return holds(one.when, answers) and all(listed) and all(paper in told for paper in one.looked_up)


def findings(rule: Principles, answers: Mapping[str, Any], on: date, told: Collection[str] = ()) -> list[Finding]:
    """What each principle says of the answers on a day; `told`: papers against which their registers say nothing."""
    whole = _ahead(answers, on)
    found = []
    for one in rule.rows:
        cases = [{**whole, **_ahead(said, on)} for said in answers.get(one.each) or ()] if one.each else [whole]
        passed = bool(cases) and all(_passes(one, case, told, rule.agency, on) for case in cases)
        found.append(Finding(one.code, one.text, passed, "" if passed else one.reason))
    return found


def _asked(of: Principle) -> Iterator[str]:
    if of.each:
        yield of.each
    yield from (one.field for one in of.when.each()) if of.when else ()
    yield from (one.answer for one in of.listed)


def inputs(rule: Principles, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that the principles look at."""
    names = {name.removesuffix(AHEAD) for one in rule.rows for name in _asked(one)}
    return {name: answers[name] for name in sorted(names) if name in answers}


def rule_for(service: ServiceCard, on: date) -> Principles | None:
    """The principles in force for a service on a day, where it names any."""
    try:
        return principles(service.agency, service.offer.principles, on) if service.offer.principles else None
    except NotFound:
        return None


def hand(case: Case, units: set[str], at: datetime) -> Actor:
    """The platform with the rights of an officer of the units that decide and issue, for this case only."""
    grants = tuple(Grant(Role.OFFICER, case.agency, unit) for unit in sorted(units))
    return Actor(key=KEY, grants=grants, agency=case.agency, assurance=Assurance.TWO_FACTOR, as_of=at)


def may_grant(service: ServiceCard, case: Case) -> bool:
    """Whether a computer may grant it: nobody must prove identity first, no second person must read it."""
    offer = service.offer
    return not (case.request_only or offer.second_reading or offer.forward_to or offer.interview)


@act()
def screen(*, case: Case, service: ServiceCard, at: datetime, told: Collection[str] | None = None) -> None:
    """Look at a case that came in just now, where principles of its service are in force; grant what they grant.

    `told`: the papers against which registers say nothing; None: none was asked yet, and principles that need them
    wait.
    """
    rule = rule_for(service, case.received_on)
    if rule is None or (rule.looked_up and told is None):
        return
    kinds = kinds_granted_by(case.agency, case.service_code, case.received_on)
    by = hand(case, {case.unit_path, *(kind.unit for kind in kinds)}, at)
    found, looked_at = findings(rule, case.answers, case.received_on, told or ()), inputs(rule, case.answers)
    decides = rule.decides and may_grant(service, case)
    passed = keep_screening(
        number=case.number, rule=rule, findings=found, inputs=looked_at, decides=decides, by=by, at=at
    )
    if passed and decides:
        _grant(case, rule, by, at)


def _grant(case: Case, rule: Principles, by: Actor, at: datetime) -> None:
    """Grant it, give the applicant a number where the service gives one, write the letter, issue papers, hand over."""
    said = gettext("All that “%(name)s” (version %(version)s) asks for was found by the computer, which decided.")
    tongue = SOURCE_LOCALE if is_chinese(get_language() or SOURCE_LOCALE) else "en"
    reasons = said % {"name": reader(case.agency, tongue)(rule.name), "version": rule.version}
    number = case.number
    decide(number=number, outcome=Outcome.GRANTED, reasons=reasons, basis=rule.basis, by=by, at=at)
    give_with("decision", number=number, by=by, at=at)
    write_letter(number=number, by=by, at=at)
    for kind in kinds_granted_by(case.agency, case.service_code, case.received_on):
        if not (kind.validity.chosen or kind.check):
            ask = Ask(way=kind.pickup.ways[0].value)
            issue_for_case(number=number, kind=kind.id, ask=ask, by=by, at=at, tells=False)
    release(number=number, by=by, at=at)
    if addressee(case).email:
        tell(case, "decided", by=by, at=at)


def screened(actor: Actor, number: str) -> tuple[ScreeningCard | None, list[str]]:
    """What was found in a case for whoever may see it, and the numbers of the papers issued from it.

    Raises:
        NotFound.
    """
    case = row(actor, number)
    rows = Permit.objects.filter(agency=case.agency, origin=case.subject).order_by("id")
    return screening(actor, number), list(rows.values_list("number", flat=True))
