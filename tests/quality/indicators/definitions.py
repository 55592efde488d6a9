"""Definitions to count with: measures of every type over improvements, the first table at hand that has facts."""

from typing import Any

import yaml

from bianmin.foundation.packs.actions import load_packs
from bianmin.kernel.actor import system
from tests.people import AGENCY, NOON

MEASURES = """
kind: measures
id: test-measures
version: "1"
source: test
measures:
- {code: t.opened, name: 提出, type: flow, fact: improvements.improvement, date: opened, by: source, unit: 件}
- {code: t.due, name: 到期, type: flow, fact: improvements.improvement, date: due, unit: 件}
- code: t.done_in_time
  name: 期限內完成
  type: flow
  fact: improvements.improvement
  date: done
  unit: 件
  where: {all: [{field: in_time, op: eq, value: true}, {field: state, op: in, value: [done, verified]}]}
- {code: t.done, name: 完成, type: flow, fact: improvements.improvement, date: done, by: source, unit: 件}
- {code: t.there, name: 在案, type: stock, fact: improvements.improvement, since: opened, until: verified, unit: 件}
- code: t.other
  name: 非目標也非評價
  type: flow
  fact: improvements.improvement
  date: opened
  unit: 件
  where: {any: [{field: source, op: eq, value: finding}, {field: source, op: eq, value: other}]}
- {code: t.hours, name: 訓練時數, type: typed, unit: 小時}
"""
INDICATORS = """
kind: indicators
id: test-indicators
version: "1"
source: test
indicators:
- {code: T-1, name: 期限內完成率, formula: ratio, numerator: t.done_in_time, denominator: t.done, factor: 100,
   unit: "%", numerator_words: 期限內完成, denominator_words: 完成件數, source: test}
- {code: T-2, name: 提出成長率, formula: growth, numerator: t.opened, factor: 100, unit: "%", numerator_words: 提出,
   source: test}
- {code: T-3, name: 在案件數, formula: total, numerator: t.there, unit: 件, decimals: 0,
   numerator_words: 在案, source: test}
- {code: T-4, name: 訓練時數, formula: total, numerator: t.hours, unit: 小時, decimals: 0,
   numerator_words: 時數, source: test}
"""
TARGETS = f"""
kind: targets
id: test-targets
version: "1"
agency: {AGENCY}
source: test
targets:
- {{indicator: T-1, span: "114", op: ge, value: "97.5", source: demonstration}}
- {{indicator: T-3, span: "114", op: le, value: "3", source: test}}
"""


def load(*texts: str) -> None:
    load_packs(
        files=[(f"{number}.yaml", text.encode()) for number, text in enumerate(texts)], by=system("test"), at=NOON
    )


def plain(text: str) -> dict[str, Any]:
    return yaml.safe_load(text)
