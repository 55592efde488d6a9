"""Lists: who sees what, in a fixed number of statements."""

from datetime import date

import pytest

from bianmin.delivery.cases.actions.reading import read_answers
from bianmin.delivery.cases.queries.card import case
from bianmin.delivery.cases.queries.desk import desk, search
from bianmin.delivery.cases.queries.visible import counts, visible_to
from bianmin.delivery.cases.vocab import Filters
from bianmin.foundation.audit.models import Line
from bianmin.foundation.persons.rules import PurposeMissing
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import NotAllowed, NotFound
from tests.factories.delivery import CITIZEN, applied, decided, holder, service
from tests.people import AGENCY, NOON, RECORDS, People


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("officer", 1),
        ("elsewhere", 1),
        ("chief", 2),
        ("auditor", 2),
        ("research", 0),
        ("admin", 0),
        ("supervisor", 0),
        ("outsider", 0),
    ],
)
def test_who_sees_how_many_of_two_units_cases(people: People, who: str, seen: int):
    applied(service())
    applied(service(id="records", unit=RECORDS))
    assert desk(people.actor(who), Filters()).total == seen
    assert visible_to(people.actor(who)).count() == seen


def test_the_public_sees_none_and_a_citizen_the_one_she_holds(people: People):
    offered = service()
    one, other = applied(offered), applied(offered)
    assert visible_to(PUBLIC).count() == 0
    assert [row.pk for row in visible_to(holder(one))] == [one.case_id]
    with pytest.raises(NotFound):
        case(holder(one), other.number)


def test_a_forged_subject_opens_nothing(people: People):
    applied(service())
    forged = type(CITIZEN)(key="citizen", holds=frozenset({"cases.case:x", "persons.person:1", "cases.case:"}))
    assert visible_to(forged).count() == 0


def test_a_parent_agency_sees_only_how_many_there_are(people: People):
    offered = service()
    decided(applied(offered), by=people.actor("officer"))
    applied(offered)
    found = counts(people.actor("supervisor"))
    assert [(line.agency, dict(line.by_state), line.overdue) for line in found] == [
        (AGENCY, {"decided": 1, "received": 1}, 0)
    ]
    assert counts(people.actor("outsider")) == []


@pytest.mark.parametrize("cases", [1, 3])
def test_the_desk_takes_four_statements_however_many_rows(people: People, cases: int, django_assert_num_queries):
    offered, actor = service(), people.actor("officer")
    for _ in range(cases):
        applied(offered)
    with django_assert_num_queries(4):
        found = desk(actor, Filters())
    assert len(found.rows) == cases


@pytest.mark.parametrize("cases", [1, 3])
def test_counts_take_four_statements_however_many_cases(people: People, cases: int, django_assert_num_queries):
    offered, actor = service(), people.actor("supervisor")
    for _ in range(cases):
        applied(offered)
    with django_assert_num_queries(4):
        counts(actor)


def test_the_desk_masks_names_and_puts_what_is_due_first_on_top(people: People):
    late, early = service(), service(id="quick", service_norm="1wd")
    applied(late)
    applied(early)
    rows = desk(people.actor("officer"), Filters()).rows
    assert [(row.service_code, row.applicant, row.officer) for row in rows] == [
        ("quick", "陳○美", "林怡君"),
        ("transcript", "陳○美", "林怡君"),
    ]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(states=("received",)), 1),
        (Filters(states=("decided",)), 1),
        (Filters(channel="phone"), 1),
        (Filters(service_code="nothing"), 0),
        (Filters(number="00001"), 1),
        (Filters(mine=True), 2),
        (Filters(overdue_on=date(2025, 3, 12)), 0),
        (Filters(overdue_on=date(2025, 3, 13)), 1),
        (Filters(due_until=date(2025, 3, 11)), 0),
        (Filters(waiting_proof=True), 1),
    ],
)
def test_the_desk_is_narrowed(people: People, filters: Filters, found: int):
    offered = service()
    decided(applied(offered), by=people.actor("officer"))
    applied(offered, channel="phone")
    assert desk(people.actor("officer"), filters).total == found


def test_the_end_of_a_number_finds_its_case(people: People):
    receipt = applied(service())
    assert search(people.actor("officer"), receipt.number[-6:]) == receipt.number
    assert search(people.actor("elsewhere"), receipt.number) == ""


def test_the_card_masks_persons_and_answers(people: People):
    card = case(people.actor("officer"), applied(service()).number)
    assert (card.applicant.name, card.applicant.id_number) == ("陳○美", "A22345****")
    assert card.answers[0].lines == (("用途", "申請證明"), ("戶長姓名", "陳○文"), ("聯絡電話", "0912***678"))


def test_the_card_tells_what_may_be_done_now(people: People):
    receipt = applied(service())
    assert case(people.actor("officer"), receipt.number).verbs == {
        "take", "record_proof", "request_supplement", "extend", "forward", "decide", "withdraw",
        "finish_step", "hand_over", "look_up", "submit", "link", "plan_interview", "put_first",
    }  # fmt: skip
    assert case(holder(receipt), receipt.number).verbs == {"withdraw"}
    decided(receipt, by=people.actor("officer"))
    assert case(people.actor("officer"), receipt.number).verbs == {"release", "contest", "reopen", "serve", "link"}
    assert case(holder(receipt), receipt.number).verbs == {"rate", "contest"}


def test_reading_answers_in_full_is_journaled_with_its_purpose(people: People):
    receipt, by = applied(service()), people.actor("officer")
    with pytest.raises(PurposeMissing):
        read_answers(number=receipt.number, purpose=" ", by=by, at=NOON)
    lines = read_answers(number=receipt.number, purpose=receipt.number, by=by, at=NOON)[0].lines
    assert lines[1] == ("戶長姓名", "陳大文")
    line = Line.objects.get(verb="cases.read_answers")
    assert (line.purpose, line.fields) == (receipt.number, ["answers"])
    with pytest.raises(NotAllowed):
        read_answers(number=receipt.number, purpose="x", by=people.actor("auditor"), at=NOON)
