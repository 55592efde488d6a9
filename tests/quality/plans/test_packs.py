"""The packs of plans, figures and frameworks that come with the platform."""

from datetime import date
from pathlib import Path

import pytest
import yaml

import bianmin
from bianmin.foundation.packs.actions import load_packs
from bianmin.foundation.packs.queries.checks import examine_all
from bianmin.foundation.packs.queries.loaded import difference, exported
from bianmin.kernel.actor import system
from bianmin.quality.evaluation.queries.selves import frameworks
from bianmin.quality.plans.queries.plans import judgements, plan, progress
from bianmin.quality.plans.vocab.cards import State
from bianmin.quality.plans.vocab.deadlines import Kind
from tests.people import AGENCY, NOON, People

PACKS = Path(bianmin.__file__).parent / "packs"
BEINAN = PACKS / "agencies" / "beinan"
MINE = [
    *sorted((PACKS / "indicators").glob("*.yaml")), *sorted((PACKS / "frameworks").glob("*.yaml")),
    BEINAN / "plan-99.yaml", BEINAN / "plan-113.yaml", BEINAN / "plan-114.yaml", BEINAN / "targets.yaml",
]  # fmt: skip


@pytest.fixture
def loaded(people: People) -> People:
    load_packs(files=[(path.name, path.read_bytes()) for path in MINE], by=system("test"), at=NOON)
    return people


def test_every_pack_is_right():
    packs, problems = examine_all((path.name, path.read_bytes()) for path in MINE)
    assert problems == []
    assert len(packs) == len(MINE)


def test_every_pack_comes_back_from_the_rows(loaded):
    packs, _problems = examine_all((path.name, path.read_bytes()) for path in MINE)
    for pack in packs:
        assert difference(pack) == []
    again = yaml.safe_load(exported("plan", AGENCY, "beinan-99"))
    assert {**again, "judge": "none"} == yaml.safe_load((BEINAN / "plan-99.yaml").read_text("utf-8"))


def test_what_is_exported_can_be_loaded_again(loaded):
    text = exported("plan", AGENCY, "beinan-99").replace("version: '2'", "version: '3'")
    assert load_packs(files=[("again.yaml", text.encode())], by=system("test"), at=NOON) == (1, 0)
    assert len(plan(loaded.actor("officer"), agency=AGENCY, code="beinan-99").items) == 49


def test_the_plan_of_99_stands_as_it_was_printed(loaded):
    card = plan(loaded.actor("officer"), agency=AGENCY, code="beinan-99")
    items = {item.code: item for item in card.items}
    assert (card.state, len(items), len(card.rows)) == (State.HISTORY, 49, 12)
    assert (items["B-1.1"].deadline.first, items["B-1.1"].deadline.last) == (date(2010, 1, 1), date(2010, 12, 31))
    assert items["B-1.1"].inherited
    assert [row.code for row in card.rows if row.deadline.kind is Kind.BLANK] == ["B-5", "B-8"]
    assert items["B-5.1"].deadline.kind is Kind.BLANK
    assert not any(item.shape.row == "B-8" for item in card.items)
    assert {code: item.shape.same_as for code, item in items.items() if item.shape.same_as} == {
        "B-4.4": "B-2.1", "B-4.5": "B-2.2", "B-4.6": "B-2.3", "B-5.1": "B-4.1",
    }  # fmt: skip
    assert not any(item.shape.benefit for item in card.items)


def test_one_row_serves_several_indicators_and_one_item_too(loaded):
    card = plan(loaded.actor("officer"), agency=AGENCY, code="beinan-99")
    names = {area.code: area.shape.name for area in card.areas}
    shared = {row.code: [names[code] for code in row.shape.areas] for row in card.rows if len(row.shape.areas) > 1}
    assert shared == {
        "B-4": ["服務行為友善性與專業性", "行銷有效性"],
        "B-7": ["資訊公開適切性", "資訊內容有效性"],
        "B-12": ["有價值的創意服務", "服務措施延續性", "服務措施執行方法效能性"],
    }
    assert len(next(item for item in card.items if item.code == "B-12.1").areas) == 3
    assert [area.shape.printed for area in card.areas if area.shape.printed] == ["資訊公開適切性性"]
    assert len([area for area in card.areas if area.shape.level == "指標"]) == 15


def test_history_is_judged_by_nobody(loaded):
    assert judgements(plan(loaded.actor("officer"), agency=AGENCY, code="beinan-99"), pages=40) == []


@pytest.mark.parametrize("year", [113, 114])
def test_the_demonstration_plans_keep_the_rules_and_say_that_they_are_demonstrations(loaded, year):
    card = plan(loaded.actor("research"), agency=AGENCY, code=f"beinan-{year}")
    assert judgements(card, pages=10) == []
    assert [found.rule for found in judgements(card, pages=11)] == ["DR-12"]
    assert all(item.demonstration for item in card.items)
    targets = {value.code: value.goal for item in progress(loaded.actor("research"), card) for value in item.values}
    assert targets["IN-04"].demonstration
    assert None not in targets.values()


def test_the_framework_of_107_has_100_points_in_five_constructs(loaded):
    edition = frameworks(AGENCY).get(code="nia-107-overall")
    tops = [(node.shape.name, node.weight) for node in edition.nodes.filter(level=0).order_by("position")]
    assert tops == [("基礎服務", 20), ("服務遞送", 30), ("服務量能", 20), ("服務評價", 20), ("開放創新", 10)]
    assert edition.nodes.filter(level=1).count() == 11
    assert not edition.nodes.filter(level__gt=0).exclude(weight=None).exists()
