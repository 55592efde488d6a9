"""Unified numbers of cases 配賦統一證號: given with the decision or the paper, by itself where there is no doubt."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.steps import happened
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.visible import row as case_row
from bianmin.delivery.cases.vocab import EventKind, Outcome
from bianmin.foundation.persons.actions.unified import assign, recognise
from bianmin.foundation.persons.queries.unified import alike, numbered, scheme, unified_of
from bianmin.foundation.persons.vocab import NumberCard, Occasion, Scheme, Sex, Wanted
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused

GRANTED = (Outcome.GRANTED, Outcome.PARTLY)


class NotThisService(Refused):
    """Applicants of the service are given no number, or the case is not granted."""

    message = _("No number is given for this case: its service gives none, or it is not granted.")


class SexMissing(Refused):
    """The second character follows from it."""

    message = _("Choose the sex: the second character of the number follows from it.")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the desk shows of a case's number: the number given, or what it would be given for.

    `given` is None while none is; `waits` whether an officer is to give one now. `perhaps` are the numbers of people of
    the same name, birth date and sex.
    """

    given: NumberCard | None
    waits: bool
    groups: tuple[tuple[str, str], ...] = ()
    group: str = ""
    sex: str = ""
    document: str = ""
    perhaps: tuple[NumberCard, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What an officer found out: class, sex, travel document, and which of those alike it is (0: another person)."""

    group: str
    sex: str
    document: str
    same: int | None = None


def _text(case: Case, name: str) -> str:
    value = case.answers.get(name, "")
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else ""


def _rule(case: Case) -> tuple[Scheme, Occasion] | None:
    """The rule and the occasion of a case's service; None where its applicants are given no number."""
    of = scheme(case.agency)
    when = of.occasion(case.service_code) if of else None
    return (of, when) if of and when else None


def _want(case: Case, *, document: str, sex: Sex, group: str) -> Wanted:
    return Wanted(case.applicant_id, document, sex, group, case.unit_path, case.channel, case.number)


def _wanted(case: Case, when: Occasion) -> Wanted | None:
    """What is known from the answers; None where the sex was not asked."""
    sex = _text(case, when.sex)
    if sex not in Sex.values:
        return None
    group = (_text(case, when.group_from) if when.group_from else "") or when.group
    return _want(case, document=_text(case, when.document), sex=Sex(sex), group=group)


def gives(agency: str, service: str) -> bool:
    """Whether applicants of a service are given a number."""
    of = scheme(agency)
    return of is not None and of.occasion(service) is not None


def standing(*, number: str, by: Actor) -> Standing | None:
    """Whether the applicant of a case has, or is to be given, a number; None where the service gives none."""
    case = case_row(by, number)
    rule = _rule(case)
    if rule is None:
        return None
    given = unified_of(case.applicant)
    waits = given is None and case.outcome in GRANTED and not numbered(case.applicant)
    if not waits:
        return Standing(given, waits=False)
    of, when = rule
    wanted = _wanted(case, when)
    return Standing(
        given,
        waits=True,
        groups=tuple((one.code, one.name) for one in of.groups),
        group=wanted.group if wanted else when.group,
        sex=_text(case, when.sex),
        document=_text(case, when.document),
        perhaps=tuple(alike(case.applicant, wanted.document, wanted.sex)) if wanted else (),
    )


@act()
def give_with(moment: Literal["decision", "permit"], *, number: str, by: Actor, at: datetime) -> None:
    """Give the applicant a number where the service's rule names this moment; in doubt an officer does it later."""
    case = case_row(by, number)
    rule = _rule(case)
    if rule is None or rule[1].moment != moment or case.outcome not in GRANTED or numbered(case.applicant):
        return
    wanted = _wanted(case, rule[1])
    if wanted is None:
        return
    try:
        with attempt():
            assign(wanted=wanted, by=by, at=at)
    except Refused:
        return
    happened(case, EventKind.UNIFIED, by=by, at=at)


@act()
def give(*, number: str, found: Found, by: Actor, at: datetime) -> NumberCard:
    """Give the applicant of a granted case a number, by what the officer found out.

    Raises:
        NotThisService; what `persons` refuses.
    """
    case = case_row(by, number)
    rule = _rule(case)
    if rule is None or case.outcome not in GRANTED:
        raise NotThisService
    if found.sex not in Sex.values:
        raise SexMissing(field="sex")
    wanted = _want(case, document=found.document, sex=Sex(found.sex), group=found.group)
    if found.same:
        card = recognise(wanted=wanted, same=found.same, by=by, at=at)
    else:
        card = assign(wanted=wanted, another=found.same == 0, by=by, at=at)
    happened(case, EventKind.UNIFIED, by=by, at=at)
    return card
