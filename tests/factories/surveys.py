"""Surveys for tests: of the website, among colleagues, by telephone."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from bianmin.kernel.actor import PUBLIC, Actor
from bianmin.quality.surveys.actions.answering import answer
from bianmin.quality.surveys.actions.design import begin, close, draft
from bianmin.quality.surveys.models import Survey
from bianmin.quality.surveys.vocab import Design
from tests.people import AGENCY, NOON, People

keys = count(1)
HAPPY = {
    "environment": "5",
    "courtesy": "4",
    "professional": "4",
    "measures": "3",
    "overall": "4",
    "channel": "counter",
}


def design(**changes: Any) -> Design:
    """A survey of the website, open for thirty days around noon."""
    plain = {
        "title": "第一季滿意度調查", "questionnaire": "satisfaction", "way": "web", "opens_on": date(2025, 3, 1),
        "closes_on": date(2025, 3, 31), "purpose": "了解民眾對四個面向的滿意度。", "population": "第一季洽公的民眾",
        "sampling": "網站開放填答。",
    }  # fmt: skip
    return Design(**{**plain, **changes})


def begun(by: Actor, **changes: Any) -> Survey:
    """A survey that is being asked."""
    row = draft(agency=AGENCY, design=design(**changes), by=by, at=NOON)
    return begin(number=row.number, by=by, at=NOON)


def answered(row: Survey, at: Any = NOON, **said: str) -> None:
    """One visitor of the website answers."""
    key = f"a-key-of-a-form-{next(keys):04}"
    answer(agency=AGENCY, number=row.number, said={**HAPPY, **said}, key=key, by=PUBLIC, at=at)


def surveys_of(people: People) -> dict[str, dict[str, object]]:
    """One being asked on the website, one among colleagues, and one closed; and the addresses that name them."""
    by = people.actor("research")
    always = {"opens_on": NOON.date(), "closes_on": NOON.date() + timedelta(days=5000)}
    asked, staff, over = (
        begun(by, **always), begun(by, questionnaire="staff", way="staff", **always), begun(by, **always),
    )  # fmt: skip
    answered(over)
    close(number=over.number, contacted=0, by=by, at=NOON)
    slug, one = {"agency": "ttbn"}, {"number": asked.number}
    return {
        "surveys": slug, "survey": {**slug, **one}, "desk-survey": one, "desk-survey-design": one,
        "desk-survey-fill": {"number": staff.number}, "desk-survey-bring": one, "desk-survey-empty": one,
        "desk-survey-file": {"number": over.number, "kind": "odt"}, "desk-survey-act": {**one, "verb": "close"},
    }  # fmt: skip
