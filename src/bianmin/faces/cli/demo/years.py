"""Live two years: every story through the journeys that the pages use, a transaction for each day."""

import gc
import heapq
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from random import Random
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from bianmin.delivery.cases.actions.decide import release
from bianmin.delivery.cases.actions.review import record_proof, take
from bianmin.delivery.cases.actions.second import recommend
from bianmin.delivery.cases.vocab import Application, Defect, Outcome, Receipt, Visit
from bianmin.delivery.catalog.queries import service as service_card
from bianmin.delivery.catalog.vocab import Channel, ServiceCard
from bianmin.delivery.exchange.queries.lookups import telling_of
from bianmin.delivery.exchange.vocab import Result as LookedUp
from bianmin.delivery.ratings.vocab import DISSATISFIED_UP_TO
from bianmin.faces.cli.demo.office import AGENCY, OPENED, actor
from bianmin.faces.cli.demo.stories import AFTERNOON, Story
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.notices.actions.delivery import deliver
from bianmin.foundation.notices.actions.tasks import do_task
from bianmin.foundation.notices.queries import tasks
from bianmin.foundation.notices.vocab import Result
from bianmin.foundation.packs.queries.editions import edition
from bianmin.journeys.apply import apply, serve_at_counter
from bianmin.journeys.decide import decide
from bianmin.journeys.forward import forward
from bianmin.journeys.lookup import note
from bianmin.journeys.overdue import remind_overdue
from bianmin.journeys.rate import answer, rate
from bianmin.journeys.shares import shares_of
from bianmin.journeys.supplement import request_supplement, supplement
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Assurance, system
from bianmin.kernel.lasting import holding
from bianmin.kernel.rocdate import TAIPEI

CITIZEN: Final = Actor(key="citizen", assurance=Assurance.CODE)
"""An applicant without an account."""

PROOF: Final = "id_card"
MORNING: Final = time(8)
EVENING: Final = time(18, 30)
DEMO_MAIL: Final = "bianmin.foundation.notices.contrib.demo.EmailBackend"
SILENT: Final = ((date(2024, 8, 1), date(2024, 8, 30)), (date(2025, 6, 9), date(2025, 6, 20)))
"""Two times when nobody was told that it is late: the reminder was switched off with a move of the server."""
REACHED: Final = 0.95
"""How many are at home when they are called."""
CALLERS: Final = ("lin", "wu")
"""Who telephones in the morning, each for the own unit."""
ELSEWHERE: Final = "tseng"
SHARED: Final = 6
"""Who decides at the other agency what an application concerns there too, and after how many working days."""
REVIEWED: Final = "已向申請人說明原因並致歉，內部檢討後改善。"
REFUSED: Final = "所附文件與戶籍登記資料不符，經通知補正後仍不足以證明。"
DEFECTS: Final = (
    Defect("請補送利害關係證明文件。"),
    Defect("請補簽申請書第二頁。"),
)


@dataclass(slots=True)
class Office:
    """The office at work: its calendar, services and people, what is still to happen, and how much was done."""

    calendar: list[date]
    random: Random
    services: dict[str, ServiceCard] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    people: dict[str, Actor] = field(default_factory=dict)
    agenda: list[tuple[datetime, int, Callable[[datetime], None]]] = field(default_factory=list)
    order: Iterable[int] = field(default_factory=count)
    cases: int = 0
    ratings: int = 0

    def plan(self, at: datetime, step: Callable[[datetime], None]) -> None:
        """Put something on the agenda."""
        heapq.heappush(self.agenda, (at, next(iter(self.order)), step))

    def service(self, code: str) -> ServiceCard:
        """The service, read once."""
        if code not in self.services:
            self.services[code] = service_card(AGENCY, code, self.calendar[0])
            self.versions[code] = form(AGENCY, self.services[code].offer.form).version
        return self.services[code]

    def person(self, username: str, at: datetime) -> Actor:
        """Somebody of the office, as of a moment."""
        if username not in self.people:
            self.people[username] = actor(username, OPENED)
        return replace(self.people[username], as_of=at)

    def later(self, day: date, days: int) -> datetime:
        """A moment in office hours so many working days after a day."""
        place = bisect_right(self.calendar, day) - 1 + days
        target = self.calendar[place] if place < len(self.calendar) else day + timedelta(days=days)
        clock = time(self.random.randrange(9, 17), self.random.randrange(60), self.random.randrange(60))
        return datetime.combine(target, clock, tzinfo=TAIPEI)

    def live(self, until: datetime) -> None:
        """Let everything happen that stands on the agenda up to a moment, as one act; what lasts is read once."""
        with holding(edition), act():
            while self.agenda and self.agenda[0][0] <= until:
                at, _order, step = heapq.heappop(self.agenda)
                step(at)

    def telephone(self, at: datetime) -> None:
        """Whoever has no e-mail is called; one in twenty is not at home and called again the next morning."""
        for caller in CALLERS:
            by = self.person(caller, at)
            for task in tasks(by, agency=AGENCY):
                answered = self.random.random() < REACHED
                do_task(task=task.id, result=Result.REACHED if answered else Result.NO_ANSWER, by=by, at=at)

    def begin(self, story: Story) -> None:
        """Put a story on the agenda."""
        self.plan(story.at, lambda at: Matter(self, story, self.service(story.service)).come_in(at))


