"""Timers: each has its turn when it is due, alone; a failure or a death is not the end of it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bianmin.faces.cli.worker import holder, release_dead
from bianmin.foundation.jobs.actions import Turn, take_turn
from bianmin.foundation.jobs.models import Schedule
from bianmin.foundation.jobs.queries import timers
from bianmin.foundation.jobs.vocab import Timer, wait_after
from tests.people import NOON

pytestmark = pytest.mark.django_db


class Work:
    """Work that counts how often it was done, and fails when told to."""

    def __init__(self) -> None:
        self.done: list[datetime] = []
        self.broken = False

    def __call__(self, *, at: datetime) -> None:
        if self.broken:
            raise OSError("the disk is full at /home/somebody")
        self.done.append(at)


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
def turn(work: Work) -> Callable[..., Turn]:
    timer = Timer("test.work", timedelta(seconds=30), work, lease=timedelta(minutes=10))

    def take(seconds: int, holder: str = "one") -> Turn:
        return take_turn(timer, holder=holder, clock=lambda: NOON + timedelta(seconds=seconds))

    return take


def test_work_is_done_at_once_and_then_every_thirty_seconds(turn: Callable[..., Turn], work: Work) -> None:
    assert [turn(seconds) for seconds in (0, 1, 29, 30, 59, 60)] == [
        Turn.DONE, Turn.NOT_DUE, Turn.NOT_DUE, Turn.DONE, Turn.NOT_DUE, Turn.DONE,
    ]  # fmt: skip
    assert len(work.done) == 3


def test_a_failure_waits_longer_each_time_and_says_only_its_kind(turn: Callable[..., Turn], work: Work) -> None:
    work.broken = True
    assert [turn(seconds) for seconds in (0, 9, 10, 29, 30)] == [
        Turn.FAILED, Turn.NOT_DUE, Turn.FAILED, Turn.NOT_DUE, Turn.FAILED,
    ]  # fmt: skip
    card = timers(at=NOON)[0]
    assert (card.failures, card.fault, card.next_at) == (3, "OSError", NOON + timedelta(seconds=70))
    work.broken = False
    assert turn(70) is Turn.DONE
    assert (timers(at=NOON)[0].failures, timers(at=NOON)[0].fault) == (0, "")


def test_waits_double_up_to_a_quarter_of_an_hour() -> None:
    assert [wait_after(n).total_seconds() for n in (1, 2, 3, 7, 8, 99)] == [10, 20, 40, 640, 900, 900]


def test_nobody_takes_what_another_worker_is_at(work: Work) -> None:
    inner: list[Turn] = []

    def slow(*, at: datetime) -> None:
        inner.append(take_turn(again, holder="two", clock=lambda: NOON + timedelta(minutes=1)))

    timer = Timer("test.slow", timedelta(seconds=1), slow)
    again = Timer("test.slow", timedelta(seconds=1), work)
    assert take_turn(timer, holder="one", clock=lambda: NOON) is Turn.DONE
    assert (inner, work.done) == ([Turn.NOT_DUE], [])


def test_the_timer_of_a_dead_worker_is_taken_when_its_lease_has_run_out(turn: Callable[..., Turn], work: Work) -> None:
    Schedule.objects.create(
        name="test.work", next_at=NOON, started_at=NOON, holder="dead", leased_until=NOON + timedelta(minutes=10)
    )
    assert turn(599) is Turn.NOT_DUE
    assert turn(600) is Turn.DONE
    assert len(work.done) == 1


def test_a_worker_that_comes_back_late_does_not_touch_the_lease_of_another(work: Work) -> None:
    other = Timer("test.late", timedelta(seconds=1), work)

    def late(*, at: datetime) -> None:
        later = {"leased_until": NOON + timedelta(hours=2), "holder": "two", "started_at": NOON + timedelta(hours=1)}
        Schedule.objects.filter(name="test.late").update(**later)

    take_turn(Timer("test.late", other.every, late), holder="one", clock=lambda: NOON)
    assert Schedule.objects.get().holder == "two"


def catches(process: int, sign: signal.Signals) -> bool:
    """Whether a process has set what to do on a signal."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    caught = next(line.split()[1] for line in lines if line.startswith("SigCgt"))
    return bool(int(caught, 16) >> (sign - 1) & 1)


