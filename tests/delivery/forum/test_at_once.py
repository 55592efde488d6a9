"""What is sent at the same moment: a form six times is one message, and votes are neither lost nor counted twice."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections

from bianmin.delivery.forum.actions.vote import VotedBefore, vote
from bianmin.delivery.forum.actions.write import write as put
from bianmin.delivery.forum.models import Ballot, Count, Message
from bianmin.foundation.persons.models import Person
from bianmin.journeys.forum import write
from bianmin.kernel.act import act
from bianmin.kernel.actor import PUBLIC
from tests.factories.forum import FORMS, opened, written
from tests.factories.house import furnished
from tests.people import AGENCY, NOON, People

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


@pytest.fixture
def office() -> Iterator[People]:
    """The furnished office in the database itself, so that every thread sees it."""
    yield furnished()
    connections.close_all()


def together(one: Callable[[int], str]) -> list[str]:
    """Do something in six threads at the same moment; what each gives."""
    gate = Barrier(AT_ONCE)

    def waiting(place: int) -> str:
        gate.wait()
        try:
            return one(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(waiting, range(AT_ONCE)))


def test_a_form_sent_six_times_is_one_message_and_one_address(office: People) -> None:
    form, before = written(opened(office), email="amei@example.tw"), Person.objects.count()
    numbers = together(lambda _place: write(written=form, by=PUBLIC, at=NOON).number)
    assert set(numbers) == {Message.objects.get().number}
    assert Person.objects.count() - before == 1


def test_a_form_received_a_moment_ago_is_not_kept_again(office: People) -> None:
    form = written(opened(office), email="amei@example.tw")
    first = write(written=form, by=PUBLIC, at=NOON)
    with pytest.raises(IntegrityError), act():
        put(written=form, person=first.person, by=PUBLIC, at=NOON)
    assert Message.objects.get() == first


def test_votes_of_six_browsers_are_all_counted_and_of_one_browser_once(office: People) -> None:
    theme = opened(office, **FORMS)

    def cast(browser: str) -> str:
        try:
            vote(agency=AGENCY, number=theme.number, chosen=["2"], browser=browser, at=NOON)
        except VotedBefore:
            return "before"
        return "cast"

    assert together(lambda place: cast(f"browser-{place}")) == ["cast"] * AT_ONCE
    assert sorted(together(lambda _place: cast("the same"))) == ["before"] * (AT_ONCE - 1) + ["cast"]
    assert (Ballot.objects.count(), Count.objects.get(option="2").votes) == (AT_ONCE + 1, AT_ONCE + 1)
