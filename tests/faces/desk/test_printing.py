"""What an officer sees when the press gives no answer."""

from collections.abc import Iterator

import pytest
from django.test import Client

from bianmin.foundation.documents.press.client import PRESS
from tests.faces.desk.conftest import Desk


@pytest.fixture
def slow_press() -> Iterator[None]:
    """A press that gives up at once."""
    PRESS.end()
    before, PRESS.seconds = PRESS.seconds, 0.001
    yield
    PRESS.seconds = before


def test_a_receipt_that_is_not_printed_is_a_sentence_and_comes_the_next_time(desk: Desk, officer: Client, slow_press):
    number = desk.receive().number
    officer.raise_request_exception = False
    answer = officer.get(f"/desk/cases/{number}/receipt.pdf")
    assert answer.status_code == 503
    assert "文件無法印製" in answer.content.decode()
    PRESS.seconds = 30
    assert officer.get(f"/desk/cases/{number}/receipt.pdf").content.startswith(b"%PDF")
