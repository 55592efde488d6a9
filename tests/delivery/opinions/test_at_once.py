"""The same opinion sent several times at the same moment: one opinion, one person, its files once, one confirmation."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections

from bianmin.delivery.opinions.actions.receive import receive as take_in
from bianmin.delivery.opinions.models import Opinion
from bianmin.foundation.documents.models import File
from bianmin.foundation.forms.vocab import Kept
from bianmin.foundation.notices.models import Message
from bianmin.foundation.persons.models import Person
from bianmin.journeys.opinion import receive
from bianmin.kernel.act import act
from bianmin.kernel.actor import PUBLIC
from tests.factories.house import furnished
from tests.factories.opinions import written
from tests.people import NOON, People

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Iterator[People]:
    """The furnished office in the database itself, so that every thread sees it."""
    yield furnished()
    connections.close_all()


def test_a_form_sent_six_times_at_the_same_moment_is_one_opinion(office: People) -> None:
    form, file, gate = written(), Kept("queue.png", 38, "image/png", "", b"\x89PNG\r\n\x1a\n" + b"0" * 30), Barrier(6)
    before = Person.objects.count()

    def one(_place: int) -> str:
        gate.wait()
        try:
            return receive(written=form, uploads=[file], by=PUBLIC, at=NOON).number
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        numbers = set(pool.map(one, range(6)))
    opinion = Opinion.objects.get()
    assert numbers == {opinion.number}
    assert (Person.objects.count() - before, File.objects.count(), len(opinion.files)) == (1, 1, 1)
    assert [message.template.code for message in Message.objects.all()] == ["opinion-received"]


def test_an_opinion_received_a_moment_ago_is_not_kept_again(office: People) -> None:
    form = written()
    first = receive(written=form, by=PUBLIC, at=NOON)
    with pytest.raises(IntegrityError), act():
        take_in(written=form, person=first.person, by=PUBLIC, at=NOON)
    assert Opinion.objects.get() == first
