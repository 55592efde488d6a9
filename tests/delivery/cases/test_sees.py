"""The test of one case and the filter of lists say the same."""

import pytest

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.visible import row as read
from bianmin.delivery.cases.queries.visible import visible_to
from bianmin.delivery.cases.rules import sees
from bianmin.kernel.act import act
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import NotFound
from tests.factories.delivery import HOUSE, applied, holder, row, service
from tests.people import RECORDS, People

EVERYBODY = ("officer", "elsewhere", "chief", "research", "auditor", "supervisor", "admin", "outsider")


def test_one_case_is_seen_by_whom_the_list_shows_it(people: People):
    here, there = applied(service()), applied(service(id="house-number", form="house", unit=RECORDS))
    taken = applied(service(), key="taken-by-another-1")
    Case.objects.filter(pk=taken.case_id).update(intake_agency=people.actor("outsider").agency)
    actors = [*map(people.actor, EVERYBODY), holder(here), holder(there), HOUSE, PUBLIC]
    for receipt in (here, there, taken):
        shown = [visible_to(actor).filter(pk=receipt.case_id).exists() for actor in actors]
        assert [sees(actor, row(receipt)) for actor in actors] == shown
        assert 0 < sum(shown) < len(actors)


def test_what_one_has_read_in_an_act_is_not_shown_to_another(people: People):
    receipt = applied(service())
    with act():
        assert read(people.actor("officer"), receipt.number).pk == receipt.case_id
        with pytest.raises(NotFound):
            read(people.actor("outsider"), receipt.number)
