"""The sealer waits for every writer: no line comes in below a sealed one."""

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection, transaction

from bianmin.foundation.audit.actions import record, seal
from bianmin.foundation.audit.models import Line, Seal
from bianmin.foundation.audit.queries.verdict import verify
from bianmin.kernel.actor import system
from tests.people import NOON

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "376550300A"


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: Path) -> None:
    settings.SEALS_ROOT = tmp_path / "seals"


def write() -> Line:
    return record(verb="cases.take", subject="cases.case:1", agency=HERE, by=system("test"), at=NOON)


def beside(work: Callable[[], object]) -> Thread:
    """Start work in a thread with a connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread


def test_sealers_that_come_together_make_one_chain() -> None:
    lines = [write() for _ in range(40)]
    threads = [beside(lambda: seal(at=NOON)) for _ in range(4)]
    for thread in threads:
        thread.join()
    assert list(Seal.objects.order_by("position").values_list("line_id", flat=True)) == [line.pk for line in lines]
    assert verify().whole


def test_lines_written_while_sealing_are_all_sealed_in_their_order() -> None:
    done = Event()

    def keep_sealing() -> None:
        while not done.is_set():
            seal(at=NOON)

    sealer = beside(keep_sealing)
    writers = [beside(lambda: [write() for _ in range(25)]) for _ in range(3)]
    for writer in writers:
        writer.join()
    done.set()
    sealer.join()
    seal(at=NOON)
    verdict = verify()
    assert (verdict.whole, verdict.sealed, verdict.waiting) == (True, 75, 0)


def test_a_line_begun_earlier_and_committed_later_is_not_passed_over() -> None:
    written, go_on = Event(), Event()

    def slow_writer() -> None:
        with transaction.atomic():
            write()
            written.set()
            go_on.wait(30)

    slow = beside(slow_writer)
    written.wait(30)
    if connection.vendor == "postgresql":  # SQLite lets no second writer in
        write()
        with pytest.raises(OperationalError, match="lock timeout"):
            seal(at=NOON)
    sealer = beside(lambda: seal(at=NOON))
    go_on.set()
    for thread in (slow, sealer):
        thread.join()
    seal(at=NOON)
    verdict = verify()
    assert (verdict.whole, verdict.waiting, verdict.sealed) == (True, 0, Line.objects.count())
