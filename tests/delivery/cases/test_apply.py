"""Apply: one application, one case, one receipt."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bianmin.delivery.cases.actions.apply import (
    ChannelIsClosed,
    KeyIsNotUsable,
    PickupIsUnknown,
    ServiceIsClosed,
    apply,
)
from bianmin.delivery.cases.models import Case, CasePaper
from bianmin.delivery.cases.vocab import Particulars
from bianmin.foundation.audit.models import Line
from bianmin.foundation.facts.models import Mark
from bianmin.foundation.persons.models import Person
from bianmin.kernel.ids import receipt_number
from bianmin.kernel.rocdate import TAIPEI
from tests.factories.delivery import AMEI, CITIZEN, application, applied, row, service
from tests.people import COUNTER, NOON, People

LATE = datetime(2025, 3, 5, 23, 59, 59, tzinfo=TAIPEI)


def test_the_receipt_names_number_code_officer_deputy_and_both_due_dates(people: People):
    receipt = applied(service())
    assert receipt.number == "TTBN-1140305-00001" + receipt.number[-1]
    assert receipt_number(receipt.number).valid
    assert len(receipt.query_code) == 8
    assert (receipt.officer.name, receipt.officer.phone) == ("林怡君", "089-381200#21")
    assert receipt.deputy.name == "吳志明"
    assert (receipt.statutory_due_on, receipt.norm_due_on) == (date(2025, 4, 7), date(2025, 3, 12))
    assert receipt.due_on == date(2025, 3, 12)
    assert receipt.request_only


def test_the_same_key_gives_the_same_receipt_and_one_case(people: People):
    sent = application(service())
    first = apply(application=sent, by=CITIZEN, at=NOON)
    again = apply(application=sent, by=CITIZEN, at=LATE)
    assert replace(again, repeated=False) == first
    assert (Case.objects.count(), Person.objects.count()) == (1, 1)


def test_the_query_code_is_not_stored(people: People):
    receipt = applied(service())
    case = row(receipt)
    assert receipt.query_code not in str(case.__dict__)
    assert len(case.query_hash) == 64


def test_two_applications_have_two_numbers_and_two_codes(people: People):
    offered = service()
    one, other = applied(offered), applied(offered)
    assert one.number != other.number
    assert one.query_code != other.query_code


def test_one_second_before_midnight_counts_for_that_day(people: People):
    receipt = applied(service(), at=LATE)
    assert receipt.received_on == date(2025, 3, 5)
    assert row(receipt).received_on == date(2025, 3, 5)


def test_a_case_is_journaled_touched_and_begins_its_timeline(people: People):
    receipt = applied(service())
    assert Line.objects.filter(verb="cases.apply", subject=receipt.subject, actor="citizen").count() == 1
    assert set(Mark.objects.filter(fact="cases.case").values_list("unit", "first")) == {
        (COUNTER, date(2025, 3, 5)),
        (COUNTER, date(2025, 3, 12)),
    }
    assert [event.kind for event in row(receipt).events.all()] == ["requested"]


def test_no_journal_line_holds_a_name(people: People):
    applied(service())
    assert "陳阿美" not in str(list(Line.objects.values()))


def test_papers_the_office_looks_up_are_marked_so(people: People):
    receipt = applied(service())
    found = dict(CasePaper.objects.filter(case_id=receipt.case_id).values_list("code", "state"))
    assert found == {"id_card": "missing", "register": "waiting"}


@pytest.mark.parametrize("name", ["堃", "𠮷㼭犇𡍼𤧬", "Sauljaljuy Pakaruku", "Nguyễn Thị Ánh", "長" * 200])
def test_names_of_any_script_and_length_are_kept_as_written(people: People, name: str):
    receipt = applied(service(), applicant=Particulars(name=name))
    assert row(receipt).applicant.name == name


def test_a_birth_date_before_the_republic_and_no_email_are_normal(people: People):
    old = Particulars(name="高壽翁", birth_on=date(1910, 12, 31), phone="089-381200")
    case = row(applied(service(), applicant=old))
    assert (case.applicant.birth_on, case.applicant.email) == (date(1910, 12, 31), "")


def test_two_people_may_share_a_telephone(people: People):
    offered = service()
    applied(offered, applicant=replace(AMEI, name="一"))
    applied(offered, applicant=replace(AMEI, name="二"))
    assert Person.objects.filter(phone=Person.objects.first().phone).count() == 2


def test_the_officer_who_takes_it_at_the_counter_is_its_officer(people: People):
    receipt = applied(service(), by=people.actor("chief"), channel="counter")
    assert receipt.officer.name == "陳美惠"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"key": "short"}, KeyIsNotUsable),
        ({"key": "x" * 65}, KeyIsNotUsable),
        ({"key": "key with spaces in it"}, KeyIsNotUsable),
        ({"channel": "home"}, ChannelIsClosed),
        ({"pickup": "pigeon"}, PickupIsUnknown),
    ],
)
def test_what_cannot_be_taken_is_refused_and_leaves_nothing(people: People, change: dict, refusal: type):
    with pytest.raises(refusal):
        applied(service(), **change)
    assert (Case.objects.count(), Person.objects.count()) == (0, 0)


def test_a_service_that_ended_is_not_applied_for(people: People):
    ended = service(valid_until=date(2025, 3, 4))
    with pytest.raises(ServiceIsClosed):
        applied(ended)
