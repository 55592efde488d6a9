"""What the desk finds on its table: matters of the last working days, each as far as it has come."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import Final

from bianmin.faces.cli.demo.people import Crowd
from bianmin.faces.cli.demo.stories import Story, answers_to
from bianmin.faces.cli.demo.years import MORNING, Matter, Office, remind
from bianmin.kernel.act import act
from bianmin.kernel.rocdate import TAIPEI

DAYS: Final = 6
"""How many working days it reaches back."""


@dataclass(frozen=True, slots=True)
class Begun:
    """One matter: received so many working days ago, and since then taken, asked back or decided so many days ago."""

    service: str
    channel: str
    ago: int
    taken: int = 0
    asked: int = 0
    decided: int = 0
    level: int = 0
    reason: str = ""


TABLE: Final = (
    Begun("transcript", "online", 1),
    Begun("transcript", "online", 1),
    Begun("transcript", "mail", 1),
    Begun("phone-application", "phone", 1),
    Begun("home-visit", "phone", 1, level=5),
    Begun("house-number", "online", 2, level=4),
    Begun("house-number", "counter", 3, taken=2, level=2, reason="等太久了，叫號也不清楚。"),
    Begun("name-change", "home", 1, taken=1),
    Begun("nationality", "counter", 5, taken=4),
    Begun("house-number", "mail", 4, asked=3),
    Begun("transcript", "online", 3, asked=3),
    Begun("nationality", "mail", 6, asked=5),
    Begun("transcript", "online", 2, taken=2, decided=1),
    Begun("phone-application", "phone", 3, taken=3, decided=2),
    Begun("house-number", "counter", 6, taken=5, decided=1),
    Begun("home-visit", "online", 6, taken=5),
)
"""The last one is late, and its applicant was told this morning."""


def _moment(day: date, hour: int, place: int) -> datetime:
    return datetime.combine(day, time(hour, 7 + 3 * place), tzinfo=TAIPEI)


def _story(begun: Begun, at: datetime, random: Random) -> Story:
    return Story(
        at=at,
        service=begun.service,
        channel=begun.channel,
        applicant=Crowd(random).person(at.date()),
        answers=answers_to(begun.service, random),
        work=1,
        spot=False,
        late=False,
        refused=False,
        ratings=(("received", begun.level, begun.reason),) if begun.level else (),
    )


def receive(office: Office, days: Sequence[date]) -> None:
    """Let them come in and go as far as they are, over the working days given, the last one yesterday's."""
    steps: list[tuple[datetime, Callable[[datetime], None]]] = [(datetime.combine(days[-1], MORNING, TAIPEI), remind)]
    for place, begun in enumerate(TABLE):
        at = _moment(days[-begun.ago], 9, place)
        matter = Matter(office, _story(begun, at, office.random), office.service(begun.service))
        steps.append((at, matter.come_in))
        later = ((begun.taken, 11, matter.settle), (begun.asked, 13, matter.ask), (begun.decided, 15, matter.finish))
        steps += [(_moment(days[-ago], hour, place), step) for ago, hour, step in later if ago]
    with act():
        for at, step in sorted(steps, key=lambda known: known[0]):
            step(at)
