"""Surveys: one at the end of each of the two years with its results and what followed, and one that is asked now."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from bianmin.faces.cli.demo.office import AGENCY, actor
from bianmin.faces.cli.demo.stories import YEARS
from bianmin.kernel.act import act
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.surveys.actions.answering import answer
from bianmin.quality.surveys.actions.design import begin, close, conclude, draft, publish
from bianmin.quality.surveys.vocab import Design

PER_ANSWER, FEWEST, MOST = 130, 12, 150
"""So many cases come to one answer, and between so many of them there are."""
ROC: Final = 1911
ASPECTS: Final = ("environment", "courtesy", "professional", "measures", "overall")
LEVELS: Final = ("5",) * 9 + ("4",) * 8 + ("3",) * 3 + ("2",) * 2 + ("1", "dk")
CHANNELS: Final = ("counter",) * 5 + ("online",) * 3 + ("phone", "other")
WISHES: Final = ("", "", "", "希望中午也能辦。", "等候區的椅子可以多一點。", "網站很方便，謝謝。")
FOLLOWED: Final = ("等候區增設座椅，中午留一個櫃檯。", "線上申辦的說明改寫成白話，補充圖例。")


def _design(title: str, first: date, last: date) -> Design:
    return Design(
        title=title, questionnaire="satisfaction", way="web", opens_on=first, closes_on=last,
        purpose="了解民眾對洽公環境、服務禮儀、服務專業性和服務措施的滿意程度，作為下一年度改進的依據。（示範）",
        population="這段期間洽公的民眾", sampling="網站開放填答，收據和答復信上附網址。（示範）",
    )  # fmt: skip


def _answered(number: str, first: date, last: date, count: int, random: Random) -> None:
    """So many people answer, in the order of days."""
    span = (last - first).days
    for step, day in enumerate(sorted(random.randrange(span + 1) for _ in range(count))):
        said = {aspect: random.choice(LEVELS) for aspect in ASPECTS}
        said |= {"channel": random.choice(CHANNELS), "wish": random.choice(WISHES)}
        at = datetime.combine(first + timedelta(days=day), time(12), tzinfo=TAIPEI)
        answer(agency=AGENCY, number=number, said=said, key=f"demo-{number}-{step:04}-answer", by=PUBLIC, at=at)


def ask(cases: int, today: date, *, seed: int) -> None:
    """Hold the surveys of both years, and begin the one of today."""
    random, count = Random(seed), min(MOST, max(FEWEST, cases // PER_ANSWER))
    with act():
        for year, followed in zip(YEARS, FOLLOWED, strict=True):
            first, last = date(year, 10, 1), date(year, 12, 31)
            at = datetime.combine(first, time(9), tzinfo=TAIPEI)
            design = _design(f"{year - ROC}年服務滿意度調查", first, last)
            number = draft(agency=AGENCY, design=design, by=actor("huang", at), at=at).number
            begin(number=number, by=actor("huang", at), at=at)
            _answered(number, first, last, count, random)
            over = datetime.combine(last + timedelta(days=5), time(9), tzinfo=TAIPEI)
            by = actor("huang", over)
            close(number=number, contacted=0, by=by, at=over)
            conclude(number=number, text=followed, by=by, at=over)
            publish(number=number, by=by, at=over)
        at = datetime.combine(today - timedelta(days=7), time(9), tzinfo=TAIPEI)
        first, last = at.date(), today + timedelta(days=60)
        design = _design(f"{today.year - ROC}年服務滿意度調查", first, last)
        number = draft(agency=AGENCY, design=design, by=actor("huang", at), at=at).number
        begin(number=number, by=actor("huang", at), at=at)
        _answered(number, first, today - timedelta(days=1), FEWEST, random)
