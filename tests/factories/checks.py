"""Checks for tests: the counter, checked by the research officer on 5 March 2025."""

from datetime import date, datetime

from bianmin.journeys import check as journey
from bianmin.kernel.rocdate import local_day
from bianmin.quality.checks.actions import checking
from bianmin.quality.checks.actions.telephone import note_call
from bianmin.quality.checks.models import Check
from bianmin.quality.checks.queries.sheets import check_plan
from bianmin.quality.checks.vocab.cards import Called, Found, Opening
from bianmin.quality.checks.vocab.shapes import Calls, Tester
from tests.people import AGENCY, COUNTER, NOON, People

TODAY = date(2025, 3, 5)
FULL = {"reception": 20, "sop": 25, "place": 20, "knowledge": 20, "records": 15}
WAITING = Found("reception", COUNTER, "下午三點無人引導取號。", "排定引導輪值表並公告。", "20wd")


def opened(
    people: People, *, plan: str = "beinan-quarterly", unit: str = COUNTER, who: str = "research",
    on: date = TODAY, at: datetime = NOON,
) -> Check:  # fmt: skip
    """A check that was opened."""
    by = people.actor(who, at)
    opening = Opening(check_plan(by.agency, plan), unit, on)
    return journey.open_check(opening=opening, by=by, at=at)


def closed(
    people: People, *found: Found, unit: str = COUNTER, on: date = TODAY, at: datetime = NOON, **scores: int
) -> Check:
    """A check that was scored, with full points but for those named, and closed."""
    row, by = opened(people, unit=unit, on=on, at=at), people.actor("research", at)
    checking.score(number=row.number, scores={**FULL, **scores}, remarks={}, by=by, at=at)
    for one in found:
        checking.find(number=row.number, found=one, by=by, at=at)
    return journey.close_check(number=row.number, betterment="本月內排班改善。", by=by, at=at)


GOOD_CALL = {"speed": 20, "greeting": 20, "manner": 30, "answer": 20, "closing": 10}


def called(
    people: People, total: int, *, plan: str = "beinan-telephone", unit: str = COUNTER, at: datetime = NOON,
    person: str = "", who: str = "research",
) -> Check:  # fmt: skip
    """A telephone test of so many points, on the day of `at`; `beinan-above` is one by the agency above."""
    by, known = people.actor(who, at), check_plan(AGENCY, "beinan-telephone")
    if plan == "beinan-above":
        calls = Calls(tester=Tester.ABOVE)
        known = known.model_copy(update={"id": plan, "calls": calls})
    scores, left = {}, 100 - total
    for code, most in GOOD_CALL.items():
        taken = min(most, left)
        scores[code], left = most - taken, left - taken
    said = Called(known, unit, "089-380000#21", local_day(at), scores, person=person)
    return note_call(called=said, by=by, at=at)


def checks_of(people: People) -> dict[str, dict[str, object]]:
    """One that is open with a finding; and the addresses that name it and its quarter."""
    row = opened(people)
    checking.find(number=row.number, found=WAITING, by=people.actor("research"), at=NOON)
    number, quarter = {"number": row.number}, {"quarter": "114-Q1"}
    return {
        "desk-check": number, **{f"desk-check-{part}": number for part in ("score", "find", "attach", "close")},
        "desk-check-remove": {**number, "place": 1}, "desk-check-quarter": quarter,
        "desk-check-quarter-file": {**quarter, "kind": "odt"}, "desk-check-quarter-act": {**quarter, "verb": "conclude"},
        "desk-calls-file": {"plan": "beinan-telephone", "month": "114-03", "kind": "odt"},
        "checks": {"agency": "ttbn"}, "checks-of-quarter": {"agency": "ttbn", **quarter},
    }  # fmt: skip
