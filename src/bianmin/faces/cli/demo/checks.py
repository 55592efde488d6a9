"""Checks of both years: each quarter the units of the office, telephones each month, the branch, the county above."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from bianmin.faces.cli.demo.office import AGENCY, BRANCH, COUNTY, IMMIGRATION, ROOT, actor
from bianmin.faces.cli.demo.stories import YEARS
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.orgs.queries import path_of
from bianmin.journeys import check as journey
from bianmin.journeys.check import standings
from bianmin.kernel.act import act
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.checks.actions import checking, reviewing
from bianmin.quality.checks.actions.telephone import note_call
from bianmin.quality.checks.queries.checks import check
from bianmin.quality.checks.queries.reviews import quarter_of
from bianmin.quality.checks.queries.sheets import check_plan
from bianmin.quality.checks.vocab.cards import Called, CheckCard, Found, Opening
from bianmin.quality.checks.vocab.shapes import CheckPlan
from bianmin.quality.improvements.actions import finish, verify
from bianmin.quality.recommendations import actions as recommendations
from bianmin.quality.recommendations.vocab import Adoption, Handled, Listing, Source

UNITS: Final = (("counter", "lin"), ("records", "wu"))
WRONG: Final = {
    "reception": ("下午三點等候的人多，沒有人引導取號。", "排定引導輪值表，並公告在櫃檯後面。"),
    "sop": ("抽看五件，有一件的補正通知沒有寫期限。", "補正通知改用系統帶出的期限，不另外手寫。"),
    "place": ("書寫台的老花眼鏡不見了，範例少一種。", "補齊書表範例和老花眼鏡，每週檢查一次。"),
    "knowledge": ("三題中有一題答不出依據。", "每月業務講習加一題法規，輪流說明。"),
    "records": ("前一季的改善紀錄沒有寫成果。", "補寫成果，由研考複核。"),
}
SAID: Final = "本季缺失以尖峰時段的引導最常見；下一季由研考逐月追蹤，改善後再到現場看一次。"
BETTER: Final = "兩週內由科室主管逐項檢討，訂出辦理期限，月底前由任務編組複查。"
RECOMMENDED: Final = (
    (
        "counter",
        "lin",
        "書表範例可以加上大字版。",
        Handled("已經做成大字版，放在書寫台。", "", "長者自己填得完。", Adoption.CARRIED_OUT),
    ),
    (
        "records",
        "wu",
        "謄本可以一次申請多份不同版本。",
        Handled("系統明年改版時一併處理。", "已列入需求。", "", Adoption.PLANNED),
    ),
    ("counter", "hsu", "午休時段再多開一個櫃檯。", Handled("先統計午休的等候時間，再決定。")),
)
FIRST_YEAR: Final = 1911
POOR: Final = {"procedure": 60, "opinions": 40}
POOR_MONTHS: Final = (5,)
"""Once the branch falls below the mark."""
BAD, LATE, LEAST_POINTS = 0.3, 0.1, 4
LINES: Final = {"counter": "089-380000#21", "records": "089-380000#31"}
ANSWERS: Final = {"counter": ("林怡君", "許文雄"), "records": ("吳志明",)}
OFFICES: Final = (("taipei", "02-2000-6101"), ("immigration", "02-2000-6201"), ("border", "02-2000-6301"))


def _day(agency: str, year: int, month: int, day: int, hour: int = 14) -> datetime:
    """The first working day from a day on."""
    found, calendar = date(year, month, day), office_calendar(agency)
    while not calendar.is_working(found):
        found += timedelta(days=1)
    return datetime.combine(found, time(hour), tzinfo=TAIPEI)


def _scores(plan: CheckPlan, random: Random) -> dict[str, int]:
    """Points a little below the most of each item; of practices most are met."""
    return {
        one.code: int(random.random() > BAD / 2) if one.most == 1 else one.most - random.randrange(one.most // 4 + 1)
        for one in plan.items
    }


def _mend(card: CheckCard, who: str, judge: str, random: Random, at: datetime) -> None:
    """What was found is mended in time, now and then late, and verified by another."""
    for one in standings(card.agency, [card], at.date()).values():
        done = datetime.combine(one.due_on, time(10), tzinfo=TAIPEI) - timedelta(days=4)
        done += timedelta(days=7 if random.random() < LATE else 0)
        finish(agency=card.agency, number=one.number, result="已經照改進要求做到。", by=actor(who, done), at=done)
        later = done + timedelta(days=3)
        verify(agency=card.agency, number=one.number, note="到現場看過。", by=actor(judge, later), at=later)


def _check(
    plan: str, unit: str, by: str, at: datetime, random: Random, scores: dict[str, int] | None = None
) -> CheckCard:
    """One check, with a finding for each item that lost many points."""
    inspector = actor(by, at)
    opening = Opening(check_plan(inspector.agency, plan), unit, at.date())
    row = journey.open_check(opening=opening, by=inspector, at=at)
    card = check(inspector, row.number, agency=row.agency)
    given = {**_scores(card.plan, random), **(scores or {})}
    checking.score(number=row.number, agency=row.agency, scores=given, remarks={}, by=inspector, at=at)
    for item in card.plan.items:
        lost = item.most - given[item.code]
        if lost >= LEAST_POINTS or (item.most == 1 and lost):
            found, demand = WRONG.get(item.code, ("實地測試沒有做到。", "依計畫的作法和期限做到，並留下紀錄。"))
            said = Found(item.code, unit, found, demand, card.plan.mend)
            checking.find(number=row.number, agency=row.agency, found=said, by=inspector, at=at)
    journey.close_check(number=row.number, agency=row.agency, betterment=BETTER, by=inspector, at=at)
    return check(inspector, row.number, agency=row.agency)


def _quarter(year: int, month: int, random: Random) -> None:
    """The units of the office, then the review and its publication in the month after."""
    at = _day(AGENCY, year, month, 15)
    for unit, who in UNITS:
        card = _check("beinan-quarterly", path_of(AGENCY, unit), "huang", at, random)
        _mend(card, who, "chen", random, at)
    over = quarter_of(at.date())
    later = _day(AGENCY, year + month // 12, month % 12 + 1, 10)
    reviewing.conclude(agency=AGENCY, quarter=over, conclusion=SAID, by=actor("huang", later), at=later)
    reviewing.publish(agency=AGENCY, quarter=over, by=actor("chen", later), at=later)


def _score_of(plan: CheckPlan, lost: int) -> dict[str, int]:
    """Points of every item when so many are lost, from the first item on."""
    scores = {}
    for item in plan.items:
        taken = min(item.most, lost)
        scores[item.code], lost = item.most - taken, lost - taken
    return scores


def _call(plan: str, unit: str, line: str, by: str, at: datetime, lost: int, person: str = "") -> str:
    tester = actor(by, at)
    known = check_plan(tester.agency, plan)
    said = Called(known, unit, line, at.date(), _score_of(known, lost), person=person)
    return note_call(called=said, by=tester, at=at).number


def _calls(year: int, month: int, random: Random) -> None:
    """Two tests of each unit in a month; a bad one is repeated the day after."""
    for unit, line in LINES.items():
        for turn, person in enumerate(ANSWERS[unit] * 2, 1):
            at = _day(AGENCY, year, month, 3 + 7 * (turn - 1), 10)
            lost = random.choice((4, 6, 9, 12, 16, 19)) + 4 * (unit == "records")
            _call("beinan-telephone", path_of(AGENCY, unit), line, "huang", at, lost, person)
    for place, (unit, line) in enumerate(OFFICES):
        for turn in range(2):
            at = _day(IMMIGRATION, year, month, 6 + 12 * turn, 11)
            lost = random.choice((5, 8, 11, 15)) + 3 * place + (YEARS[1] - year)
            _call("nia-telephone", path_of(IMMIGRATION, unit), line, "yeh", at, lost)


@act()
def _month(year: int, month: int, random: Random) -> None:
    """The telephone tests of a month, and at the end of a quarter its checks."""
    _calls(year, month, random)
    if not month % 3:
        _quarter(year, month, random)


def inspect(*, seed: int) -> None:
    """Check both years, in the order of their days as far as numbers tell."""
    random = Random(seed)
    for year in YEARS:
        for month in range(1, 13):
            _month(year, month, random)
        with act():
            _half_years(year, random)
            _recommended(year)


def _recommended(year: int) -> None:
    """What was recommended after a visit, answered within three working days; one waits for a decision."""
    at = _day(AGENCY, year, 10, 8)
    listing = Listing(f"{year - FIRST_YEAR}年度實地訪視建議事項", Source.COMMITTEE, at.date())
    number = recommendations.begin(agency=AGENCY, listing=listing, by=actor("huang", at), at=at).number
    for place, (unit, who, text, handled) in enumerate(RECOMMENDED, 1):
        path = path_of(AGENCY, unit)
        recommendations.add(number=number, text=text, unit=path, by=actor("huang", at), at=at)
        later = _day(AGENCY, year, 10, 9, 16)
        recommendations.handle(number=number, place=place, handled=handled, by=actor(who, later), at=later)


def _half_years(year: int, random: Random) -> None:
    """Practices drawn by lot, the branch's own audit, once a year the county above; the second one of each waits."""
    for month in (5, 11):
        at = _day(AGENCY, year, month, 20)
        card = _check("beinan-practices", f"{ROOT}counter/", "huang", at, random)
        if year == YEARS[0]:
            _mend(card, "lin", "chen", random, at)
        given = POOR if month in POOR_MONTHS and year == YEARS[0] else {}
        _check(
            "taipei-unannounced", path_of(BRANCH, "enforcement"), "liu", _day(BRANCH, year, month, 12), random, given
        )
    _check("taitung-plan", f"{ROOT}records/", "county", _day(COUNTY, year, 9, 4), random)
