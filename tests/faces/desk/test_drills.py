"""Drills and reviews of how opinions are handled: entered, the next by its day, what is overdue told, counted."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from bianmin.foundation.packs.actions import load_packs
from bianmin.kernel.actor import system
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.registers.models import Entry
from bianmin.quality.registers.queries.published import register
from bianmin.quality.registers.queries.recurring import turns
from bianmin.quality.registers.vocab import Register
from tests.faces.portal.citizen import words
from tests.people import AGENCY, NOON, People

pytestmark = pytest.mark.django_db
HERE = "/desk/registers/opinion-drills/"
DRILL = {
    "day": "114/3/4", "kind": "drill", "scenario": "報載等太久，記者一小時內要回應。", "who": "主任、櫃檯",
    "persons": "9", "found": "叫號紀錄要人工查。", "changed": "每小時自動匯出。", "key": "a-key-of-entry-1",
}  # fmt: skip


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once, with every pack loaded: the register is among them."""
    return house


@pytest.fixture
def now_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Let it be another moment."""
    return lambda moment: monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def told(client: Client) -> list[str]:
    """How the register is marked among what waits."""
    context: Any = client.get("/desk/").context
    waits = context.get("kinds") or context.get("site") or []
    return [one["mark"] for one in waits if one["address"] == HERE]


@pytest.mark.row("OB-14", "CM-86", "IN-76")
def test_a_drill_is_entered_and_the_next_is_due_half_a_year_later(
    people: People, signed_in: Callable[[str], Client], now_at: Callable[[datetime], None]
):
    now_at(NOON)
    research, officer = signed_in("research"), signed_in("officer")
    assert (told(research), told(officer)) == (["warn"], [])
    assert "還沒有登錄過，應辦理第一次。" in words(research.get(HERE))
    assert research.post(f"{HERE}new/", DRILL).url == HERE
    page = words(research.get(HERE))
    assert "下次應於 114年9月4日(星期四) 前辦理；上次是 114年3月4日(星期二)。" in page
    assert "每小時自動匯出。" in page
    assert told(research) == []
    now_at(datetime(2025, 8, 10, 9, tzinfo=TAIPEI))
    assert told(signed_in("research")) == ["warn"]
    now_at(datetime(2025, 9, 5, 9, tzinfo=TAIPEI))
    research = signed_in("research")
    assert told(research) == ["bad"]
    assert "已逾期：應於 114年9月4日(星期四) 前再辦理" in words(signed_in("officer").get(HERE))
    refresh(at=datetime(2025, 9, 5, 9, tzinfo=TAIPEI))
    lines = research.get("/desk/indicators/?span=114&all=1").context["lines"]
    assert {line["value"].code: line["value"].printed for line in lines}["IN-76"] == "1次"


def test_one_that_was_wrong_is_closed_and_no_longer_puts_off_the_next(
    people: People, signed_in: Callable[[str], Client], now_at: Callable[[datetime], None]
):
    now_at(NOON)
    research = signed_in("research")
    research.post(f"{HERE}new/", DRILL)
    assert (
        research.post(
            f"{HERE}{Entry.objects.get(register='opinion-drills').number}/", {"reason": "日期寫錯"}
        ).status_code
        == 302
    )
    assert told(research) == ["warn"]


def test_an_agency_sets_another_time_by_its_own_register(people: People):
    own = register(AGENCY, "opinion-drills").model_dump(mode="json", exclude_defaults=True)
    own |= {"agency": AGENCY, "version": "2", "every": "3m"}
    text = "\n".join(f"{name}: {value!r}" for name, value in own.items())
    load_packs(files=[("drills.yaml", text.encode())], by=system("tests"), at=NOON)
    assert register(AGENCY, "opinion-drills").every == "3m"


def test_a_register_without_a_time_is_never_due_and_one_with_it_says_by_what_day(people: People):
    assert turns(register(AGENCY, "events"), NOON.date()) == []
    plain = register(AGENCY, "opinion-drills").model_dump(mode="json", exclude_defaults=True)
    with pytest.raises(ValueError, match="發生日期"):
        Register.model_validate({**plain, "happened": ""})
