"""The press: papers are set by a process beside ours, and whatever becomes of it is a sentence."""

import os
import signal
import time
from collections.abc import Iterator
from threading import Thread

import pytest

from bianmin.foundation.documents.press import client
from bianmin.foundation.documents.press.client import PRESS, NotPrinted, Press
from bianmin.foundation.documents.tree import Document, Paragraph
from bianmin.foundation.documents.writers import fonts, pdf

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>'
PNG = b"\x89PNG"
IMPOSSIBLE = {"mark": 7}


@pytest.fixture
def press() -> Iterator[Press]:
    """A press of one's own."""
    own = Press(seconds=20)
    yield own
    own.end()


def picture(press: Press) -> bytes:
    return press.ask("picture", svg=SQUARE, folders=fonts.DRAWERS)


def process(press: Press) -> int:
    return press._running.pid


def test_one_process_prints_one_paper_after_the_other(press: Press):
    assert picture(press).startswith(PNG)
    first = process(press)
    assert picture(press).startswith(PNG)
    assert process(press) == first != os.getpid()


def test_engines_weigh_on_no_process_that_asks(python):
    code = """
import sys
from bianmin.foundation.documents.tree import Document, Paragraph
from bianmin.foundation.documents.writers import pdf
assert pdf.write(Document("名冊", (Paragraph(("王小明",)),))).startswith(b"%PDF")
print(sorted({"typst", "vl_convert"} & sys.modules.keys()))
"""
    assert python("-c", code, env=dict(os.environ)).stdout == "[]\n"


def test_an_engine_that_breaks_off_is_a_sentence_and_the_next_paper_is_printed(press: Press, capfd):
    with pytest.raises(NotPrinted, match="請一分鐘後再試一次"):
        press.ask("chart", specification=IMPOSSIBLE, folders=fonts.DRAWERS)
    assert capfd.readouterr().err == "press: ValueError\n"
    assert picture(press).startswith(PNG)


def test_a_process_that_printed_before_is_not_the_last_word_on_a_paper(press: Press, capfd):
    picture(press)
    with pytest.raises(NotPrinted):
        press.ask("chart", specification=IMPOSSIBLE, folders=fonts.DRAWERS)
    assert capfd.readouterr().err == "press: ValueError\n" * 2
    assert picture(press).startswith(PNG)


def test_a_paper_that_takes_too_long_is_given_up(press: Press):
    press.seconds = 0.001
    with pytest.raises(NotPrinted):
        picture(press)
    press.seconds = 20
    assert picture(press).startswith(PNG)


def test_a_paper_that_takes_too_much_memory_is_given_up(press: Press):
    vast = SQUARE.replace('"10"', '"40000"')
    with pytest.raises(NotPrinted):
        press.ask("picture", svg=vast, folders=fonts.DRAWERS)
    assert picture(press).startswith(PNG)


def test_a_process_that_was_killed_while_nobody_asked_is_begun_anew(press: Press):
    picture(press)
    os.kill(process(press), signal.SIGKILL)
    time.sleep(0.1)
    assert picture(press).startswith(PNG)


def test_a_process_that_has_printed_enough_is_followed_by_another(press: Press):
    picture(press)
    first = process(press)
    for _turn in range(client.engines.MOST):
        picture(press)
    assert process(press) != first


def test_many_at_once_get_each_her_own(press: Press):
    sizes, found = range(1, 9), {}

    def work(size: int) -> None:
        svg = SQUARE.replace('"10"', f'"{size}"')
        found[size] = int.from_bytes(press.ask("picture", svg=svg, folders=fonts.DRAWERS)[16:20], "big")

    threads = [Thread(target=work, args=(size,)) for size in sizes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {size: 2 * size for size in sizes}


def test_a_process_forked_from_one_that_prints_has_a_press_of_its_own():
    assert pdf.write(Document("甲", (Paragraph(("王小明",)),)))
    parents = process(PRESS)
    child = os.fork()
    if child == 0:
        pdf.write(Document("乙", (Paragraph(("王小明",)),)))
        mine = process(PRESS)
        PRESS.end()
        os._exit(0 if mine != parents else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert pdf.write(Document("丙", (Paragraph(("王小明",)),)))
    assert process(PRESS) == parents
