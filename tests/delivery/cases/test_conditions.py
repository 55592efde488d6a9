"""Conditions of decisions, look-ups instead of papers, and second notices."""

from datetime import date, timedelta

import pytest

from bianmin.delivery.cases.actions.conditions import (
    ConditionIsUnknown,
    ConditionsAreMissing,
    ConditionsDoNotFit,
    check_condition,
)
from bianmin.delivery.cases.actions.decide import decide
from bianmin.delivery.cases.actions.lookups import PaperIsUnknown, SourceIsMissing, look_up
from bianmin.delivery.cases.actions.second import recommend
from bianmin.delivery.cases.actions.steps import NotInThisState
from bianmin.delivery.cases.actions.supplement import (
    ChiefConsents,
    ReasonForAnother,
    request_supplement,
    supplement,
)
from bianmin.delivery.cases.models import CasePaper, Condition, Supplement
from bianmin.delivery.cases.queries.card import case
from bianmin.delivery.cases.queries.desk import desk
from bianmin.delivery.cases.queries.letters import decision_letter
from bianmin.delivery.cases.queries.tallies import tallies
from bianmin.delivery.cases.vocab import Defect, Filters, Receipt
from bianmin.delivery.cases.vocab.condition import Wish
from bianmin.foundation.audit.models import Line
from tests.factories.delivery import applied, holder, load_notices, row, service
from tests.people import NOON, People

DAY = timedelta(days=1)
TWO = (Wish("補送健康檢查", date(2025, 6, 30)), Wish("繳回舊證", date(2025, 4, 1)))


def conditional(people: People, conditions: tuple[Wish, ...] = TWO, **words: str) -> Receipt:
    receipt = applied(service())
    said = {"outcome": "conditional", "reasons": "大致相符", **words}
    decide(number=receipt.number, conditions=conditions, by=people.actor("officer"), at=NOON, **said)
    return receipt


def test_conditions_are_checked_one_by_one_and_the_next_day_is_listed(people: People) -> None:
    receipt, by = conditional(people), people.actor("officer")
    assert row(receipt).condition_due_on == date(2025, 4, 1)
    assert desk(by, Filters(conditions_until=date(2025, 3, 31))).total == 0
    assert desk(by, Filters(conditions_until=date(2025, 4, 1))).total == 1
    assert tallies(by, on=date(2025, 4, 1)).conditions == 1
    check_condition(number=receipt.number, condition=2, met=True, by=by, at=NOON + DAY)
    assert row(receipt).condition_due_on == date(2025, 6, 30)
    check_condition(number=receipt.number, condition=1, met=False, remark="未送", by=by, at=NOON + 130 * DAY)
    assert row(receipt).condition_due_on is None
    assert list(Condition.objects.order_by("number").values_list("state", flat=True)) == ["lapsed", "met"]
    with pytest.raises(NotInThisState):
        check_condition(number=receipt.number, condition=1, met=True, by=by, at=NOON + 131 * DAY)


def test_a_condition_is_checked_once(people: People) -> None:
    receipt, by = conditional(people), people.actor("officer")
    check_condition(number=receipt.number, condition=1, met=True, by=by, at=NOON)
    for unknown in (1, 3):
        with pytest.raises(ConditionIsUnknown):
            check_condition(number=receipt.number, condition=unknown, met=True, by=by, at=NOON)


@pytest.mark.parametrize(
    ("outcome", "conditions", "refusal"),
    [
        ("conditional", (), ConditionsAreMissing),
        ("conditional", (Wish("太早", date(2025, 3, 4)),), ConditionsAreMissing),
        ("conditional", (Wish(" ", date(2025, 6, 1)),), ConditionsAreMissing),
        ("granted", TWO, ConditionsDoNotFit),
        ("refused", TWO, ConditionsDoNotFit),
    ],
)
def test_conditions_must_fit(people: People, outcome: str, conditions: tuple[Wish, ...], refusal: type) -> None:
    with pytest.raises(refusal):
        conditional(people, conditions, outcome=outcome)
    assert Condition.objects.count() == 0


def test_the_letter_lists_the_conditions_with_their_days(people: People) -> None:
    load_notices()
    receipt = conditional(people)
    found = str(decision_letter(row(receipt), row(receipt).decisions.get()))
    assert "補送健康檢查 (114年6月30日(星期一))" in found


