"""Opinions of the public: some each month, most answered in time, some rated, the newest still open."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from bianmin.delivery.opinions.actions.after import follow, publish, rate
from bianmin.delivery.opinions.actions.work import take
from bianmin.delivery.opinions.vocab import Reply, Source, Written
from bianmin.faces.cli.demo.office import AGENCY, IMMIGRATION, actor
from bianmin.faces.cli.demo.people import Crowd
from bianmin.faces.cli.demo.years import CITIZEN
from bianmin.foundation.clock.queries import office_calendar
from bianmin.journeys.opinion import answer, receive
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Assurance
from bianmin.kernel.rocdate import TAIPEI

LATE, RATED, FOLLOWED = 0.06, 0.45, 0.9
LEVELS: Final = (5, 5, 5, 4, 4, 4, 3, 2, 1)
REASONS: Final = ("not-solved", "slow", "unclear", "beside")
WAYS: Final = (Source.WEB, Source.WEB, Source.WEB, Source.PHONE, Source.COUNTER, Source.BOX, Source.EMAIL)
TEXTS: Final = (
    ("suggestion", "希望中午也能辦", "上班族只有中午有空，希望中午可以多開一個櫃檯。",
     "謝謝您的建議。自下月起中午留一個櫃檯辦理。"),
    ("complaint", "等了一個小時", "早上九點來，等到十點才輪到。", "很抱歉讓您久等。我們已經調整尖峰時段的人力。"),
    ("thanks", "謝謝幫我找資料的同仁", "奶奶的資料找了很久，謝謝你們耐心幫忙。", "謝謝您的鼓勵，我們會轉達給同仁。"),
    ("question", "搬家以後要改哪些資料", "下個月搬家，要帶什麼來？",
     "請帶身分證、印章和新址的證明，也可以先在網站預約。"),
    ("suggestion", "停車場的指標不清楚", "第一次來找不到停車場入口。", "已經在路口加設指標，謝謝您提醒。"),
    ("complaint", "電話打不進來", "打了五次都沒有人接。", "已經加裝一線，並檢討接聽排班。"),
)  # fmt: skip
PUBLIC: Final = (0, 4, 5)
"""Texts whose result the chief publishes, once."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the mailboxes of an agency, and who leads."""

    agency: str
    mailbox: str
    officer: str
    chief: str


@dataclass(frozen=True, slots=True)
class Received:
    """What was received: its number, the journal's word for it, and which text it is."""

    number: str
    subject: str
    which: int


READERS: Final = (Reader(AGENCY, "director", "chen", "chen"), Reader(IMMIGRATION, "director", "yeh", "yeh"))


def _written(reader: Reader, day: date, random: Random) -> tuple[Written, int]:
    """One opinion, and which text it is."""
    which, source = random.randrange(len(TEXTS)), random.choice(WAYS)
    kind, title, text, _answer = TEXTS[which]
    who = Crowd(random).person(day)
    mailed = bool(who.email) and source in (Source.WEB, Source.EMAIL)
    written = Written(
        agency=reader.agency, mailbox=reader.mailbox, kind=kind, title=title, text=text, source=source.value,
        key=f"demo-{reader.agency}-{day:%Y%m%d}", reply=(Reply.EMAIL if mailed else Reply.PAGE).value,
        name=who.name if mailed else "", email=who.email if mailed else "",
    )  # fmt: skip
    return written, which


def _close(reader: Reader, one: Received, day: date, random: Random) -> None:
    """Answer it some days later, rate it, follow it up."""
    at = datetime.combine(day, time(16), tzinfo=TAIPEI)
    take(number=one.number, by=actor(reader.officer, at), at=at)
    answer(number=one.number, text=TEXTS[one.which][3], by=actor(reader.officer, at), at=at)
    if random.random() < RATED:
        level = random.choice(LEVELS)
        holder = Actor(key=CITIZEN.key, holds=frozenset({one.subject}), assurance=Assurance.CODE)
        rate(
            number=one.number, level=level, because=random.choice(REASONS), text="", by=holder,
            at=at + timedelta(hours=3),
        )  # fmt: skip
    if random.random() < FOLLOWED:
        at += timedelta(hours=4)
        follow(number=one.number, text="已經看過處理情形。", by=actor(reader.chief, at), at=at)


def _receive(reader: Reader, day: date, random: Random) -> Received:
    at = datetime.combine(day, time(10), tzinfo=TAIPEI)
    written, which = _written(reader, day, random)
    by = CITIZEN if written.source == Source.WEB else actor(reader.officer, at)
    opinion = receive(written=written, by=by, at=at)
    return Received(opinion.number, opinion.subject, which)


def _publish(reader: Reader, closed: dict[int, str], at: datetime) -> None:
    """Put on the website what came of some."""
    for which in PUBLIC:
        if number := closed.get(which, ""):
            _kind, title, text, result = TEXTS[which]
            publish(number=number, title=title, text=text, result=result, by=actor(reader.chief, at), at=at)


def _answered_on(reader: Reader, day: date, random: Random) -> date:
    """The office day on which what came on a day has its answer."""
    calendar = office_calendar(reader.agency)
    after = day + timedelta(days=random.choice((0, 1, 1, 2)) if random.random() > LATE else 9)
    while not calendar.is_working(after):
        after += timedelta(days=1)
    return after


def opine(past: list[date], recent: list[date], *, at: datetime, seed: int) -> None:
    """Let people write on past days, who have their answers, and on recent ones, who still wait; both in order."""
    random = Random(seed)
    with act():
        for reader in READERS:
            closed = dict[int, str]()
            for day in past:
                one = _receive(reader, day, random)
                _close(reader, one, _answered_on(reader, day, random), random)
                closed[one.which] = one.number
            for day in recent:
                _receive(reader, day, random)
            _publish(reader, closed, at)
