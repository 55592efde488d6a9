"""What happens in two years: every matter that comes in, drawn from a seed before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random
from typing import Any, Final

from bianmin.delivery.cases.vocab import Particulars
from bianmin.delivery.ratings.vocab import MOST
from bianmin.faces.cli.demo.people import TOWNS, Crowd
from bianmin.kernel.rocdate import TAIPEI

YEARS: Final = (2024, 2025)
SEASON: Final = (1.25, 0.8, 1.15, 1.0, 0.95, 1.0, 1.15, 1.3, 1.05, 0.9, 0.85, 0.9)
MIX: Final = {
    "transcript": 58, "phone-application": 12, "home-visit": 7, "house-number": 9, "name-change": 11, "nationality": 3,
}  # fmt: skip
CHANNELS: Final = {
    "transcript": {"online": 34, "counter": 58, "phone": 5, "mail": 3},
    "phone-application": {"phone": 95, "counter": 5},
    "home-visit": {"online": 30, "phone": 50, "counter": 10, "home": 10},
    "house-number": {"online": 25, "counter": 70, "mail": 5},
    "name-change": {"counter": 94, "phone": 3, "home": 3},
    "nationality": {"counter": 90, "mail": 10},
}
ONLINE_GROWTH: Final = 1.22
UNHAPPY: Final = (
    "等太久了，叫號也不清楚。",
    "櫃檯人員說話太快，聽不懂。",
    "第一次沒說要帶戶口名簿，跑了兩趟。",
    "網頁在手機上不好按。",
    "電話一直沒人接。",
    "The form was only explained in Chinese.",
)
HAPPY: Final = ("很親切，講解清楚。", "不到十分鐘就辦好。", "謝謝到家裡來。", "線上就能辦，很方便。", "")
WORK: Final = {
    "transcript": 1,
    "phone-application": 1,
    "home-visit": 2,
    "house-number": 5,
    "name-change": 1,
    "nationality": 18,
}
SPOT: Final = frozenset({"transcript", "name-change"})
REFUSED: Final = 0.01
PRAISED: Final = 0.1
"""How many are refused, and how many of the happiest say why."""
LATE: Final = 0.06
"""Of the matters that are not decided on the spot; those that another authority decides are never late."""
SUPPLEMENT: Final = {
    "transcript": 0.05,
    "phone-application": 0.03,
    "home-visit": 0.0,
    "house-number": 0.22,
    "name-change": 0.05,
    "nationality": 0.5,
}
AFTERNOON: Final = 15
"""What comes in later is begun on the next working day."""


@dataclass(frozen=True, slots=True)
class Story:
    """One matter from the day it comes to the day it is handed over."""

    at: datetime
    service: str
    channel: str
    applicant: Particulars
    answers: dict[str, Any]
    work: int
    spot: bool
    late: bool
    refused: bool
    supplement: bool = False
    ratings: tuple[tuple[str, int, str], ...] = field(default=())


def answers_to(service: str, random: Random) -> dict[str, Any]:
    """What a form of the service would hold; every choice is drawn, whichever the service is."""
    copies, place = random.randrange(1, 4), f"臺東縣卑南鄉{random.choice(TOWNS)}{random.randrange(1, 300)}號"
    purpose, need = random.choice(["school", "abroad", "court"]), random.choice(["disabled", "old", "ill"])
    matter, name = random.choice(["transcript", "seal", "booklet"]), random.choice(["陳喆", "林堃", "潘Muya"])
    known: dict[str, dict[str, Any]] = {
        "transcript": {"kind": "current", "copies": copies, "remarks": "none", "purpose": purpose},
        "phone-application": {"matter": matter, "copies": copies},
        "home-visit": {"place": place, "need": need, "matter": ["id_card"]},
        "house-number": {"kind": random.choice(["certificate", "replace"]), "place": place},
        "name-change": {"new_name": name, "reason": "same_name"},
        "nationality": {"nationality": "越南", "arrived_on": "2015-06-01", "ground": "general"},
    }
    return known[service]


def _pick(weights: dict[str, int], random: Random) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


def _ratings(random: Random, *, late: bool) -> tuple[tuple[str, int, str], ...]:
    """Presses after the two visits of a matter, handing in and fetching; the late are more often unhappy."""
    found = []
    for visit, chance in (("received", 0.75), ("released", 0.82)):
        if random.random() >= chance:
            continue
        unhappy = random.random() < (0.09 if late else 0.016)
        if unhappy:
            found.append((visit, random.choice([1, 2]), random.choice(UNHAPPY)))
        else:
            level = random.choices([3, 4, 5], [7, 33, 60])[0]
            found.append((visit, level, random.choice(HAPPY) if level == MOST and random.random() < PRAISED else ""))
    return tuple(found)


def _story(day: date, random: Random, crowd: Crowd) -> Story:
    service = _pick(MIX, random)
    channels = dict(CHANNELS[service])
    if "online" in channels and day.year > YEARS[0]:
        channels["online"] = round(channels["online"] * ONLINE_GROWTH)
    channel = _pick(channels, random)
    hours = (0, 24) if channel == "online" else (8, 17)
    clock = time(random.randrange(*hours), random.randrange(60), random.randrange(60))
    spot = service in SPOT and channel == "counter"
    late = not spot and random.random() < LATE and service != "nationality"
    return Story(
        at=datetime.combine(day, clock, tzinfo=TAIPEI),
        service=service,
        channel=channel,
        applicant=crowd.person(day),
        answers=answers_to(service, random),
        work=WORK[service] + (random.randrange(3, 9) if late else 0),
        spot=spot,
        supplement=not spot and random.random() < SUPPLEMENT[service],
        late=late,
        refused=random.random() < REFUSED,
        ratings=_ratings(random, late=late),
    )


def stories(days: list[date], *, count: int, seed: int) -> Iterator[Story]:
    """About `count` matters over the working days given, by season, the earliest first within a day."""
    random = Random(seed)
    crowd = Crowd(random)
    mean = count / len(days)
    for day in days:
        growth = 1.04 if day.year > YEARS[0] else 0.96
        drawn = random.gauss(mean * SEASON[day.month - 1] * growth, mean * 0.08)
        today = int(drawn + random.random())
        yield from sorted((_story(day, random, crowd) for _ in range(today)), key=lambda story: story.at)
