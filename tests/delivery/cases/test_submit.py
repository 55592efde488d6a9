"""Special submissions to the tier above, relays to other bodies, and cases handled together."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bianmin.delivery.cases.actions.procedure import hand_over
from bianmin.delivery.cases.actions.submit import (
    AnswerIsMissing,
    NobodyAbove,
    NoSuchCase,
    StoryIsMissing,
    answer_submission,
    link,
    submit,
)
from bianmin.delivery.cases.queries.card import case
from bianmin.delivery.cases.queries.desk import desk
from bianmin.delivery.cases.queries.tallies import tallies
from bianmin.delivery.cases.vocab import Filters, Receipt
from bianmin.foundation.orgs.models import Agency
from bianmin.kernel.errors import NotAllowed, NotFound
from tests.factories.delivery import applied, row, service
from tests.people import AGENCY, NOON, People

DAY = timedelta(days=1)


@pytest.fixture
def receipt(people: People) -> Receipt:
    return applied(service())


def sent(receipt: Receipt, people: People, **words: object) -> str:
    said = {"story": "母親無身分證件，建議專案准予居留", **words}
    return submit(number=receipt.number, by=people.actor("officer"), at=NOON, **said)


def test_the_agency_above_sees_a_case_only_while_it_is_asked(receipt: Receipt, people: People) -> None:
    above = people.actor("outsider")
    with pytest.raises(NotFound):
        case(above, receipt.number)
    assert sent(receipt, people) == "臺東縣政府"
    assert row(receipt).state == "forwarded"
    assert case(above, receipt.number).verbs == {"answer_submission"}
    assert [found.number for found in desk(above, Filters(submitted=True)).rows] == [receipt.number]
    assert tallies(above, on=NOON.date()).submitted == 1
    answer_submission(number=receipt.number, answer="agreed", text="同意專案辦理", by=above, at=NOON + DAY)
    assert (row(receipt).state, row(receipt).submitted_to) == ("review", "")
    with pytest.raises(NotFound):
        case(above, receipt.number)
    kept = case(people.actor("officer"), receipt.number).submissions[0]
    assert (kept.answer, kept.text, kept.answered_on) == ("agreed", "同意專案辦理", date(2025, 3, 6))


def test_the_office_that_submitted_does_not_answer_for_the_one_above(receipt: Receipt, people: People) -> None:
    sent(receipt, people)
    with pytest.raises(NotAllowed):
        answer_submission(number=receipt.number, answer="agreed", text="x", by=people.actor("chief"), at=NOON)


def test_what_another_body_answered_is_kept_by_the_office(receipt: Receipt, people: People) -> None:
    assert sent(receipt, people, to="海峽交流基金會", days=30) == "海峽交流基金會"
    card = case(people.actor("officer"), receipt.number)
    assert "answer_submission" in card.verbs
    assert card.submissions[0].answer_by == date(2025, 4, 7)
    with pytest.raises(NotFound):
        case(people.actor("outsider"), receipt.number)
    words = {"answer": "advised", "text": "對方已回復"}
    answer_submission(number=receipt.number, by=people.actor("officer"), at=NOON + DAY, **words)
    assert row(receipt).state == "review"


@pytest.mark.parametrize("pauses", [True, False])
def test_the_clock_runs_on_unless_the_service_says_otherwise(people: People, pauses: bool) -> None:
    receipt = applied(service(submission_clock="pause" if pauses else "run"))
    before = row(receipt).statutory_due_on
    sent(receipt, people)
    words = {"answer": "agreed", "text": "同意"}
    answer_submission(number=receipt.number, by=people.actor("outsider"), at=NOON + 7 * DAY, **words)
    assert (row(receipt).statutory_due_on > before) is pauses


def test_what_is_missing_says_so(receipt: Receipt, people: People) -> None:
    with pytest.raises(StoryIsMissing):
        sent(receipt, people, story=" ")
    Agency.objects.filter(code=AGENCY).update(parent_code="")
    with pytest.raises(NobodyAbove):
        sent(receipt, people)
    sent(receipt, people, to="海基會")
    for words, field in (({"answer": "", "text": "x"}, "answer"), ({"answer": "agreed", "text": ""}, "text")):
        with pytest.raises(AnswerIsMissing) as said:
            answer_submission(number=receipt.number, by=people.actor("officer"), at=NOON, **words)
        assert said.value.field == field


def test_cases_of_a_family_are_shown_together(receipt: Receipt, people: People) -> None:
    second, third, by = applied(service()), applied(service()), people.actor("officer")
    link(number=second.number, other=receipt.number.lower(), by=by, at=NOON)
    link(number=third.number, other=second.number, by=by, at=NOON)
    assert [one.number for one in case(by, receipt.number).relatives] == [second.number, third.number]
    assert case(by, third.number).relatives[0].state == "received"
    for wrong in (third.number, "TTBN-1140305-000013"):
        with pytest.raises(NoSuchCase):
            link(number=third.number, other=wrong, by=by, at=NOON)
    with pytest.raises(NotFound):
        link(number=third.number, other=second.number, by=replace(by, grants=()), at=NOON)


@pytest.mark.row("CM-25")
def test_matters_of_several_services_have_one_officer_and_know_of_one_another(people: People) -> None:
    first, by = applied(service()), people.actor("officer")
    hand_over(number=first.number, to=people.actor("elsewhere").key, by=people.actor("chief"), at=NOON)
    second = applied(service(id="other"), linked_to=first.number)
    assert row(second).officer == people.actor("elsewhere").key
    assert [one.number for one in case(people.actor("chief"), first.number).relatives] == [second.number]
    assert [one.number for one in case(people.actor("chief"), second.number).relatives] == [first.number]
    assert row(applied(service(), linked_to="TTBN-1140305-000013")).family == ""
    assert row(applied(service())).officer == by.key
