"""What a file may not carry, and who looks at it for viruses."""

import io
import socketserver
import struct
import threading
import zipfile
import zlib
from collections.abc import Iterator

import pytest

from bianmin.foundation.documents.actions import HoldsVirus, NotCheckedYet, open_file, store
from bianmin.foundation.documents.contrib import clamav
from bianmin.foundation.documents.contrib.demo import DEAD, EICAR, SLOW
from bianmin.foundation.documents.models import File
from bianmin.foundation.documents.rules.harm import Harm, harm, runs
from bianmin.foundation.documents.rules.photos import without_traces
from bianmin.foundation.documents.rules.sniff import MediaKind
from bianmin.foundation.documents.scanning import scan, scan_waiting
from bianmin.foundation.documents.vocab import Verdict
from bianmin.kernel.actor import system
from tests.foundation.forms.samples import JPEG, ODT, PDF, PNG, package
from tests.people import AGENCY, NOON

HAND = system("tests")


def docx(*entries: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in (("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"), *entries):
            made.writestr(name, data)
    return file.getvalue()


PACKED = (
    b"1 0 obj <</Type /ObjStm /Filter /FlateDecode>> stream\n" + zlib.compress(b"<</S /JavaScript>>") + b"\nendstream"
)


@pytest.mark.parametrize(
    ("data", "kind", "found"),
    [
        (PDF, MediaKind.PDF, None),
        (PDF + b"<</Font /JSNormal>>", MediaKind.PDF, None),
        (PDF + b"<</S /JavaScript /JS (app.alert(1))>>", MediaKind.PDF, Harm.PROGRAMME),
        (PDF + b"<</S /J#61vaScript>>", MediaKind.PDF, Harm.PROGRAMME),
        (PDF + b"<</Names <</EmbeddedFiles 3 0 R>>>>", MediaKind.PDF, Harm.PROGRAMME),
        (PDF + PACKED, MediaKind.PDF, Harm.PROGRAMME),
        (ODT, MediaKind.ODT, None),
        (package(("Basic/script-lc.xml", b"<x/>")), MediaKind.ODT, Harm.PROGRAMME),
        (docx(("word/vbaProject.bin", b"x")), MediaKind.DOCX, Harm.PROGRAMME),
        (package(("content.xml", b"\0" * 40_000_000)), MediaKind.ODT, Harm.SWELLS),
        (docx(*((f"a{n}", b"x") for n in range(2001))), MediaKind.DOCX, Harm.SWELLS),
        (ODT[:60], MediaKind.ODT, Harm.DAMAGED),
        (JPEG, MediaKind.JPEG, None),
    ],
    ids=lambda said: "bytes" if isinstance(said, bytes) else None,
)  # fmt: skip
def test_what_a_file_carries_is_told_from_its_bytes(data: bytes, kind: MediaKind, found: Harm | None):
    assert harm(data, kind) is found


@pytest.mark.parametrize(
    ("name", "so"),
    [
        ("card.pdf", False),
        ("card.pdf.exe", True),
        ("card.EXE.pdf", True),
        ("a.b.c.pdf", False),
        ("exe", False),
        ("x.svg", True),
    ],
)
def test_a_name_that_ends_like_a_programme_is_known(name: str, so: bool):
    assert runs(name) is so


def segment(mark: int, body: bytes) -> bytes:
    return bytes([0xFF, mark]) + struct.pack(">H", len(body) + 2) + body


EXIF = (
    b"Exif\0\0II*\0"
    + struct.pack("<IHHHIHHHHIII", 8, 2, 0x0112, 3, 1, 6, 0, 0x8825, 4, 1, 99, 0)
    + b"N 22.7 E 121.1 Phone"
)
PICTURE = (
    b"\xff\xd8"
    + segment(0xE0, b"JFIF\0")
    + segment(0xE1, EXIF)
    + segment(0xFE, b"by Amei")
    + b"\xff\xda\0\x04xx the picture \xff\xd9"
)


def test_a_photograph_keeps_how_it_is_turned_and_loses_where_it_was_taken():
    clean = without_traces(PICTURE, MediaKind.JPEG)
    assert b"121.1" not in clean
    assert b"Amei" not in clean
    assert clean.endswith(b"\xff\xda\0\x04xx the picture \xff\xd9")
    assert clean.startswith(b"\xff\xd8\xff\xe1")
    assert b"\x01\x12\0\x03\0\0\0\x01\0\x06" in clean
    assert without_traces(clean, MediaKind.JPEG) == clean


def test_a_png_loses_its_remarks_and_nothing_else():
    chunk = lambda name, body: struct.pack(">I4s", len(body), name) + body + b"CRC!"  # noqa: E731
    head, end = chunk(b"IHDR", b"0" * 13), chunk(b"IEND", b"")
    dirty = b"\x89PNG\r\n\x1a\n" + head + chunk(b"tEXt", b"Author Amei") + end
    assert without_traces(dirty, MediaKind.PNG) == b"\x89PNG\r\n\x1a\n" + head + end


@pytest.mark.parametrize("data", [JPEG, PNG, b"\xff\xd8\xff", b"\xff\xd8" + b"\xff\xe1\xff\xff"])
def test_a_picture_that_cannot_be_read_stays_as_it_is(data: bytes):
    assert without_traces(data, MediaKind.JPEG) == data


class Daemon(socketserver.StreamRequestHandler):
    """Answers as clamd does; reads the stream to its end first."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            data += self.rfile.read(length)
        said = b"stream: Eicar-Signature FOUND\0" if EICAR in data else b"stream: OK\0"
        if DEAD in data:
            return
        self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0" if SLOW in data else said)


@pytest.fixture
def daemon() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Daemon) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"tcp:127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (PDF + b"x" * 200_000, Verdict.CLEAN),
        (PDF + EICAR, Verdict.INFECTED),
        (PDF + SLOW, Verdict.WAITING),
        (PDF + DEAD, Verdict.WAITING),
    ],
    ids=["clean", "virus", "error", "dies"],
)
def test_the_daemon_is_asked_and_only_a_clear_answer_counts(daemon: str, data: bytes, verdict: Verdict):
    assert clamav.ask(data, address=daemon, seconds=5) is verdict


@pytest.mark.parametrize("address", ["unix:/nothing/here", "tcp:127.0.0.1:1", "nonsense", "tcp:host"])
def test_where_nobody_answers_the_file_waits(address: str):
    assert clamav.ask(PDF, address=address, seconds=1) is Verdict.WAITING


def test_a_daemon_that_is_too_slow_is_not_waited_for(settings: object):
    with socketserver.TCPServer(("127.0.0.1", 0), Daemon) as silent:
        address = f"tcp:127.0.0.1:{silent.server_address[1]}"
        assert clamav.ask(PDF, address=address, seconds=1) is Verdict.WAITING


def test_the_scanner_of_the_demonstration_behaves(settings: object):
    settings.SCANNER, settings.SCANNER_SECONDS = "demo", 0
    asked = [scan(PDF + more) for more in (b"", EICAR, SLOW, DEAD)]
    assert asked == [Verdict.CLEAN, Verdict.INFECTED, Verdict.WAITING, Verdict.WAITING]
    settings.SCANNER = ""
    assert scan(PDF + EICAR) is Verdict.NONE


def kept(data: bytes) -> int:
    return store(data=data, name="a.pdf", subject="cases.case:1", agency=AGENCY, by=HAND, at=NOON).pk


@pytest.mark.django_db
def test_a_file_is_opened_once_the_scanner_has_looked_at_it(settings: object):
    settings.SCANNER = "demo"
    clean, bad, stuck = kept(PDF), kept(PDF + EICAR), kept(PDF + DEAD)
    for key in (clean, bad, stuck):
        with pytest.raises(NotCheckedYet):
            open_file(file_id=key, by=HAND, at=NOON)
    assert scan_waiting(at=NOON) == 2
    assert open_file(file_id=clean, by=HAND, at=NOON).data == PDF
    with pytest.raises(HoldsVirus):
        open_file(file_id=bad, by=HAND, at=NOON)
    with pytest.raises(NotCheckedYet):
        open_file(file_id=stuck, by=HAND, at=NOON)
    assert File.objects.get(pk=kept(PDF)).verdict == Verdict.CLEAN


@pytest.mark.django_db
def test_without_a_scanner_files_are_opened_as_before():
    assert open_file(file_id=kept(PDF), by=HAND, at=NOON).data == PDF
