"""The press of both years, drills of how opinions are handled, and the half-yearly appraisals of a mailbox."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from bianmin.delivery.opinions.queries.figures import sampled
from bianmin.delivery.press.actions.answer import approve, check, draft, file_away
from bianmin.delivery.press.actions.publish import publish
from bianmin.delivery.press.actions.see import write_down
from bianmin.delivery.press.vocab import Drafted, Seen
from bianmin.faces.cli.demo.office import AGENCY, IMMIGRATION, actor
from bianmin.faces.cli.demo.stories import YEARS
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.rules.check import check as check_form
from bianmin.foundation.orgs.queries import path_of
from bianmin.kernel.act import act
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.appraisals import actions as appraisals
from bianmin.quality.appraisals.queries.appraisals import appraisal
from bianmin.quality.appraisals.vocab import Judged
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.registers.actions import enter
from bianmin.quality.registers.queries.published import register

EVERY: Final = 9
"""Of so many working days one brings a report."""
SITES: Final = ((AGENCY, "counter", "lin", "chen"), (IMMIGRATION, "taipei", "tseng", "yeh"))
"""Agency, unit that answers, its officer and its chief."""
REPORTS: Final = (
    ("paper", "東岸日報（虛構）", "洽公民眾抱怨等太久", "報載民眾在櫃檯等了兩個小時。", "negative", "false", "correct",
     "當天平均等候12分鐘，最久的41分鐘；叫號紀錄附在後面。"),
    ("web", "島嶼新聞網（虛構）", "線上申辦說明看不懂", "讀者投書說線上申辦的說明太難。", "negative", "true", "explain",
     "說明已經請民眾試讀後改寫，加上圖例，這個月換上。"),
    ("television", "東部電視（虛構）", "新制上路民眾觀望", "報導新制的好處和疑慮。", "neutral", "partly", "defend",
     "新制讓民眾少跑一趟；疑慮的部分已經做成問答放在網站。"),
    ("paper", "東岸日報（虛構）", "同仁到府服務長者", "報導同仁到府為行動不便的長者辦理。", "favourable",
     "true", "", ""),
    ("social", "地方社團（虛構）", "網傳文件要漲價", "貼文說下個月起文件要漲價。", "negative", "false", "correct",
     "費用沒有調整，收費標準附在後面。"),
)  # fmt: skip
PUBLIC: Final = ("correct",)
PROOF: Final = "https://www.example.org/evidence"
SLOW, SHOWN, WANTING = 0.12, 0.5, 0.25
DRILLS: Final = (
    ("drill", "報載洽公等候過久，記者要求一小時內回應。", "櫃檯叫號紀錄要人工查，花了四十分鐘。",
     "叫號統計改成每小時自動匯出。"),
    ("review", "檢討上半年的意見處理流程和範例回復。", "三級處理的分工寫得不清楚。", "流程圖加上各級的時限。"),
    ("both", "民眾在櫃檯前大聲陳情，並有人錄影上網。", "同仁不確定誰對外說明。",
     "指定發言人和代理人，張貼在櫃檯後面。"),
)  # fmt: skip
CONCLUDED: Final = (
    "答復多半準時、語氣親切；制式文字和沒有說下一步是共通的問題。\n接下來半年辦答復寫作課，範例逐一改寫，由研考追蹤。"
)
COSTS: Final = {"formula": "tone", "no-next": "complete", "jargon": "tone", "no-basis": "basis"}
"""What an answer of the demonstration may lack, and the criterion that costs it points."""


def _seen(place: int, site: tuple[str, str, str, str], at: datetime) -> str:
    """One report written down; its number."""
    agency, unit, officer, _chief = site
    medium, outlet, title, text, tone = REPORTS[place % len(REPORTS)][:5]
    seen = Seen(
        agency=agency, key=f"demo-press-{agency}-{at:%Y%m%d}", medium=medium, outlet=outlet, title=title, text=text,
        tone=tone, appeared_on=at.date(), seen_at=at, unit=path_of(agency, unit),
    )  # fmt: skip
    return write_down(seen=seen, by=actor(officer, at), at=at).number


def _report(place: int, site: tuple[str, str, str, str], day: date, random: Random) -> None:
    """One report, and what was done about it on the same day or, now and then, the next."""
    _agency, _unit, officer, chief = site
    _medium, _outlet, title, text, tone, truth, stance, words = REPORTS[place % len(REPORTS)]
    at = datetime.combine(day, time(random.choice((8, 9, 10))), tzinfo=TAIPEI)
    number = _seen(place, site, at)
    at += timedelta(hours=1)
    check(number=number, truth=truth, tone=tone, finding="已經查過紀錄。", by=actor(officer, at), at=at)
    if not stance:
        file_away(number=number, reason="轉給同仁參考。", by=actor(chief, at), at=at)
        return
    draft(number=number, drafted=Drafted(stance, words, PROOF), by=actor(officer, at), at=at)
    at += timedelta(hours=26 if random.random() < SLOW else random.choice((0, 0, 1)), minutes=random.randrange(5, 45))
    approve(number=number, by=actor(chief, at), at=at)
    if stance in PUBLIC and random.random() < SHOWN:
        publish(number=number, title=f"關於「{title}」", said=text, answer=words, by=actor(chief, at), at=at)


def report(days: list[date], last: date, *, seed: int) -> None:
    """Let the media speak of both agencies, now and then, on working days in their order; the last one waits."""
    random = Random(seed)
    with act():
        for site in SITES:
            calendar = office_calendar(site[0])
            open_days = [day for day in days if calendar.is_working(day)]
            for place, day in enumerate(open_days[::EVERY]):
                _report(place, site, day, random)
            _seen(0, site, datetime.combine(last, time(16), tzinfo=TAIPEI))


def drill() -> None:
    """Each half-year a drill or review of how opinions are handled."""
    of = register(AGENCY, "opinion-drills")
    asked = form(AGENCY, of.form)
    with act():
        for place, (year, month) in enumerate((year, month) for year in YEARS for month in (4, 10)):
            kind, scenario, found, changed = DRILLS[place % len(DRILLS)]
            at = datetime(year, month, 15, 15, tzinfo=TAIPEI)
            said = {
                "day": f"{year}-{month:02}-15", "kind": kind, "scenario": scenario, "who": "主任、櫃檯、資料組、研考",
                "persons": "9", "found": found, "changed": changed,
            }  # fmt: skip
            checked = check_form(asked, {name: [text] for name, text in said.items()}, {}, on=at.date())
            enter(of=of, checked=checked, key=f"demo-drill-{year}-{month}", by=actor("huang", at), at=at)


def _judge(number: str, random: Random, at: datetime) -> None:
    by = actor("huang", at)
    for one in appraisal(by, number).samples:
        read = sampled(AGENCY, one.number)
        lacking = tuple(code for code in COSTS if random.random() < WANTING)
        late = read is not None and read.in_time is False
        scores = {"tone": 25, "complete": 30, "basis": 25, "time": 8 if late else 20}
        for code in lacking:
            scores[COSTS[code]] -= 10
        points = (*lacking, "late") if late else lacking
        said = Judged(scores, points, "可以再白話一些。" if lacking else "")
        appraisals.judge(number=number, place=one.place, judged=said, by=by, at=at)


def appraise(*, seed: int) -> None:
    """Appraise the director's mailbox of each half-year of both years, a month after it."""
    random = Random(seed)
    with act():
        for half in (span(f"{year - 1911}-H{part}") for year in YEARS for part in (1, 2)):
            at = datetime.combine(half.last + timedelta(days=20), time(14), tzinfo=TAIPEI)
            by = actor("huang", at)
            number = appraisals.begin(agency=AGENCY, mailbox="director", half=half, by=by, at=at).number
            _judge(number, random, at)
            appraisals.conclude(number=number, text=CONCLUDED, by=by, at=at)
            appraisals.approve(number=number, by=actor("chen", at), at=at)
