"""Services: published versions, promises, packs and what is counted of them."""

from datetime import date, datetime

import pytest

from bianmin.delivery.catalog.actions import BeginsTooEarly, ServiceIsPublished, UnitIsUnknown, publish
from bianmin.delivery.catalog.models import ServiceVersion
from bianmin.delivery.catalog.pack import export
from bianmin.delivery.catalog.queries import promise, published, service_version
from bianmin.delivery.catalog.queries import service as service_on
from bianmin.foundation.clock.actions import set_day
from bianmin.foundation.clock.vocab import DayState
from bianmin.foundation.facts.models import Mark
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.forms.queries.published import NoSuchForm
from bianmin.foundation.packs.queries.checks import examine
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.rocdate import TAIPEI
from tests.factories.delivery import HOUSE, offer, service
from tests.people import AGENCY, NOON, People

PACK = """\
kind: service
id: transcript
version: "1"
source: demonstration
agency: 376550300A
valid_from: 2025-01-01
name: 戶籍謄本
fee: {amount: 15, unit: 份, source: demonstration}
channels: [online]
pickup: [{code: counter, name: 到櫃檯領取}]
form: transcript
unit: /376550300A/counter/
"""


def later(**changes):
    return offer(version="2", valid_from=date(2025, 4, 1), **changes)


def test_a_version_in_force_is_found_by_the_day(people: People):
    service()
    publish(service=later(name="戶籍謄本（新）"), by=HOUSE, at=NOON)
    assert service_on(AGENCY, "transcript", date(2025, 3, 31)).version == "1"
    assert service_on(AGENCY, "transcript", date(2025, 4, 1)).name == "戶籍謄本（新）"
    assert service_version(AGENCY, "transcript", "1").valid_until == date(2025, 3, 31)
    with pytest.raises(NotFound):
        service_on(AGENCY, "transcript", date(2019, 12, 31))


def test_a_published_version_never_changes(people: People):
    service()
    publish(service=offer(), by=HOUSE, at=NOON)
    with pytest.raises(ServiceIsPublished):
        publish(service=offer(name="別的"), by=HOUSE, at=NOON)
    assert ServiceVersion.objects.get().name == "戶籍謄本"


def test_a_newer_version_begins_later(people: People):
    service()
    with pytest.raises(BeginsTooEarly):
        publish(service=offer(version="2"), by=HOUSE, at=NOON)


def test_unit_and_form_must_be_there(people: People):
    with pytest.raises(UnitIsUnknown):
        service(unit="/376550300A/nowhere/")
    with pytest.raises(NoSuchForm):
        publish(service=offer(id="other", form="missing"), by=HOUSE, at=NOON)


def test_officers_do_not_publish(people: People):
    with pytest.raises(NotAllowed):
        publish(service=offer(), by=people.actor("officer"), at=NOON)


def test_only_public_services_are_listed_in_one_statement(people: People, django_assert_num_queries):
    service()
    service(id="hidden", public=False)
    service(id="another")
    with django_assert_num_queries(1):
        found = published(AGENCY, date(2025, 3, 5))
    assert [card.code for card in found] == ["another", "transcript"]


@pytest.mark.parametrize(
    ("limits", "statutory", "norm", "shown"),
    [
        ({}, date(2025, 4, 7), date(2025, 3, 12), date(2025, 3, 12)),
        ({"service_norm": ""}, date(2025, 4, 7), date(2025, 4, 7), date(2025, 4, 7)),
        ({"statutory_limit": ""}, date(2025, 5, 5), date(2025, 3, 12), date(2025, 3, 12)),
        ({"service_norm": "3wd"}, date(2025, 4, 7), date(2025, 3, 10), date(2025, 3, 10)),
        ({"service_norm": "4wh"}, date(2025, 4, 7), date(2025, 3, 5), date(2025, 3, 5)),
    ],
)
def test_both_promises_are_reckoned_and_the_earlier_is_shown(people: People, limits, statutory, norm, shown):
    found = promise(service(**limits), NOON)
    assert (found.statutory_due_on, found.norm_due_on, found.due_on) == (statutory, norm, shown)
    assert found.steps


def test_a_closure_of_the_office_moves_the_promise(people: People):
    closed = {"reason": "颱風", "source": "人事行政總處"}
    set_day(agency=AGENCY, day=date(2025, 3, 12), state=DayState.CLOSED, by=HOUSE, at=NOON, **closed)
    assert promise(service(), NOON).due_on == date(2025, 3, 13)


def test_receipt_just_before_midnight_counts_for_the_day(people: People):
    late = datetime(2025, 3, 5, 23, 59, 59, tzinfo=TAIPEI)
    assert promise(service(), late).due_on == date(2025, 3, 12)


def test_services_in_force_on_a_day_are_counted(people: People):
    service()
    service(id="bare", sop=[], channels=["counter"], statutory_limit="", service_norm="")
    service(id="inner", counted=False)
    fact = FACTS.facts["catalog.service"]
    rows = fact.rows().filter(counted=True)
    assert (rows.count(), rows.filter(sop_in_force=True).count()) == (2, 1)
    assert (rows.filter(has_limit=True).count(), rows.filter(online=True).count()) == (1, 1)


def test_a_new_version_touches_the_days_on_which_the_old_one_ends_and_it_begins(people: People):
    service()
    Mark.objects.all().delete()
    publish(service=later(), by=HOUSE, at=NOON)
    touched = set(Mark.objects.filter(fact="catalog.service").values_list("first", flat=True))
    assert touched == {date(2020, 1, 1), date(2025, 3, 31), date(2025, 4, 1)}


def test_a_pack_comes_back_as_it_was_written(people: People):
    service(valid_from=date(2025, 1, 1))
    back = export(AGENCY, "transcript")
    assert back is not None
    assert (back["name"], back["statutory_limit"], back["fee"]["amount"]) == ("戶籍謄本", "30d", 15)
    assert export(AGENCY, "unknown") is None


@pytest.mark.parametrize(
    ("line", "wrong", "key"),
    [
        ("channels: [online]", "channels: [pigeon]", "channels.0"),
        ("fee: {amount: 15, unit: 份, source: demonstration}", "fee: {amount: -1}", "fee.amount"),
        ("form: transcript", "form: transcript\nstatutory_limit: soon", "statutory_limit"),
        ("form: transcript", "form: transcript\nwhatever: 1", "whatever"),
    ],
)
def test_a_pack_with_an_error_names_line_and_key(line: str, wrong: str, key: str):
    problems = examine("transcript.yaml", PACK.replace(line, wrong).encode())
    assert isinstance(problems, list)
    named = {problem.key: problem for problem in problems}
    assert named[key].file == "transcript.yaml"
    assert named[key].line == PACK.splitlines().index(line) + wrong.count("\n") + 1


def test_a_right_pack_has_no_problem():
    assert not isinstance(examine("transcript.yaml", PACK.encode()), list)
