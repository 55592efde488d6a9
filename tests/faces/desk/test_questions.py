"""A question that cannot be answered at once: the number is kept, and the unit that knows finds a call to make."""

from datetime import timedelta

import pytest
from django.test import Client

from bianmin.faces.ui.now import today
from bianmin.foundation.notices.models import Message
from bianmin.foundation.persons.models import Person
from bianmin.kernel.rocdate import parted
from tests.faces.desk.conftest import Desk
from tests.faces.portal.citizen import words
from tests.people import COUNTER

HOME = "/desk/tasks/"
ASK = f"{HOME}question/"


def said(**changes: str) -> dict[str, str]:
    plain = {"name": "李先生", "phone": "0912-345-678", "question": "外籍配偶可以代領嗎？", "unit": COUNTER}
    return {**plain, "by_on": parted(today() + timedelta(days=2)), **changes}


@pytest.mark.row("SYS-040", "RUL-62")
def test_the_question_becomes_a_call_that_somebody_makes(desk: Desk, officer: Client):
    assert officer.post(ASK, said()).url == HOME
    page = officer.get(HOME)
    assert "要回電" in words(page)
    assert "外籍配偶可以代領嗎" in words(page)
    assert "0912-345-678" not in words(page)
    task = Message.objects.get()
    assert (task.channel, task.state, task.unit_path) == ("phone", "open", COUNTER)
    assert "0912-345-678" in words(officer.post(f"{HOME}{task.pk}/reach/"))
    officer.post(f"{HOME}{task.pk}/", {"result": "reached"})
    assert Message.objects.get().state == "done"


def test_who_gives_no_name_is_called_back_too(desk: Desk, officer: Client):
    officer.post(ASK, said(name=""))
    assert Person.objects.get().name == "來電民眾"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"phone": ""}, "phone"),
        ({"phone": "abc"}, "phone"),
        ({"question": " "}, "question"),
        ({"unit": "/elsewhere/"}, "unit"),
        ({"by_on": "昨天"}, "by_on"),
        ({"by_on": parted(today() - timedelta(days=1))}, "by_on"),
    ],
)
def test_what_is_missing_is_said_at_its_box_and_nothing_is_kept(
    desk: Desk, officer: Client, wrong: dict[str, str], field: str
):
    answer = officer.post(ASK, said(**wrong))
    assert answer.status_code == 422
    assert [one["name"] for one in answer.context["errors"]] == [field]
    assert not Message.objects.exists()
    assert not Person.objects.exists()
