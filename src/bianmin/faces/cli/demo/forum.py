"""The forum: a message board, a theme with a vote in each of the two years, one of today, votes of colleagues."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from bianmin.delivery.forum.actions.answer import show, take_down
from bianmin.delivery.forum.actions.conclude import add_outcome, summarise
from bianmin.delivery.forum.actions.design import close, draft, publish
from bianmin.delivery.forum.actions.vote import vote, vote_as_colleague
from bianmin.delivery.forum.vocab.cards import Design, Written
from bianmin.delivery.forum.vocab.states import Standing
from bianmin.faces.cli.demo.office import AGENCY, IMMIGRATION, ROOT, actor
from bianmin.faces.cli.demo.stories import YEARS
from bianmin.faces.cli.demo.themes import ABROAD, BOARD, FORMS, HOURS, NOW, Told
from bianmin.faces.cli.demo.years import CITIZEN
from bianmin.foundation.clock.queries import office_calendar
from bianmin.journeys.forum import answer, conclude, write
from bianmin.kernel.act import act
from bianmin.kernel.rocdate import TAIPEI

ROC: Final = 1911
EVERY: Final = 24
"""Between messages on the board lie so many days, more or less."""
LATE, MAILED = 0.1, 0.4
VOTERS: Final = 37
NAMES: Final = ("太平村民", "阿美", "上班族", "新住民媽媽", "", "利嘉阿嬤", "Hoa", "初鹿牧場員工")


@dataclass(frozen=True, slots=True)
class House:
    """Who keeps the forum of an agency: the unit, who answers, and who leads."""

    agency: str
    unit: str
    officer: str
    chief: str


OFFICE: Final = House(AGENCY, f"{ROOT}counter/", "lin", "chen")
BORDER: Final = House(IMMIGRATION, f"/{IMMIGRATION}/", "yeh", "yeh")


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=TAIPEI)


def _working(agency: str, day: date) -> date:
    """The day, or the next on which the office works."""
    calendar = office_calendar(agency)
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day


def _open(house: House, told: Told, first: date, last: date | None, voters: str = "public") -> str:
    """Draft and publish a theme; gives its number."""
    at = _at(first, 8)
    design = Design(
        title=told.title, about=told.about, unit_path=house.unit, opens_on=first, closes_on=last,
        service=told.service, question=told.question, options=told.options, voters=voters if told.question else "",
    )  # fmt: skip
    number = draft(agency=house.agency, design=design, by=actor(house.officer, at), at=at).number
    publish(number=number, by=actor(house.chief, at), at=at)
    return number


def _say(
    house: House, theme: str, day: date, one: tuple[str, str, str], random: Random, *, before: date = date.max
) -> None:
    """Somebody writes; the office looks at it where it does, and answers within the day or, seldom, later.

    Nothing is done on the day `before`, or after it.
    """
    if day >= before:
        return
    category, text, reply = one
    at = _at(day, 9 + random.randrange(7), random.randrange(60))
    name = random.choice(NAMES)
    email = f"citizen{random.randrange(100_000, 999_999)}@example.org" if random.random() < MAILED else ""
    key = f"demo-forum-{house.agency}-{at:%Y%m%d%H%M}"
    written = Written(agency=house.agency, theme=theme, category=category, text=text, key=key, pen_name=name,
                      email=email)  # fmt: skip
    message = write(written=written, by=CITIZEN, at=at)
    if message.state == Standing.WAITING:
        show(number=message.number, by=actor(house.officer, at), at=at + timedelta(minutes=20))
    if reply:
        after = 1 if random.random() > LATE else 5
        then = _at(_working(house.agency, day + timedelta(days=after)), 8, 30 + random.randrange(30))
        if then.date() < before:
            answer(number=message.number, text=reply, by=actor(house.officer, then), at=then)


def _vote(house: House, told: Told, theme: str, days: Sequence[date], random: Random) -> None:
    for turn in range(VOTERS):
        chosen = str(min(random.randrange(len(told.options)), random.randrange(len(told.options))) + 1)
        at = _at(days[turn * len(days) // VOTERS], 12)
        vote(agency=house.agency, number=theme, chosen=[chosen], browser=f"demo-{theme}-{turn}", at=at)


def _theme(house: House, told: Told, first: date, last: date, random: Random) -> None:
    """A theme from its first day to its published result."""
    number = _open(house, told, first, last)
    days = [first + timedelta(days=step) for step in range((last - first).days)]
    for turn, one in enumerate(told.said):
        _say(house, number, _working(house.agency, days[(turn + 1) * len(days) // (len(told.said) + 2)]), one, random)
    _vote(house, told, number, days, random)
    at = _at(_working(house.agency, last + timedelta(days=9)), 10)
    by = actor(house.chief, at)
    for text, result, reason in told.fates:
        add_outcome(number=number, text=text, result=result, reason=reason, by=by, at=at)
    summarise(number=number, text=told.summary, by=by, at=at)
    conclude(number=number, by=by, at=at)


def _board(today: date, random: Random) -> None:
    """The message board, from the first year on; an advertisement on it is taken down."""
    board = Told("留言板", "對本所的服務有什麼話想說，隨時可以在這裡留言。", "", (), (), (), "")
    day = _working(AGENCY, date(YEARS[0], 1, 2))
    number, turn = _open(OFFICE, board, day, None), 0
    while (day := _working(AGENCY, day + timedelta(days=EVERY + random.randrange(-6, 7)))) < today - timedelta(days=7):
        _say(OFFICE, number, day, BOARD[turn % len(BOARD)], random, before=today)
        turn += 1
    at = _at(_working(AGENCY, date(YEARS[1], 9, 1)), 11)
    advertisement = Written(agency=AGENCY, theme=number, category="other", text="套房出租，意者請洽。",
                            key=f"demo-forum-{AGENCY}-advertisement", pen_name="房東")  # fmt: skip
    bad = write(written=advertisement, by=CITIZEN, at=at)
    take_down(number=bad.number, ground="advertisement", text="", by=actor("lin", at), at=at + timedelta(hours=1))


def _colleagues(year: int, quarter: int, random: Random) -> None:
    """The vote of a quarter on the best service among colleagues."""
    first = date(year, quarter * 3, 1)
    told = Told(f"{year - ROC}年第{quarter}季最佳服務態度同仁",
                "請選一位這一季服務態度最好的同仁。投票不記名，得票最高的人提報複審。",
                "誰的服務態度最好？", ("林怡君", "許文雄", "吳志明"), (), (), "")  # fmt: skip
    house = House(AGENCY, ROOT, "chen", "chen")
    number = _open(house, told, first, first + timedelta(days=20), "house")
    for voter in ("lin", "hsu", "wu", "chen", "huang", "tsai", "admin"):
        at = _at(first + timedelta(days=5), 9)
        chosen = str(random.randrange(len(told.options)) + 1)
        vote_as_colleague(number=number, chosen=[chosen], by=actor(voter, at), at=at)
    over = _at(first + timedelta(days=22), 9)
    by = actor("chen", over)
    close(number=number, by=by, at=over)
    summarise(number=number, text="得票最高的同仁提報複審。", by=by, at=over)
    conclude(number=number, by=by, at=over)


def discuss(today: date, *, seed: int) -> None:
    """Let the forum live: the board, a theme in each year, one of the immigration agency, votes, and one of today."""
    random = Random(seed)
    with act():
        _board(today, random)
        for year, told in zip(YEARS, (FORMS, HOURS), strict=True):
            _theme(OFFICE, told, date(year, 4, 1), date(year, 5, 15), random)
            for quarter in (1, 2, 3, 4):
                _colleagues(year, quarter, random)
        _theme(BORDER, ABROAD, date(YEARS[1], 6, 2), date(YEARS[1], 7, 11), random)
        first = today - timedelta(days=12)
        number = _open(OFFICE, NOW, first, today + timedelta(days=45))
        for turn, one in enumerate(NOW.said):
            day = _working(AGENCY, first + timedelta(days=2 + 3 * turn))
            _say(OFFICE, number, day, one, random, before=today)
        _vote(OFFICE, NOW, number, [first + timedelta(days=step) for step in range(1, 9)], random)
