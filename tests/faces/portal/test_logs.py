"""What the log says after a story: enough to find a fault, and nobody's name or number."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from bianmin.config.logs import JsonLine, blotted
from tests.faces.portal.citizen import HOME, Citizen

pytestmark = pytest.mark.django_db
PERSONAL = ("陳阿美", "A223456781", "A22345", "089-381200", "381200", "amei", "45/3/9", "1956", "林怡君", "lin")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, at the level of a line for each request, as it stands in the journal of the machine."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(JsonLine())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield text
    root.removeHandler(handler)
    root.setLevel(before)


def lines(log: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_whole_story_leaves_a_line_for_each_request_and_no_personal_data(
    client: Client, people: object, log: io.StringIO
):
    citizen = Citizen(client)
    number = citizen.apply()
    citizen.track(number, code="2345-6789")
    client.get(f"{HOME}?q=陳阿美 A223456781")
    client.post("/accounts/login/", {"login": "lin", "password": "A223456781"})
    found = lines(log)
    assert len([line for line in found if line["logger"] == "bianmin.request"]) >= 11
    assert {"route", "method", "status", "milliseconds", "request", "at"} <= set(found[0])
    assert [word for word in PERSONAL if word in log.getvalue().replace("line", "").replace("login", "")] == []


def test_a_fault_is_told_by_kind_place_and_the_number_on_the_page(
    client: Client, people: object, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_call: object) -> None:
        raise ValueError("陳阿美 A223456781 of the bottom drawer")

    client.raise_request_exception = False
    monkeypatch.setattr("bianmin.faces.portal.pages.published", broken)
    answer = client.get(HOME, headers={"X-Request-ID": "from-the-proxy-0001"})
    fault = next(line for line in lines(log) if "fault" in line)
    assert (fault["fault"], fault["request"]) == ("ValueError", "from-the-proxy-0001")
    assert "test_logs.py" in str(fault["where"])
    assert "drawer" not in log.getvalue()
    assert "from-the-proxy-0001" in answer.content.decode()
    assert answer["X-Request-ID"] == "from-the-proxy-0001"


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "with space and\tmore", "<script>alert(1)</script>"])
def test_a_number_that_is_none_is_replaced(client: Client, people: object, given: str):
    assert len(client.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"]) == 32


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("number A223456781 is wrong", "number *** is wrong"),
        ("call 0912-345-678 or 0912345678", "call *** or ***"),
        ("to amei@example.tw: refused", "to ***: refused"),
        ("case TTBN-1140305-00001-8 at 12:30", "case TTBN-1140305-00001-8 at 12:30"),
    ],
)
def test_what_slips_into_a_message_is_blotted_out(said: str, left: str):
    assert blotted(said) == left
