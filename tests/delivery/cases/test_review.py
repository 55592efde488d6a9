"""The review: whose turn it is, the clock, and what is refused."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from bianmin.delivery.cases.actions import decide as deciding
from bianmin.delivery.cases.actions import words
from bianmin.delivery.cases.actions.decide import decide, release, withdraw
from bianmin.delivery.cases.actions.extend import extend
from bianmin.delivery.cases.actions.proof import ProxyNeedsProof
from bianmin.delivery.cases.actions.review import forward, record_proof, take
from bianmin.delivery.cases.actions.steps import NotInThisState, SomebodyWasFirst, change
from bianmin.delivery.cases.actions.supplement import NoDefects, request_supplement, supplement
from bianmin.delivery.cases.models import Case, CasePaper
from bianmin.delivery.cases.queries.card import case
from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.cases.vocab import OTHERWISE, Defect, Particulars, Receipt
from bianmin.foundation.audit.models import Line
from bianmin.foundation.clock.actions import ExtendedAlready, ExtensionTooLong
from bianmin.foundation.facts.models import Mark
from bianmin.foundation.forms.vocab import Kept
from bianmin.kernel.errors import NotAllowed, NotFound
from tests.factories.delivery import CITIZEN, PDF, applied, holder, row, service
from tests.people import NOON, People

DAY = timedelta(days=1)
DEFECTS = [Defect("身分證影本不清楚", "id_card"), Defect("請補戶長同意書")]


@pytest.fixture
def receipt(people: People) -> Receipt:
    return applied(service())


def ask(receipt: Receipt, people: People, *, after: int = 1, **words):
    by = people.actor("officer")
    return request_supplement(number=receipt.number, defects=DEFECTS, by=by, at=NOON + after * DAY, **words)


def kinds(receipt: Receipt) -> list[str]:
    return [event.kind for event in row(receipt).events.order_by("id")]


def test_taking_over_makes_the_actor_its_officer(receipt: Receipt, people: People):
    take(number=receipt.number, by=people.actor("chief"), at=NOON)
    assert (row(receipt).state, row(receipt).officer) == ("review", f"staff:{people.chief.pk}")


def test_of_two_officers_at_once_one_wins_and_the_other_gets_a_sentence(receipt: Receipt, people: People):
    seen_by_one, seen_by_other = row(receipt), row(receipt)
    change(seen_by_one, "take", by=people.actor("officer"), at=NOON, state="review")
    with pytest.raises(SomebodyWasFirst) as refused:
        change(seen_by_other, "decide", by=people.actor("chief"), at=NOON, state="decided")
    with translation.override("en"):
        assert str(refused.value).startswith("Somebody else changed this case")
    assert row(receipt).state == "review"


def test_release_waits_for_the_proof_of_identity(receipt: Receipt, people: People):
    by = people.actor("officer")
    decide(number=receipt.number, outcome="granted", by=by, at=NOON)
    with pytest.raises(deciding.ProofIsMissing):
        release(number=receipt.number, by=by, at=NOON)
    assert "release" not in case(by, receipt.number).verbs
    record_proof(number=receipt.number, kind="id_card", by=by, at=NOON)
    release(number=receipt.number, by=by, at=NOON + DAY)
    assert (row(receipt).state, row(receipt).released_on) == ("released", date(2025, 3, 6))


def test_a_proxy_needs_a_proof_too(people: People):
    by, receipt = people.actor("officer"), applied(service(), proxy=Particulars(name="陳小明"))
    with pytest.raises(ProxyNeedsProof):
        record_proof(number=receipt.number, kind="id_card", by=by, at=NOON)
    record_proof(number=receipt.number, kind="id_card", proxy_kind="passport", by=by, at=NOON)
    assert not row(receipt).request_only


def test_a_notice_asks_for_everything_at_once_with_basis_and_day(receipt: Receipt, people: People):
    asked = ask(receipt, people)
    assert [defect.text for defect in asked.defects] == ["身分證影本不清楚", "請補戶長同意書"]
    assert (asked.round, asked.due_on, asked.basis) == (1, date(2025, 3, 13), "戶籍法第65條")
    assert asked.otherwise == str(OTHERWISE)
    assert track_card(holder(receipt), receipt.number).turn == "citizen"


def test_a_notice_that_asks_for_nothing_is_refused(receipt: Receipt, people: People):
    with pytest.raises(NoDefects):
        request_supplement(number=receipt.number, defects=[Defect("  ")], by=people.actor("officer"), at=NOON)


def test_the_days_in_the_citizens_hands_are_not_counted(receipt: Receipt, people: People):
    ask(receipt, people)
    supplement(number=receipt.number, answers={"words": "補上"}, by=holder(receipt), at=NOON + 6 * DAY)
    case = row(receipt)
    assert (case.norm_due_on, case.due_on, case.stopped_on) == (date(2025, 3, 17), date(2025, 3, 17), None)
    assert case.state == "review"
    moved = case.events.get(kind="due_moved_pause")
    assert moved.params == {
        "first_on": "2025-03-06", "last_on": "2025-03-10", "before_on": "2025-03-12", "after_on": "2025-03-17",
    }  # fmt: skip


def test_a_service_may_begin_its_limit_anew(people: People):
    receipt = applied(service(supplement_clock="restart"))
    ask(receipt, people)
    supplement(number=receipt.number, answers={"words": "補上"}, by=holder(receipt), at=NOON + 6 * DAY)
    assert (row(receipt).norm_due_on, row(receipt).statutory_due_on) == (date(2025, 3, 18), date(2025, 4, 10))


def test_a_service_may_let_its_limit_run(people: People):
    receipt = applied(service(supplement_clock="run"))
    ask(receipt, people)
    supplement(number=receipt.number, answers={"words": "補上"}, by=holder(receipt), at=NOON + 6 * DAY)
    assert row(receipt).due_on == date(2025, 3, 12)
    assert "due_moved_pause" not in kinds(receipt)


def test_days_of_the_old_and_of_the_new_due_date_are_touched(receipt: Receipt, people: People):
    ask(receipt, people)
    Mark.objects.all().delete()
    supplement(number=receipt.number, answers={"words": "補上"}, by=holder(receipt), at=NOON + 6 * DAY)
    touched = set(Mark.objects.filter(fact="cases.case").values_list("first", flat=True))
    assert {date(2025, 3, 12), date(2025, 3, 17)} <= touched


def test_files_handed_in_fill_the_paper_they_were_asked_for(receipt: Receipt, people: People):
    ask(receipt, people)
    kept = Kept("身分證.pdf", len(PDF), "application/pdf", "0" * 64, PDF)
    supplement(number=receipt.number, uploads={"id_card": [kept]}, by=holder(receipt), at=NOON + 2 * DAY)
    paper = CasePaper.objects.get(case_id=receipt.case_id, code="id_card")
    assert (paper.state, bool(paper.file)) == ("shown", True)


def test_only_whoever_holds_the_case_hands_in_papers(receipt: Receipt, people: People):
    ask(receipt, people)
    with pytest.raises(NotFound):
        supplement(number=receipt.number, answers={"words": "x"}, by=CITIZEN, at=NOON + DAY)


def test_a_refusal_waits_until_the_papers_may_no_longer_come(receipt: Receipt, people: People):
    asked, by = ask(receipt, people), people.actor("officer")
    with pytest.raises(deciding.PapersMayStillCome):
        decide(number=receipt.number, outcome="refused", reasons="缺件", by=by, at=NOON + 3 * DAY)
    late = NOON + (asked.due_on - receipt.received_on + timedelta(days=1))
    decide(number=receipt.number, outcome="refused", reasons="逾期未補", by=by, at=late)
    assert row(receipt).on_time is True


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"outcome": "maybe"}, words.OutcomeIsUnknown),
        ({"outcome": "refused"}, words.ReasonsAreMissing),
    ],
)
def test_a_decision_says_what_it_must(receipt: Receipt, people: People, words: dict, refusal: type):
    with pytest.raises(refusal):
        decide(number=receipt.number, by=people.actor("officer"), at=NOON, **words)
    assert row(receipt).state == "received"


def test_a_refusal_without_remedies_is_not_sent(people: People):
    receipt = applied(service(remedies=""))
    with pytest.raises(words.RemediesAreMissing):
        decide(number=receipt.number, outcome="refused", reasons="不符", by=people.actor("officer"), at=NOON)


def test_a_decision_takes_the_services_basis_and_remedies_and_a_number(receipt: Receipt, people: People):
    found = decide(number=receipt.number, outcome="refused", reasons="不符", by=people.actor("officer"), at=NOON)
    assert (found.basis, found.remedies) == ("戶籍法第65條", "收到後30日內可提起訴願。")
    assert found.number == "卑鄉戶字第1140000001號"
    assert row(receipt).document_number == found.number


@pytest.mark.parametrize(
    ("days", "on_time", "within_limit", "overdue_on"),
    [
        (7, True, True, None),
        (8, False, True, date(2025, 3, 13)),
        (34, False, False, date(2025, 3, 13)),
    ],
)
def test_what_was_promised_is_compared_as_days(receipt, people, days, on_time, within_limit, overdue_on):
    decide(number=receipt.number, outcome="granted", by=people.actor("officer"), at=NOON + days * DAY)
    case = row(receipt)
    found = (case.on_time, case.within_limit, case.overdue_on, case.used_days)
    assert found == (on_time, within_limit, overdue_on, days)
    assert case.overdue is not on_time


def test_a_decided_case_is_not_decided_again(receipt: Receipt, people: People):
    by = people.actor("officer")
    decide(number=receipt.number, outcome="granted", by=by, at=NOON)
    with pytest.raises(NotInThisState) as refused:
        decide(number=receipt.number, outcome="granted", by=people.actor("chief"), at=NOON)
    with translation.override("en"):
        assert "“Decided”" in str(refused.value)


def test_an_extension_moves_both_promises_and_is_given_once(receipt: Receipt, people: People):
    by = people.actor("officer")
    extend(number=receipt.number, reason="需函詢原戶政事務所", limit="10d", by=by, at=NOON)
    case = row(receipt)
    assert (case.statutory_due_on, case.due_on) == (date(2025, 4, 14), date(2025, 4, 14))
    assert case.events.get(kind="extended").params["reason"] == "需函詢原戶政事務所"
    with pytest.raises(ExtendedAlready):
        extend(number=receipt.number, reason="再一次", by=by, at=NOON)


def test_an_extension_is_no_longer_than_the_limit(receipt: Receipt, people: People):
    with pytest.raises(ExtensionTooLong):
        extend(number=receipt.number, reason="慢", limit="31d", by=people.actor("officer"), at=NOON)


def test_a_case_forwarded_to_the_ministry_waits_for_it(people: People):
    receipt = applied(service(forward_to={"name": "內政部", "clock": "pause"}))
    by = people.actor("officer")
    assert forward(number=receipt.number, by=by, at=NOON + DAY) == "內政部"
    assert track_card(holder(receipt), receipt.number).turn == "authority"
    decide(number=receipt.number, outcome="granted", by=by, at=NOON + 61 * DAY)
    case = row(receipt)
    assert (case.on_time, case.used_days, case.due_on) == (True, 1, date(2025, 5, 12))


def test_whoever_holds_the_case_may_withdraw_it(receipt: Receipt):
    withdraw(number=receipt.number, by=holder(receipt), at=NOON)
    assert row(receipt).state == "withdrawn"


def test_an_officer_of_another_unit_does_not_see_it(receipt: Receipt, people: People):
    with pytest.raises(NotFound):
        take(number=receipt.number, by=people.actor("elsewhere"), at=NOON)


def test_an_auditor_reads_and_changes_nothing(receipt: Receipt, people: People):
    assert case(people.actor("auditor"), receipt.number).verbs == frozenset()
    with pytest.raises(NotAllowed):
        take(number=receipt.number, by=people.actor("auditor"), at=NOON)


def test_every_act_is_journaled_with_the_names_of_its_fields(receipt: Receipt, people: People):
    take(number=receipt.number, by=people.actor("officer"), at=NOON)
    line = Line.objects.get(verb="cases.take")
    assert line.fields == ["deputy", "officer", "state"]
    assert Case.objects.get(pk=receipt.case_id).revision == 1