def test_the_command_does_all_that_is_due_and_can_be_stopped(migrated: Path, tmp_path: Path) -> None:
    home = shutil.copytree(migrated, tmp_path / "home")
    surroundings = {**os.environ, "BIANMIN_HOME": str(home), "LANG": "C.UTF-8"}
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)
    surroundings.pop("BIANMIN_DATABASE", None)
    bianmin = [sys.executable, "-m", "bianmin.faces.cli.main"]
    done = subprocess.run([*bianmin, "worker", "--once", "--json"], env=surroundings, check=True, capture_output=True)
    turns = json.loads(done.stdout)
    assert turns.keys() >= {"notices.deliver", "audit.seal", "indicators.refresh", "cases.remind"}
    assert set(turns.values()) == {"done"}
    (home / ".running").unlink()
    running = subprocess.Popen([*bianmin, "worker"], env=surroundings)
    while not (home / ".running").exists():
        assert running.poll() is None
    while not catches(running.pid, signal.SIGTERM):
        assert running.poll() is None
        time.sleep(0.1)
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=30) == 0


def test_a_worker_waits_until_the_database_has_its_form(tmp_path: Path) -> None:
    surroundings = {**os.environ, "BIANMIN_HOME": str(tmp_path / "new"), "LANG": "C.UTF-8"}
    surroundings.pop("BIANMIN_DATABASE", None)
    words = [sys.executable, "-m", "bianmin.faces.cli.main", "worker"]
    with subprocess.Popen(words, env=surroundings, stderr=subprocess.PIPE, text=True) as waiting:
        said = waiting.stderr.readline()
        assert "migrations are not applied" in said, said + waiting.stderr.read()
        waiting.send_signal(signal.SIGTERM)
        assert waiting.wait(timeout=30) == 0
        assert waiting.stderr.read() == ""


def test_a_worker_asleep_for_a_day_does_the_work_once_when_it_wakes(turn: Callable[..., Turn], work: Work) -> None:
    turn(0)
    assert [turn(86_400 + second) for second in (0, 1, 29)] == [Turn.DONE, Turn.NOT_DUE, Turn.NOT_DUE]
    assert len(work.done) == 2


def test_a_clock_that_was_put_back_a_day_does_not_put_the_work_off_for_a_day(
    turn: Callable[..., Turn], work: Work
) -> None:
    turn(86_400)
    assert [turn(0), turn(1), turn(30)] == [Turn.DONE, Turn.NOT_DUE, Turn.DONE]


def test_a_lease_taken_before_the_clock_was_put_back_is_freed(turn: Callable[..., Turn], work: Work) -> None:
    turn(0)
    late = NOON + timedelta(days=1)
    Schedule.objects.update(leased_until=late + timedelta(minutes=10), holder="dead", next_at=late)
    assert turn(60, "two") is Turn.DONE


def test_a_worker_that_could_not_put_its_turn_back_takes_it_again_at_once(
    turn: Callable[..., Turn], work: Work
) -> None:
    turn(0)
    Schedule.objects.update(leased_until=NOON + timedelta(minutes=10), holder="one")
    assert turn(31, "two") is Turn.NOT_DUE
    assert turn(32, "one") is Turn.DONE


def test_what_a_killed_worker_of_this_machine_held_is_freed_when_the_next_one_starts() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    machine = holder().rpartition(":")[0]
    for name, who in (("a", f"{machine}:{gone.pid}"), ("b", holder()), ("c", f"elsewhere:{gone.pid}")):
        Schedule.objects.create(name=name, next_at=NOON, holder=who, leased_until=NOON + timedelta(hours=1))
    release_dead()
    assert list(Schedule.objects.order_by("name").values_list("name", "leased_until", "fault")) == [
        ("a", None, "worker died"), ("b", NOON + timedelta(hours=1), ""), ("c", NOON + timedelta(hours=1), ""),
    ]  # fmt: skip
