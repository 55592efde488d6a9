"""The levels of review of a case 審核層級: where it lies, what that level decides, where it goes next."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.vocab.review import Answer, Reading
from bianmin.kernel.errors import Refused


class HigherLevelDecides(Refused):
    """This outcome, or this amount, is not the reader's to decide."""

    message = _("This is decided at a higher level: {name}. Recommend it, and it goes there.")


class LastLevel(Refused):
    """There is no level above."""

    message = _("This is the last level of review. Decide it, or send it back.")


def check_level(case: Case, outcome: str) -> None:
    """Refuse what the level that has the case may not decide.

    Raises:
        HigherLevelDecides.
    """
    levels = service_of(case).offer.levels
    if case.level + 1 < len(levels) and not levels[case.level].settles(outcome, case.answers):
        raise HigherLevelDecides(field="outcome", name=levels[case.level + 1].name)


def next_level(case: Case) -> dict[str, Any]:
    """What a recommendation changes: the level above, its reader and unit; the second reader's where there are two.

    A unit that read it goes on seeing it.

    Raises:
        LastLevel.
    """
    offer = service_of(case).offer
    if case.second_reading != Reading.LEVELS:
        return {"second_unit": offer.second_reading.unit if offer.second_reading else ""}
    if case.level + 1 >= len(offer.levels):
        raise LastLevel
    level = offer.levels[case.level + 1]
    return {"level": case.level + 1, "second_reader": level.by, "second_unit": level.unit or case.second_unit}


def read_below(case: Case, key: str) -> bool:
    """Whether somebody read it at a level below."""
    given = case.proposals.filter(answer__in=(Answer.WAITING, Answer.PASSED))
    return given.filter(proposed_by=key).exists() or given.filter(proposed_for=key).exclude(proposed_for="").exists()
