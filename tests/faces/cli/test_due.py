import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("words", "due"),
    [
        (["2024-02-07", "3wd"], "2024-02-17"),
        (["1130207", "3wd"], "2024-02-17"),
        (["113/2/7", "3d", "--rule", "working"], "2024-02-17"),
        (["2026-01-02", "30d"], "2026-02-02"),
        (["2026-03-02", "6wd", "--pause", "2026-03-04..2026-03-10"], "2026-03-17"),
        (["2026-01-02", "30d", "--pause", "2026-01-10..2026-01-19"], "2026-02-11"),
        (["2026-01-15", "2m", "--pause", "2026-02-01..2026-02-10"], "2026-03-25"),
        (["2026-01-02", "30d", "--strict"], "2026-01-31"),
        (["2026-01-02T16:00", "4h"], "2026-01-02T20:00:00+08:00"),
        (["2026-01-02 16:00", "4wh"], "2026-01-05T11:00:00+08:00"),
        (["2026-01-02T16:00", "4wh", "--hours", "08:30-12:30,13:30-17:30"], "2026-01-05T11:00:00+08:00"),
        (["2026-01-02T16:00", "30d"], "2026-02-02"),
    ],
)
def test_due_answers_with_the_day(answer, words, due):
    assert answer("due", *words)["due"] == due


def test_due_explains_the_raw_and_the_rolled_day(answer):
    found = answer("due", "2026-01-15", "2m")
    days = {step["step"]: step["date"] for step in found["explain"]}
    assert (days["raw"], days["rolled"], found["raw"], found["due"]) == (
        "2026-03-15",
        "2026-03-16",
        "2026-03-15",
        "2026-03-16",
    )


def test_due_says_when_the_calendar_is_not_out_yet(answer):
    assert answer("due", "2026-01-15", "2m")["provisional"] is False
    assert answer("due", "2027-12-30", "3wd")["provisional"] is True


def test_due_without_json_is_the_day_and_a_sentence_a_line(command):
    done = command("due", "2026-01-02", "30d", LANG="en_US.UTF-8")
    assert done.stdout.splitlines()[0] == "2026-02-02"
    assert "2026-02-01 (Sunday) is a weekend" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["soon", "3wd"], "soon is not a date"),
        (["110105", "3wd"], "more than one date"),
        (["2026-01-02", "3x"], "3x is not a period"),
        (["2026-01-02", "4h"], "no time of day"),
        (["2026-01-02", "3d", "--pause", "2026-01-03"], "not a pause"),
        (["2026-01-02T09:00", "4wh", "--hours", "9 to 5"], "no office hours"),
        (["2026-01-02", "9999y"], "after the year 9999"),
    ],
)
def test_due_refuses_with_a_sentence(command, words, said):
    done = command("due", *words, LANG="en_US.UTF-8")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_due_starts_neither_the_web_framework_nor_the_holidays_package():
    words = [sys.executable, "-X", "importtime", "-m", "bianmin.faces.cli.main", "due", "2024-02-07", "3wd"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("2024-02-17\n")
    assert "bianmin.foundation.clock.reckon.limit" in done.stderr
    assert "django" not in done.stderr
    assert "holidays" not in done.stderr


def test_what_if_it_is_decided_on_a_day(command, answer):
    said = command("due", "2025-03-05", "7d", "--decided", "2025-03-14", LANG="zh_TW.UTF-8").stdout
    assert said.endswith("若於 2025-03-14 辦結：使用 9 日，逾期 2 日。\n")
    found = answer("due", "2025-03-05", "7d", "--decided", "2025-03-12")
    assert found["if_decided"] == {"on": "2025-03-12", "used_days": 7, "in_time": True}


def test_whoever_reads_may_stop_reading():
    read, write = os.pipe()
    os.close(read)
    with subprocess.Popen(
        [sys.executable, "-m", "bianmin.faces.cli.main", "due", "2024-02-07", "3wd"],
        stdout=write,
        stderr=subprocess.PIPE,
    ) as verb:
        os.close(write)
        assert (verb.communicate()[1], verb.returncode) == (b"", 0)
