"""The newsletter of the immigration agency: its subscribers of two years, its last issues, and one being made."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from bianmin.delivery.newsletters.actions.issuing import issue, send_waiting
from bianmin.delivery.newsletters.actions.making import note_step, plan, write
from bianmin.delivery.newsletters.actions.subscribe import ask, confirm
from bianmin.delivery.newsletters.queries.policy import paper_of
from bianmin.delivery.newsletters.queries.subscribers import listed
from bianmin.delivery.newsletters.vocab.cards import Draft, Wish
from bianmin.faces.cli.demo.office import IMMIGRATION, actor
from bianmin.faces.cli.demo.stories import YEARS
from bianmin.faces.cli.demo.years import mail
from bianmin.kernel.act import act
from bianmin.kernel.actor import PUBLIC, Actor, Assurance
from bianmin.kernel.rocdate import TAIPEI

PAPER: Final = "whats-up"
READERS: Final = 36
ISSUES: Final = 3
FIRST: Final = 60
"""The number of the first issue that is made."""
NATIONS: Final = ("vn", "id", "ph", "th", "tw", "jp", "us", "")
ARTICLES: Final = (
    ("health", "看醫生要帶什麼", "Seeing a doctor",
     "請帶健保卡。\n\n很多醫院可以在網路上掛號，並有外語服務。",
     "Bring your health insurance card.\n\nMany hospitals take appointments online and speak other languages."),
    ("stay", "居留證快到期怎麼辦", "When your residence card runs out",
     "到期前三十天內就可以申請延期，網路、服務站都能辦。",
     "You may apply within the thirty days before, online or at a service center."),
    ("travel", "搭火車去東部", "East by train",
     "連續假期的車票很快賣完，請提早訂。", "Tickets for long weekends sell out soon: book early."),
    ("rent", "租房子先看這裡", "Before you rent a home",
     "簽約前看清楚押金和修繕由誰負擔。", "Read who pays for repairs, and how much the deposit is, before you sign."),
)  # fmt: skip
THEMES: Final = (("秋天的臺灣", "Taiwan in autumn"), ("健康過日子", "Staying well"), ("出門走走", "Out and about"),
                 ("過年準備", "Getting ready for New Year"))  # fmt: skip


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=TAIPEI)


def _subscribe(turn: int, day: date, random: Random) -> None:
    """One reader, from the website or asked at the counter, who confirms the same day."""
    at, email = _at(day, 10), f"reader{turn}@example.org"
    counter = turn % 3 == 0
    wish = Wish(
        agency=IMMIGRATION, paper=PAPER, email=email, language=random.choice(("zh-hant", "en", "en")),
        nationality=random.choice(NATIONS), source="counter" if counter else "web",
    )  # fmt: skip
    ask(wish=wish, agreed=True, by=actor("tseng", at) if counter else PUBLIC, at=at)
    row = listed(actor("yeh", at), IMMIGRATION, email=email)[0]
    holder = Actor(key="public", holds=frozenset({row.subject}), assurance=Assurance.CODE)
    confirm(number=row.number, by=holder, at=_at(day, 11))


def _make(place: int, due: date, begun: date, steps: int) -> str:
    """One issue, planned, written and brought so many steps on; its number."""
    at = _at(begun, 9)
    chinese, english = THEMES[place % len(THEMES)]
    row = plan(
        agency=IMMIGRATION, paper=PAPER, serial=FIRST + place, due_on=due,
        titles={"zh-hant": chinese, "en": english}, by=actor("yeh", at), at=at,
    )  # fmt: skip
    for topic, title, name, body, text in (ARTICLES[place % 4], ARTICLES[(place + 1) % 4]):
        draft = Draft(topic, {"zh-hant": title, "en": name}, {"zh-hant": body, "en": text})
        write(number=row.number, article=None, draft=draft, by=actor("yeh", at), at=at)
    for stage in paper_of(IMMIGRATION, PAPER)[1].steps[:steps]:
        done = max(begun, due - timedelta(days=stage.days))
        note_step(number=row.number, code=stage.code, note="", by=actor("yeh", _at(done, 14)), at=_at(done, 14))
    return row.number


def publish(today: date, *, seed: int) -> None:
    """Let readers subscribe through the years, issue what was due last, and leave the next issue half made."""
    random = Random(seed)
    paper = paper_of(IMMIGRATION, PAPER)[1]
    first = date(YEARS[0], 2, 1)
    span = (today - timedelta(days=100) - first).days
    with act():
        for turn in range(READERS):
            _subscribe(turn, first + timedelta(days=turn * span // READERS), random)
        due = paper.next_after(today - timedelta(days=31 * (ISSUES + 1)))
        for place in range(ISSUES):
            number, out = _make(place, due, due - timedelta(days=40), len(paper.steps) - 1), _at(due, 9)
            issue(number=number, by=actor("yeh", out), at=out)
            send_waiting(at=out)
            mail(at=_at(due, 10))
            send_waiting(at=_at(due, 11))
            due = paper.next_after(due)
        _make(ISSUES, paper.next_after(today), today - timedelta(days=2), 1)
