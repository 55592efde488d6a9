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


@dataclass(frozen=True, slots=True)
class Told:
    """What a theme is about, what is voted on, what people say with the answers, and what becomes of it."""

    title: str
    about: str
    question: str
    options: tuple[str, ...]
    said: tuple[tuple[str, str, str], ...]
    fates: tuple[tuple[str, str, str], ...]
    summary: str
    service: str = ""


OFFICE: Final = House(AGENCY, f"{ROOT}counter/", "lin", "chen")
BORDER: Final = House(IMMIGRATION, f"/{IMMIGRATION}/", "yeh", "yeh")
BOARD: Final = (
    ("question", "星期六有開嗎？", "星期六、星期日休息。網站可以隨時申請戶籍謄本。"),
    ("experience", "今天辦很快，十分鐘就好了。", "謝謝您告訴我們，會轉達同仁。"),
    ("idea", "等候區可以放老花眼鏡嗎？", "已經在三個櫃檯都放了老花眼鏡。"),
    ("idea", "門口的斜坡有點陡。", "已經請廠商來看，改善完成會在這裡告訴大家。"),
    ("question", "可以刷卡嗎？", "可以，櫃檯收行動支付和信用卡。"),
)
FORMS: Final = Told(
    "戶籍謄本申請書怎麼改比較好寫",
    "我們要重新設計申請書。法規要求的欄位不能少，字的大小、順序和說明都可以改。您的意見會整理後決定新的格式。",
    "您喜歡哪一種申請書？", ("大字版（兩頁）", "一頁版（字較小）", "圖解版（每欄有例子）"),
    (("idea", "字太小，長輩看不清楚。", "新格式的字會放大到14號。"),
     ("idea", "每一欄旁邊給一個例子就不會寫錯。", "圖解版就是這樣設計，謝謝您。"),
     ("question", "舊的申請書還能用嗎？", "可以，舊的用完為止。"),
     ("experience", "上次因為漏填電話又跑一趟。", "新格式會把必填的欄位標出來。")),
    (("放大字體", "adopted", "新格式改用14號字。"),
     ("每一欄附填寫例子", "partly", "常寫錯的六欄附例子，其他寫在背面。"),
     ("取消簽名欄", "not", "法規要求申請人簽名。")),
    "四則留言、三十多人投票，最多人選圖解版。新申請書以圖解版為底，字放大到14號，自下個月起使用。",
    service="transcript",
)  # fmt: skip
HOURS: Final = Told(
    "中午和傍晚，哪個時段加開櫃檯", "人力只夠加開一個時段。請告訴我們哪個時段對您最有用。",
    "哪一個時段加開一個櫃檯最好？", ("中午12點到1點", "傍晚5點到6點半", "星期六上午"),
    (("idea", "上班族只有中午有空。", "中午的確最多人提到，會納入評估。"),
     ("idea", "星期六上午可以帶小孩一起來。", "星期六人力最吃緊，我們會一起算。"),
     ("question", "加開的櫃檯什麼都能辦嗎？", "戶籍登記、謄本和印鑑都能辦。")),
    (("中午加開櫃檯", "adopted", "中午12點到1點加開一個綜合櫃檯。"),
     ("星期六上午開放", "not", "目前人力不足，改以網站申辦替代。")),
    "三則留言、三十多人投票，中午時段最多。自七月起中午加開一個櫃檯，半年後檢討。",
)  # fmt: skip
NOW: Final = Told(
    "線上申請戶籍謄本，哪裡還可以更簡單", "請說說您在哪一步卡住、哪一句話看不懂。說明文字和步驟順序都可以改。",
    "哪一步最需要改？", ("填寫資料", "上傳文件", "付款", "查進度"),
    (("experience", "上傳照片不知道要多大。", "說明會寫出檔案大小和格式。"),
     ("idea", "付款那一頁希望能用行動支付。", "")),
    (), "", service="transcript",
)  # fmt: skip
ABROAD: Final = Told(
    "外籍人士洽公環境，您的看法", "服務站的雙語標示、表格和說明哪裡看不懂？",
    "最需要先改的是什麼？", ("標示", "表格", "網站說明", "人員的外語"),
    (("idea", "The signs at the entrance are only in Chinese.", "入口標示已改為中英對照。"),
     ("experience", "表格的英文和中文對不起來。", "已請翻譯人員重新核對。")),
    (("入口標示中英對照", "adopted", "各服務站入口標示已更換。"),),
    "兩則留言、三十多人投票，最多人選表格。已核對全部雙語表格。",
)  # fmt: skip


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
