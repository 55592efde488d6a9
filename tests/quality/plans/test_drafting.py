"""The rules of drafting, each broken once in a plan that keeps all others."""

from pathlib import Path

import pytest

import bianmin
from bianmin.foundation.audit.models import Line
from bianmin.foundation.packs.actions import load_packs
from bianmin.kernel.actor import PUBLIC, system
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.quality.plans.actions.moves import BreaksRules, NeedsPlace, approve, file, publish
from bianmin.quality.plans.actions.writing import UnknownCodes, UnknownJudge
from bianmin.quality.plans.queries.plans import judgements, plan, visible_to
from bianmin.quality.plans.vocab.cards import State, Verb
from tests.people import AGENCY, NOON
from tests.quality.indicators.definitions import INDICATORS, MEASURES

DRAFTING = Path(bianmin.__file__).parent / "packs" / "frameworks" / "moe-107-drafting.yaml"
PLAN = f"""
kind: plan
id: p
version: "1"
agency: {AGENCY}
source: test
title: 計畫
year: 114
judge: moe-107
goals: [{{text: 目標, serves: 上位目標}}]
period: {{text: 全年, first: 2025-01-01, last: 2025-12-31}}
sections:
- role: evaluation
  title: 管考獎懲
  entries: [{{text: 查核, covers: check}}, {{text: 公布, covers: publish}}, {{text: 獎懲, covers: reward}}]
strategies: [{{code: s, name: 便捷}}]
areas: [{{code: a, level: 實施要項, name: 基礎服務}}]
items:
- {{code: "1", areas: [a], strategies: [s], text: 甲, indicators: [T-1], deadline: 114年6月,
   units: [{{name: 櫃檯, role: lead}}], benefit: 好}}
- {{code: "2", areas: [a], strategies: [s], text: 乙, quantities: [{{op: le, value: "3", unit: 分鐘}}], deadline: 114年12月,
   units: [{{name: 櫃檯, role: lead}}, {{name: 戶籍組, role: co}}], benefit: 好}}
"""
BREAKS = [
    ("strategies: [s], ", "", "DR-03", "1", "warning"),
    ("areas: [a], ", "", "DR-03", "1", "warning"),
    ("benefit: 好}", "benefit: ''}", "DR-05", "1", "error"),
    ("indicators: [T-1], ", "", "DR-05", "1", "error"),
    ("indicators: [T-1]", "indicators: [T-9]", "DR-06", "1", "warning"),
    ("deadline: 114年6月", "deadline: ''", "DR-07", "1", "error"),
    ("deadline: 114年6月", "deadline: 114年12月底", "DR-08", "", "warning"),
    ("deadline: 114年6月", "deadline: 每月、不定期", "DR-09", "1", "warning"),
    ("deadline: 114年6月", "deadline: 115年1月", "DR-01", "1", "warning"),
    ("units: [{name: 櫃檯, role: lead}], ", "", "DR-10", "1", "error"),
    ("serves: 上位目標", "serves: ''", "DR-13", "", "warning"),
    ("last: 2025-12-31", "last: 2025-06-30", "DR-14", "", "warning"),
    (", covers: publish", "", "DR-20", "", "warning"),
]


def load(text=PLAN):
    texts = {"d": DRAFTING.read_text("utf-8"), "m": MEASURES, "i": INDICATORS, "p": text}
    load_packs(files=[(f"{name}.yaml", text.encode()) for name, text in texts.items()], by=system("test"), at=NOON)


def card(people, who="research"):
    return plan(people.actor(who), agency=AGENCY, code="p")


def test_a_plan_that_keeps_the_rules_is_not_blamed(people):
    load()
    assert judgements(card(people), pages=10) == []


@pytest.mark.parametrize(("old", "new", "rule", "item", "severity"), BREAKS)
def test_each_rule_finds_what_breaks_it(people, old, new, rule, item, severity):
    assert old in PLAN
    load(PLAN.replace(old, new, 1))
    found = judgements(card(people))
    assert [(one.rule, one.item, one.severity) for one in found] == [(rule, item, severity)]
    assert found[0].sentence


def test_nobody_judges_where_the_plan_names_no_rules(people):
    load(PLAN.replace("judge: moe-107", "judge: none").replace("benefit: 好", "benefit: ''"))
    assert judgements(card(people), pages=99) == []


def test_a_plan_is_approved_published_and_filed_with_a_line_for_each(people):
    load()
    chief, research = people.actor("chief"), people.actor("research")
    assert card(people, "chief").allowed == {Verb.APPROVE, Verb.SUBMIT}
    with pytest.raises(NotAllowed):
        approve(agency=AGENCY, code="p", by=research, at=NOON)
    approve(agency=AGENCY, code="p", number="卑戶字第1140000001號", by=chief, at=NOON)
    with pytest.raises(NeedsPlace):
        publish(agency=AGENCY, code="p", place=" ", by=research, at=NOON)
    publish(agency=AGENCY, code="p", place="網站及服務場所", by=research, at=NOON)
    file(agency=AGENCY, code="p", to="臺東縣政府", number="卑戶字第1140000002號", by=research, at=NOON)
    acts = [(act.verb, act.number, act.place) for act in card(people).acts]
    assert acts == [
        ("approve", "卑戶字第1140000001號", ""), ("publish", "", "網站及服務場所"),
        ("file", "卑戶字第1140000002號", "臺東縣政府"),
    ]  # fmt: skip
    assert card(people).state == State.FILED
    assert Line.objects.filter(verb__startswith="plans.").count() == 3
    with pytest.raises(NotAllowed):
        approve(agency=AGENCY, code="p", by=chief, at=NOON)


def test_a_plan_that_breaks_an_error_is_not_approved(people):
    load(PLAN.replace("benefit: 好", "benefit: ''", 1))
    with pytest.raises(BreaksRules) as refused:
        approve(agency=AGENCY, code="p", by=people.actor("chief"), at=NOON)
    assert [(one.rule, one.item) for one in refused.value.judgements] == [("DR-05", "1")]
    assert card(people).state == State.DRAFT


def test_the_public_sees_a_plan_when_it_is_published(people):
    load()
    with pytest.raises(NotFound):
        plan(PUBLIC, agency=AGENCY, code="p")
    assert not visible_to(people.actor("outsider")).exists()
    assert visible_to(people.actor("supervisor")).exists()
    approve(agency=AGENCY, code="p", by=people.actor("chief"), at=NOON)
    publish(agency=AGENCY, code="p", place="網站", by=people.actor("chief"), at=NOON)
    assert plan(PUBLIC, agency=AGENCY, code="p").allowed == frozenset()


def test_an_amendment_is_a_new_draft_and_the_old_version_stays(people):
    load()
    approve(agency=AGENCY, code="p", by=people.actor("chief"), at=NOON)
    load(PLAN.replace('version: "1"', 'version: "2"'))
    assert (card(people).version, card(people).state) == ("2", State.DRAFT)


@pytest.mark.parametrize(
    ("old", "new"), [("areas: [a], strategies: [s], text: 甲", "areas: [b], text: 甲"), ('code: "2"', 'code: "1"')]
)
def test_codes_that_do_not_fit_are_refused(people, old, new):
    with pytest.raises(UnknownCodes):
        load(PLAN.replace(old, new))


def test_a_judge_that_is_not_loaded_is_refused(people):
    with pytest.raises(UnknownJudge, match="moe-999"):
        load(PLAN.replace("judge: moe-107", "judge: moe-999"))