@dataclass(slots=True)
class Matter:
    """One matter, going its way step by step."""

    office: Office
    story: Story
    service: ServiceCard
    receipt: Receipt | None = None

    @property
    def number(self) -> str:
        """Its receipt number."""
        return self.receipt.number if self.receipt else ""

    def officer(self, at: datetime) -> Actor:
        """Who handles it."""
        return self.office.person(self.service.offer.officer or "lin", at)

    def holder(self) -> Actor:
        """The citizen who holds its code."""
        return replace(CITIZEN, holds=frozenset({self.receipt.subject} if self.receipt else ()))

    def come_in(self, at: datetime) -> None:
        """It is received; at the counter it may be done at once."""
        story = self.story
        application = Application(
            service=self.service,
            channel=story.channel,
            answers=story.answers,
            form_version=self.office.versions[story.service],
            applicant=story.applicant,
            pickup=self.service.offer.pickup[0].code,
            key=uuid5(NAMESPACE_URL, f"demo-{self.office.cases}").hex,
        )
        self.office.cases += 1
        if story.spot:
            outcome = Outcome.REFUSED if story.refused else Outcome.GRANTED
            words = {"reasons": REFUSED} if story.refused else {}
            self.receipt, _decision = serve_at_counter(
                application=application, outcome=outcome, proof=PROOF, by=self.officer(at), at=at, **words
            )
            self._rate(at, Visit.RECEIVED)
            self._rate(at, Visit.RELEASED)
            return
        by = CITIZEN if story.channel == Channel.ONLINE else self.officer(at)
        seen = PROOF if story.channel in (Channel.COUNTER, Channel.HOME) else ""
        self.receipt = apply(application=application, by=by, at=at, proof=seen)
        self._rate(at, Visit.RECEIVED)
        for number in self._numbers_elsewhere():
            self.office.plan(self.office.later(at.date(), SHARED), partial(self.settle_elsewhere, number))
        self.office.plan(self.begun(), self.ask if story.supplement else self.settle)

    def _numbers_elsewhere(self) -> list[str]:
        """The numbers under which other agencies of the house have what concerns them too."""
        if not self.service.offer.shares:
            return []
        return [shared.number for shared in shares_of(self.holder(), self.number) if shared.number]

    def begun(self) -> datetime:
        """When an officer begins: what is short at once or on the next morning, what is long on the next day."""
        at = self.story.at
        if self.story.work > 1 or at.hour >= AFTERNOON:
            return self.office.later(at.date(), 1)
        return max(self.office.later(at.date(), 0), at + timedelta(minutes=5))

    def ask(self, at: datetime) -> None:
        """Papers are missing: all are asked for at once."""
        asked = request_supplement(number=self.number, defects=DEFECTS, printed=False, by=self.officer(at), at=at)
        waits = self.office.random.randrange(1, 6)
        self.office.plan(
            self.office.later(at.date(), min(waits, max((asked.due_on - at.date()).days - 3, 1))), self.give
        )

    def give(self, at: datetime) -> None:
        """The papers come."""
        supplement(number=self.number, by=self.officer(at), at=at)
        self._finish_after(at)

    def settle(self, at: datetime) -> None:
        """An officer takes it over; what another authority decides is forwarded."""
        by = self.officer(at)
        take(number=self.number, by=by, at=at)
        if self.service.offer.forward_to:
            forward(number=self.number, by=by, at=at + timedelta(minutes=30))
        self._finish_after(at)

    def settle_elsewhere(self, number: str, at: datetime) -> None:
        """The other agency that the application concerns decides its part."""
        by = self.office.person(ELSEWHERE, at)
        take(number=number, by=by, at=at)
        decide(number=number, outcome=Outcome.GRANTED, reasons="", by=by, at=at, printed=False)
        self.office.plan(self.office.later(at.date(), 2), lambda at: self._hand_over_there(number, at))

    def _hand_over_there(self, number: str, at: datetime) -> None:
        release(number=number, by=self.office.person(ELSEWHERE, at), at=at)

    def _finish_after(self, at: datetime) -> None:
        """The rest of the work takes days, or the rest of an hour."""
        rest = self.story.work - 1
        self.office.plan(self.office.later(at.date(), rest) if rest else at + timedelta(minutes=40), self.finish)

    def finish(self, at: datetime) -> None:
        """It is decided; the result is handed over in the next days."""
        by, number = self.officer(at), self.number
        self._look_up(by, at)
        outcome, reasons = (Outcome.REFUSED, REFUSED) if self.story.refused else (Outcome.GRANTED, "")
        if self.story.refused and self.service.offer.second_reading:
            recommend(number=number, outcome=outcome, reasons=reasons, by=by, at=at)
            by = self.office.person("chen", at)
        decide(number=number, outcome=outcome, reasons=reasons, by=by, at=at, printed=False)
        self.office.plan(self.office.later(at.date(), self.office.random.randrange(1, 5)), self.hand_over)

    def _look_up(self, by: Actor, at: datetime) -> None:
        """What nobody has to bring is looked up: each by turns in the registers that tell about it."""
        for paper in self.service.offer.papers:
            if paper.lookup and paper.source:
                where = telling_of(AGENCY, paper.code)
                turn = where[int(self.number[-2]) % len(where)].code if where else ""
                note(number=self.number, paper=paper.code, register=turn, result=LookedUp.FOUND, by=by, at=at)

    def hand_over(self, at: datetime) -> None:
        """It is fetched; the identity card is seen if nobody saw it before."""
        by = self.officer(at)
        if self.receipt and self.receipt.request_only:
            record_proof(number=self.number, kind=PROOF, by=by, at=at)
        release(number=self.number, by=by, at=at)
        self._rate(at, Visit.RELEASED)

    def _rate(self, at: datetime, rated: Visit) -> None:
        """The citizen presses a lamp at once; the director answers the unhappy ones within days."""
        for visit, level, reason in self.story.ratings:
            if visit != rated:
                continue
            given = rate(number=self.number, level=level, reason=reason, visit=visit, by=self.holder(), at=at)
            self.office.ratings += 1
            if level <= DISSATISFIED_UP_TO:
                self.office.plan(self.office.later(at.date(), 1), partial(self._answer, given))

    def _answer(self, rating: int, at: datetime) -> None:
        answer(rating=rating, text=REVIEWED, by=self.office.person("chen", at), at=at)


