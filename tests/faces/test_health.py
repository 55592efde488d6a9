"""What monitors ask: whether this process lives, can serve, and the platform's own figures."""

import pytest
from django.test import Client

from tests.people import People

pytestmark = pytest.mark.django_db


def test_a_process_that_answers_lives_and_is_ready(client: Client, people: People):
    assert client.get("/healthz").content == b"ok\n"
    answer = client.get("/healthz/ready")
    assert (answer.status_code, answer.json()) == (200, {"ready": True})


def test_a_monitor_on_this_machine_reads_the_platforms_figures(client: Client, people: People):
    text = client.get("/metrics").content.decode()
    assert "# TYPE bianmin_outbox_waiting gauge\nbianmin_outbox_waiting 0\n" in text
    assert 'bianmin_check{code="worker"} 2\n' in text
    assert 'bianmin_check{code="migrations"} 0\n' in text


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("192.0.2.7", {}),
        ("127.0.0.1", {"X-Forwarded-For": "192.0.2.7"}),
        ("127.0.0.1", {"Forwarded": "for=192.0.2.7"}),
        ("nothing", {}),
    ],
)
def test_for_anybody_else_the_figures_are_not_there(
    client: Client, people: People, address: str, headers: dict[str, str]
):
    assert client.get("/metrics", REMOTE_ADDR=address, headers=headers).status_code == 404
