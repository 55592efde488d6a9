"""Two readings: whoever read a case first never decides it, not even as somebody's deputy."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bianmin.delivery.cases.actions.decide import decide, withdraw
from bianmin.delivery.cases.actions.review import forward
from bianmin.delivery.cases.actions.second import (
    OnlyAChief,
    ReadItYourself,
    ReadOnce,
    RecommendFirst,
    RemarkIsMissing,
    recommend,
    send_back,
)
from bianmin.delivery.cases.actions.steps import NotInThisState
from bianmin.delivery.cases.actions.words import ReasonsAreMissing
from bianmin.delivery.cases.models import Proposal
from bianmin.delivery.cases.queries.card import case
from bianmin.delivery.cases.queries.desk import desk
from bianmin.delivery.cases.queries.tallies import tallies
from bianmin.delivery.cases.queries.visible import visible_to
from bianmin.delivery.cases.rules import sees
from bianmin.delivery.cases.vocab import Filters, Receipt
from bianmin.kernel.actor import Actor
from tests.factories.delivery import applied, holder, row, service
from tests.people import NOON, RECORDS, People

MORE = {"at": NOON + timedelta(days=1)}


def twice(when: str = "always", by: str = "chief") -> Receipt:
    return applied(service(second_reading={"when": when, "by": by}))


def recommended(people: People, receipt: Receipt, outcome: str = "granted") -> Receipt:
    recommend(number=receipt.number, outcome=outcome, reasons="要件齊備", by=people.actor("officer"), at=NOON)
    return receipt


def test_the_first_reader_recommends_and_the_chief_decides(people: People) -> None:
    receipt = recommended(people, twice())
    assert row(receipt).state == "proposed"
    decide(number=receipt.number, outcome="granted", by=people.actor("chief"), **MORE)
    done = row(receipt)
    assert (done.state, done.proposed_by) == ("decided", "")
    kept = Proposal.objects.get()
    assert (kept.answer, kept.answered_by) == ("followed", people.actor("chief").key)


def test_the_first_reader_never_decides(people: People) -> None:
    receipt = recommended(people, twice(by="officer"))
    with pytest.raises(ReadItYourself):
        decide(number=receipt.number, outcome="granted", by=people.actor("officer"), **MORE)
    assert row(receipt).state == "proposed"


@pytest.mark.parametrize("act", [decide, send_back])
def test_neither_does_a_deputy_for_the_first_reader_nor_the_one_stood_in_for(people: People, act: object) -> None:
    receipt = recommended(people, twice(by="officer"))
    words = {"outcome": "granted"} if act is decide else {"remark": "再看"}
    deputy = replace(people.actor("chief"), deputising_for=people.actor("officer").key)
    with pytest.raises(ReadItYourself):
        act(number=receipt.number, by=deputy, at=NOON, **words)  # type: ignore[operator] # both are acts


def test_who_recommended_as_a_deputy_bars_the_colleague_too(people: People) -> None:
    receipt, chief = twice(), people.actor("chief")
    deputy = replace(people.actor("officer"), deputising_for=chief.key)
    recommend(number=receipt.number, outcome="granted", reasons="要件齊備", by=deputy, at=NOON)
    with pytest.raises(ReadItYourself):
        decide(number=receipt.number, outcome="granted", by=chief, **MORE)


def test_nothing_is_decided_before_somebody_recommends(people: People) -> None:
    receipt = twice()
    for name in ("officer", "chief"):
        with pytest.raises(RecommendFirst):
            decide(number=receipt.number, outcome="granted", by=people.actor(name), at=NOON)
    assert "decide" not in case(people.actor("chief"), receipt.number).verbs


def test_where_only_refusals_are_read_twice_one_reader_grants(people: People) -> None:
    first, other, by = (
        twice("refusals"),
        applied(service(version="2", valid_from=date(2021, 1, 1))),
        people.actor("officer"),
    )
    with pytest.raises(RecommendFirst) as refusal:
        decide(number=first.number, outcome="refused", reasons="不符", by=by, at=NOON)
    assert refusal.value.field == "outcome"
    decide(number=first.number, outcome="granted", by=by, at=NOON)
    with pytest.raises(ReadOnce):
        recommend(number=other.number, outcome="granted", reasons="要件齊備", by=by, at=NOON)


def test_what_the_authority_refused_is_recommended_and_refused_by_the_second_reader(people: People) -> None:
    receipt, by = (
        applied(service(second_reading={"when": "refusals"}, forward_to={"name": "內政部", "clock": "pause"})),
        people.actor("officer"),
    )
    forward(number=receipt.number, by=by, at=NOON)
    with pytest.raises(RecommendFirst):
        decide(number=receipt.number, outcome="refused", reasons="不符", by=by, at=NOON + timedelta(days=50))
    recommend(number=receipt.number, outcome="refused", reasons="不符", by=by, at=NOON + timedelta(days=50))
    assert (row(receipt).state, row(receipt).stopped_on) == ("proposed", None)
    chief = people.actor("chief")
    decide(number=receipt.number, outcome="refused", reasons="不符", by=chief, at=NOON + timedelta(days=51))
    done = row(receipt)
    assert (done.state, done.outcome, done.on_time) == ("decided", "refused", True)


def test_sending_back_says_why_and_the_first_reader_recommends_again(people: People) -> None:
    receipt, chief = recommended(people, twice()), people.actor("chief")
    with pytest.raises(RemarkIsMissing):
        send_back(number=receipt.number, remark=" ", by=chief, at=NOON)
    send_back(number=receipt.number, remark="請再查戶籍", by=chief, at=NOON)
    recommended(people, receipt, outcome="refused")
    decide(number=receipt.number, outcome="granted", by=chief, **MORE)
    answers = [(one.round, one.answer, one.remark) for one in Proposal.objects.order_by("round")]
    assert answers == [(1, "sent_back", "請再查戶籍"), (2, "differed", "")]


def test_the_second_reader_of_most_services_is_a_chief(people: People) -> None:
    receipt = recommended(people, twice())
    colleague = replace(people.actor("officer"), key="staff:99")
    with pytest.raises(OnlyAChief):
        decide(number=receipt.number, outcome="granted", by=colleague, **MORE)


def test_a_recommendation_gives_reasons_even_for_what_is_granted(people: People) -> None:
    receipt = twice()
    with pytest.raises(ReasonsAreMissing):
        recommend(number=receipt.number, outcome="granted", reasons="", by=people.actor("officer"), at=NOON)
    assert Proposal.objects.count() == 0


def test_a_withdrawn_case_waits_for_no_second_reader(people: People) -> None:
    receipt = recommended(people, twice())
    withdraw(number=receipt.number, by=holder(receipt), at=NOON)
    assert Proposal.objects.get().answer == "dropped"
    with pytest.raises(NotInThisState):
        decide(number=receipt.number, outcome="granted", by=people.actor("chief"), at=NOON)


@pytest.mark.parametrize("by", ["chief", "officer"])
def test_lists_show_a_case_to_its_second_reader_only(people: People, by: str) -> None:
    receipt = recommended(people, twice(by=by))
    colleague = replace(people.actor("officer"), key="staff:99")

    def listed(actor: Actor) -> list[str]:
        page = desk(actor, Filters(second_reading=True))
        assert tallies(actor, on=NOON.date()).second == page.total
        return [found.number for found in page.rows]

    assert listed(people.actor("officer")) == []
    assert listed(people.actor("chief")) == [receipt.number]
    assert listed(colleague) == ([receipt.number] if by == "officer" else [])
    assert listed(people.actor("elsewhere")) == []


def sent_on(people: People) -> Receipt:
    """A recommendation that went to the records unit, where somebody else reads it."""
    return recommended(people, applied(service(second_reading={"when": "always", "by": "officer", "unit": RECORDS})))


def test_what_is_sent_to_another_unit_for_its_second_reading_is_seen_and_decided_there(people: People) -> None:
    there = people.actor("elsewhere", NOON)
    receipt = sent_on(people)
    assert desk(there, Filters(second_reading=True)).total == 1
    assert sees(there, row(receipt))
    assert {"decide", "send_back"} <= case(there, receipt.number).verbs
    assert [line.params for line in case(there, receipt.number).events if line.kind == "forwarded"] == [
        {"name": "戶籍資料組"}
    ]
    decide(number=receipt.number, outcome="granted", by=there, **MORE)
    assert row(receipt).state == "decided"


def test_a_colleague_of_the_first_unit_does_not_read_what_was_sent_to_another(people: People) -> None:
    receipt, colleague = sent_on(people), replace(people.actor("officer"), key="staff:999", absent=frozenset())
    assert desk(colleague, Filters(second_reading=True)).total == 0
    with pytest.raises(OnlyAChief):
        decide(number=receipt.number, outcome="granted", by=colleague, **MORE)


def test_what_is_sent_back_is_no_longer_seen_in_the_other_unit(people: People) -> None:
    receipt, there = sent_on(people), people.actor("elsewhere")
    send_back(number=receipt.number, remark="請補查入出國紀錄", by=there, **MORE)
    assert not visible_to(there).filter(number=receipt.number).exists()
    assert row(receipt).state == "review"