def test_a_recommendation_carries_its_conditions_to_the_second_reader(people: People) -> None:
    receipt = applied(service(second_reading={"when": "always"}))
    words = {"outcome": "conditional", "reasons": "大致相符"}
    recommend(number=receipt.number, conditions=TWO, by=people.actor("officer"), at=NOON, **words)
    assert case(people.actor("chief"), receipt.number).proposals[0].conditions == TWO


@pytest.mark.parametrize("outcome", ["not_accepted", "returned"])
def test_what_is_not_accepted_or_sent_back_says_why_and_how_to_contest_it(people: People, outcome: str) -> None:
    receipt = applied(service())
    decide(number=receipt.number, outcome=outcome, reasons="逾期未補正", by=people.actor("officer"), at=NOON)
    kept = row(receipt)
    assert (kept.state, kept.outcome) == ("decided", outcome)
    assert row(receipt).decisions.get().remedies == "收到後30日內可提起訴願。"


def test_a_look_up_keeps_source_and_time_and_saves_a_paper(people: People) -> None:
    receipt, by = applied(service()), people.actor("officer")
    assert (row(receipt).papers_saved, row(receipt).papers_needed) == (0, 2)
    look_up(number=receipt.number, paper="register", found=True, source="戶役政資訊系統", by=by, at=NOON)
    paper = CasePaper.objects.get(code="register")
    assert (paper.state, paper.source, paper.looked_up_at) == ("looked_up", "戶役政資訊系統", NOON)
    assert row(receipt).papers_saved == 1
    assert Line.objects.filter(verb="persons.look_up", purpose=receipt.number).count() == 1
    look_up(number=receipt.number, paper="register", found=False, by=by, at=NOON + DAY)
    assert row(receipt).papers_saved == 0


def test_a_look_up_names_a_paper_and_a_source(people: People) -> None:
    receipt, by = applied(service()), people.actor("officer")
    with pytest.raises(PaperIsUnknown):
        look_up(number=receipt.number, paper="id_card", found=True, source="x", by=by, at=NOON)
    with pytest.raises(SourceIsMissing):
        look_up(number=receipt.number, paper="register", found=True, by=by, at=NOON)


def test_a_second_notice_has_a_reason_and_a_chief(people: People) -> None:
    receipt = applied(service())
    words = {"number": receipt.number, "defects": [Defect("身分證")]}
    request_supplement(by=people.actor("officer"), at=NOON, **words)
    supplement(number=receipt.number, answers={"words": "在此"}, by=holder(receipt), at=NOON + DAY)
    with pytest.raises(ReasonForAnother):
        request_supplement(by=people.actor("chief"), at=NOON + DAY, **words)
    with pytest.raises(ChiefConsents):
        request_supplement(by=people.actor("officer"), at=NOON + DAY, why_again="新事實", **words)
    request_supplement(by=people.actor("chief"), at=NOON + DAY, why_again="新事實", **words)
    assert list(Supplement.objects.order_by("round").values_list("why_again", flat=True)) == ["", "新事實"]


def test_an_officer_sends_it_where_the_service_says_so(people: People) -> None:
    receipt, by = applied(service(second_notice="officer")), people.actor("officer")
    request_supplement(number=receipt.number, defects=[Defect("身分證")], by=by, at=NOON)
    supplement(number=receipt.number, answers={"words": "在此"}, by=holder(receipt), at=NOON + DAY)
    again = {"defects": [Defect("委託書")], "why_again": "補件後才發現"}
    request_supplement(number=receipt.number, by=by, at=NOON + DAY, **again)
    assert row(receipt).supplement_rounds == 2


def test_a_paper_handed_in_before_need_not_be_brought_again(people: People) -> None:
    papers = [{"code": "kinship", "name": "親屬關係公證書", "reusable": True}, {"code": "photo", "name": "照片"}]
    receipt, by = applied(service(papers=papers)), people.actor("officer")
    look_up(number=receipt.number, paper="kinship", found=True, source="曾經來臺，前案 113 年", by=by, at=NOON)
    assert CasePaper.objects.get(code="kinship").source == "曾經來臺，前案 113 年"
    assert (row(receipt).papers_saved, row(receipt).papers_needed) == (1, 2)
    with pytest.raises(PaperIsUnknown):
        look_up(number=receipt.number, paper="photo", found=True, source="x", by=by, at=NOON)