def remind(at: datetime) -> None:
    """Each morning whoever waits beyond the promised day is told."""
    remind_overdue(agency=AGENCY, by=system("overdue"), at=at)


def mail(at: datetime) -> int:
    """The e-mails of the day go out, to the demonstration's own mail server and as one act; tells how many.

    Where a real mail server is named nothing is sent: the people are invented.
    """
    if settings.EMAIL_BACKEND != DEMO_MAIL:
        return 0
    sent = 0
    with act():
        while count := deliver(at=at):
            sent += count
    return sent


def live(stories: list[Story], calendar: list[date], *, seed: int, progress: Callable[[int], None]) -> Office:
    """Live through all stories, day by day; `progress` is told how many have come in."""
    office = Office(calendar=calendar, random=Random(seed))
    for story in stories:
        office.begin(story)
    for day in calendar:
        morning = datetime.combine(day, MORNING, tzinfo=TAIPEI)
        if not any(first <= day <= last for first, last in SILENT):
            office.plan(morning, remind)
        office.plan(morning + timedelta(minutes=30), office.telephone)
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    for day in calendar:
        office.live(datetime.combine(day, time.max, tzinfo=TAIPEI))
        mail(datetime.combine(day, EVENING, tzinfo=TAIPEI))
        progress(office.cases)
    return office
