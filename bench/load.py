"""A load: what many visitors do at once, again and again, and how long each time took."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from django.db import connections

VISITORS = 8
ROUNDS = 4
"""What is compared is done in turns, so many of each: a machine is not equally quick from one minute to the next."""
HEAD = f"{'':22}{'per s':>10}{'p50 ms':>10}{'p95 ms':>10}{'p99 ms':>10}{'CPU ms':>10}"


@dataclass
class Load:
    """What a load did: seconds of each time, how many all took, and how many of CPU the server used."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0
    used: float = 0

    def __add__(self, other: "Load") -> "Load":
        return Load(self.times + other.times, self.seconds + other.seconds, self.used + other.used)

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    @property
    def median(self) -> float:
        """Seconds."""
        return median(self.times)

    @property
    def cpu(self) -> float:
        """Seconds of CPU of one time."""
        return self.used / len(self.times)

    def line(self, name: str) -> str:
        """A line below `HEAD`."""
        cut = quantiles(self.times, n=100)
        figures = [1000 * value for value in (self.median, cut[94], cut[98], self.cpu)]
        return f"{name:22}{self.per_second:10.1f}" + "".join(f"{value:10.1f}" for value in figures)


Turn = Callable[[int], Load]
"""One turn of a load, by its number."""


def load(work: Callable[[int], float], seconds: float, most: int = 10**9) -> Load:
    """Let all visitors do something again and again; `work` is given a number and tells the seconds that count."""
    end, turn = time.perf_counter() + seconds, iter(range(most))

    def visitor(_number: int) -> list[float]:
        times = []
        try:
            for number in turn:
                times.append(work(number))
                if time.perf_counter() > end:
                    break
        finally:
            connections.close_all()
        return times

    begun = time.perf_counter()
    with ThreadPoolExecutor(VISITORS) as pool:
        times = [one for each in pool.map(visitor, range(VISITORS)) for one in each]
    return Load(times, time.perf_counter() - begun)


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def again(work: Callable[[int], float], seconds: float) -> Turn:
    """What can be done as often as one likes, for so many seconds in all."""
    return lambda _turn: load(work, seconds / ROUNDS)


def once_each(works: list[Callable[[], object]]) -> Turn:
    """What can be done only once each, a part of all in each turn."""

    def turn(number: int) -> Load:
        part = works[number::ROUNDS]
        return load(lambda which: timed(part[which]), 60, most=len(part))

    return turn


def in_turns(first: Turn, second: Turn, used: Callable[[], float]) -> tuple[Load, Load]:
    """Two loads in turns, with what `used` tells of the server's CPU."""
    found = [Load(), Load()]
    for number in range(ROUNDS):
        for place, turn in enumerate((first, second)):
            before = used()
            one = turn(number)
            one.used = used() - before
            found[place] += one
    return found[0], found[1]


def beforehand(work: Callable[[int], Any], count: int) -> list[Any]:
    """What is prepared by all visitors before the clock starts."""
    with ThreadPoolExecutor(VISITORS) as pool:
        return list(pool.map(work, range(count)))
