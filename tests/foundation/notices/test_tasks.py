"""Telephone and letter tasks of the desk: who sees them, who does them, what is written down."""

from collections.abc import Callable

import pytest

from bianmin.foundation.audit.models import Line
from bianmin.foundation.notices.actions.tasks import do_task, write_instead
from bianmin.foundation.notices.models import Message
from bianmin.foundation.notices.queries import messages, tasks
from bianmin.foundation.notices.rules import AlreadyDone
from bianmin.foundation.notices.vocab import Result
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import NotFound
from tests.people import AGENCY, COUNTER, NOON, People

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(told: Callable[..., Message]) -> Message:
    return told(7, unit_path=COUNTER, email="")


def test_a_task_says_what_to_tell_and_masks_the_person(people: People, task: Message) -> None:
    card = tasks(people.actor("officer"), agency=AGENCY)[0]
    assert (card.channel, card.number, card.person.name, card.person.phone) == (
        "phone", "TTBN-1140305-000007", "王○明", "0912***678",
    )  # fmt: skip
    assert card.text.subject == "您的申請有結果了\uff1aTTBN-1140305-000007"


SEEN = {"officer": 1, "chief": 1, "elsewhere": 0, "research": 0, "auditor": 0, "supervisor": 0, "outsider": 0}


@pytest.mark.parametrize(("name", "seen"), SEEN.items())
def test_only_the_unit_and_its_chief_see_its_tasks(people: People, task: Message, name: str, seen: int) -> None:
    actor = people.actor(name)
    assert len(tasks(actor, agency=AGENCY)) == len(messages(actor, agency=AGENCY)) == seen


def test_a_task_of_the_whole_agency_is_seen_by_all_its_officers(people: People, told: Callable[..., Message]) -> None:
    told(7, email="")
    assert [len(tasks(people.actor(name), agency=AGENCY)) for name in ("officer", "elsewhere", "outsider")] == [1, 1, 0]


def test_the_public_sees_none(task: Message) -> None:
    assert tasks(PUBLIC, agency=AGENCY) == []


def test_a_task_done_keeps_who_when_and_what_came_of_it(people: People, task: Message) -> None:
    officer = people.actor("officer")
    done = do_task(task=task.pk, result=Result.REACHED, by=officer, at=NOON)
    assert (done.state, done.result, done.done_by, done.done_at) == ("done", "reached", officer.key, NOON)
    assert tasks(officer, agency=AGENCY) == []
    assert Line.objects.filter(verb="notices.do_task", subject=f"notices.message:{task.pk}").count() == 1


def test_no_answer_leaves_it_open_and_counts(people: People, task: Message) -> None:
    officer = people.actor("officer")
    for _ in range(2):
        do_task(task=task.pk, result=Result.NO_ANSWER, by=officer, at=NOON)
    assert tasks(officer, agency=AGENCY)[0].tries == 2
    assert write_instead(task=task.pk, by=officer, at=NOON).channel == "letter"
    assert do_task(task=task.pk, result=Result.POSTED, by=officer, at=NOON).state == "done"


def test_a_task_is_done_once(people: People, task: Message) -> None:
    do_task(task=task.pk, result=Result.REACHED, by=people.actor("officer"), at=NOON)
    with pytest.raises(AlreadyDone):
        do_task(task=task.pk, result=Result.POSTED, by=people.actor("chief"), at=NOON)


@pytest.mark.parametrize("name", ["elsewhere", "outsider", "auditor", "admin"])
def test_others_do_not_find_it(people: People, task: Message, name: str) -> None:
    with pytest.raises(NotFound):
        do_task(task=task.pk, result=Result.REACHED, by=people.actor(name), at=NOON)
