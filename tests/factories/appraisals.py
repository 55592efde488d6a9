"""Appraisals for tests: the director's mailbox of the second half of 113, with answers to draw from."""

from datetime import datetime, timedelta

from bianmin.delivery.opinions.actions.after import rate
from bianmin.delivery.opinions.models import Opinion
from bianmin.journeys.opinion import answer
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.appraisals import actions
from bianmin.quality.appraisals.models import Appraisal
from bianmin.quality.appraisals.vocab import Judged
from bianmin.quality.indicators.vocab.spans import span
from tests.factories.opinions import holder, received
from tests.people import AGENCY, NOON, People

AUTUMN = datetime(2024, 9, 2, 10, 0, tzinfo=TAIPEI)
HALF = span("113-H2")
GOOD = {"tone": 25, "complete": 30, "basis": 25, "time": 20}


def answered(people: People, *, after: int = 1, at: datetime = AUTUMN, **changes: object) -> Opinion:
    """Somebody wrote to the director on a Monday and was answered some days later."""
    wanted = {"mailbox": "director", "kind": "suggestion", **changes}
    opinion = received(at=at, **wanted)
    later = at + timedelta(days=after)
    return answer(number=opinion.number, text="謝謝您的建議。", by=people.actor("chief", later), at=later)


def rated(opinion: Opinion, level: int, because: str = "", *, after: int = 2) -> None:
    """Whoever wrote rates the answer."""
    at = opinion.received_at + timedelta(days=after)
    rate(number=opinion.number, level=level, because=because, text="", by=holder(opinion), at=at)


def begun(people: People, *, at: datetime = NOON) -> Appraisal:
    """The research officer begins the appraisal."""
    return actions.begin(agency=AGENCY, mailbox="director", half=HALF, by=people.actor("research", at), at=at)


def judged(appraisal: Appraisal, place: int, people: People, *points: str, **scores: int) -> None:
    """The research officer judges one answer; full points but for those named."""
    said = Judged({**GOOD, **scores}, points, "要先回答問題。" if points else "")
    by = people.actor("research")
    actions.judge(number=appraisal.number, place=place, judged=said, by=by, at=NOON)


def appraisals_of(people: People) -> dict[str, dict[str, object]]:
    """One that was begun with one answer; and the addresses that name it."""
    answered(people)
    number = {"number": begun(people).number}
    return {
        "desk-appraisal": number, "desk-appraisal-act": {**number, "verb": "conclude"},
        "desk-appraisal-answer": {**number, "place": 1}, "desk-appraisal-file": {**number, "kind": "odt"},
    }  # fmt: skip
