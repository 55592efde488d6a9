"""Several look the same paper up at the same moment: the register is asked once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep
from typing import ClassVar

import pytest
from django.db import connection, connections
from pytest_django import Settings

from bianmin.delivery.exchange.actions.lookups import BeingLookedUp, LookedUpBefore, write_registers
from bianmin.delivery.exchange.models import Lookup
from bianmin.delivery.exchange.vocab import Answer, Question, Registers
from bianmin.journeys.lookup import ask
from bianmin.kernel.errors import Refused
from tests.factories.delivery import HOUSE, applied, service
from tests.people import AGENCY, NOON, People, household_office

pytestmark = pytest.mark.django_db(transaction=True)

REGISTER = {"code": "ris", "name": "戶役政系統", "papers": ["register"], "door": "slow"}
LIST = {
    "kind": "lookups", "id": "ours", "version": "1", "agency": AGENCY, "source": "demonstration",
    "registers": [REGISTER],
}  # fmt: skip


class Slow:
    """A register that takes its time, and remembers what it was asked."""

    asked: ClassVar[list[Question]] = []

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        sleep(0.2)
        return Answer(found=True)


@pytest.fixture
def office(settings: Settings) -> Iterator[People]:
    """The office in the database itself, so that every thread sees it, with a register behind a plug-in."""
    settings.LOOKUP_DOORS = {"slow": f"{__name__}.Slow"}
    Slow.asked.clear()
    yield household_office()
    connections.close_all()


def test_of_six_who_look_the_same_paper_up_one_asks(office: People) -> None:
    write_registers(registers=Registers.model_validate(LIST), by=HOUSE, at=NOON)
    receipt, by, gate = applied(service()), office.actor("officer"), Barrier(6)

    def one(_place: int) -> object:
        gate.wait()
        try:
            return ask(number=receipt.number, paper="register", register="ris", by=by, at=NOON)
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(one, range(6)))
    assert [type(answer) for answer in found].count(Answer) == 1
    assert sum(isinstance(answer, BeingLookedUp | LookedUpBefore) for answer in found) == 5
    assert [question.id_number for question in Slow.asked] == ["A223456781"]
    assert [(row.result, row.saved) for row in Lookup.objects.all()] == [("found", True)]
