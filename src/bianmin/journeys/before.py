"""What is found out before a paper is issued: whether its holder may have it, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case
from bianmin.delivery.catalog.queries.sheets import eligibility
from bianmin.delivery.catalog.vocab import Eligibility
from bianmin.delivery.payments.vocab.terms import age_on
from bianmin.delivery.permits.vocab.kinds import PermitKind
from bianmin.foundation.forms.tables.decide import decide
from bianmin.foundation.forms.vocab import Form, Section
from bianmin.kernel.errors import NotFound, Refused
from bianmin.kernel.rocdate import FOUNDED


class MayNotHaveIt(Refused):
    """The table says no."""

    message = _("It is not issued: {reason}")


class CheckIncomplete(Refused):
    """A question of the check is not answered."""

    message = _("Answer every question of the check before the paper is issued.")


class BirthNeeded(Refused):
    """The check goes by the age."""

    message = _("The check goes by the age: enter the date of birth.")


class LaterThanAllowed(Refused):
    """Later than the day that the answers give."""

    message = _("The last day must not lie after {day}, which follows from the application.")


@dataclass(frozen=True, slots=True)
class Asking:
    """The table of a kind, and what an officer is asked of it: all but the age, which the birth date tells."""

    table: Eligibility
    form: Form


def asking(of: PermitKind) -> Asking | None:
    """What is asked before a paper of this kind is issued; None where nothing is."""
    if of.check is None:
        return None
    table = eligibility(of.agency, of.check.table)
    asked = tuple(one for one in table.questions if one.code != of.check.age)
    sections = (Section(code="check", title=table.name, fields=asked),) if asked else ()
    header = {"kind": "form", "id": table.id, "version": table.version, "source": table.source, "title": table.name}
    return Asking(table, Form.model_validate({**header, "sections": sections}))


def checked(of: PermitKind, answers: Mapping[str, Any], born: date | None, on: date) -> str:
    """The reason for which somebody may have a paper of this kind; empty where nothing is checked.

    Raises:
        MayNotHaveIt, CheckIncomplete, BirthNeeded.
    """
    asked = asking(of)
    if asked is None or of.check is None:
        return ""
    given = dict(answers)
    if of.check.age:
        age = age_on(born, on)
        if age is None:
            raise BirthNeeded(field="birth_on")
        given[of.check.age] = age
    try:
        verdict = decide(asked.table.rows, given)
    except NotFound:
        raise CheckIncomplete from None
    if not verdict.may:
        raise MayNotHaveIt(reason=verdict.reason)
    return verdict.reason


def last_answered(of: PermitKind, case: Case) -> date | None:
    """The last day that the answers of a case give 例如畢業當年度8月31日; None where they give none."""
    rule = of.validity.answered
    year = case.answers.get(rule.year) if rule else None
    if rule is None or not isinstance(year, int):
        return None
    try:
        return date(year + FOUNDED - 1, rule.month, rule.day)
    except ValueError:
        return None


def confirmed(of: PermitKind, case: Case, chosen: date | None) -> date | None:
    """The last day that an officer set, within what the answers give.

    Raises:
        LaterThanAllowed.
    """
    last = last_answered(of, case)
    if last and chosen and chosen > last:
        raise LaterThanAllowed(field="last", day=last.isoformat())
    return chosen
