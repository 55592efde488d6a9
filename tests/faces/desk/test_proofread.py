"""Proofreading on the desk: who uploads sees what is wrong, nobody else does, and nothing stays."""

import csv
import io
import json
import os
import stat
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.config.timers import ALL
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.models import Line
from bianmin.journeys.proofreading import documents, reading
from tests.people import AGENCY

pytestmark = pytest.mark.django_db
REPORT = """# 為民服務報告

本所114年受理案件共計 60 件，包括臨櫃 30 件、線上 20 件、郵寄 20 件。
滿意度由 80.5% 增至 85.5%，增加 5 個百分點。
"""
SCRIPT = "<script>alert(document)</script> A & B < C 本所受理 60 件，包括臨櫃 30 件、郵寄 <b>20</b> 件。"
HOSTILE_XML = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><office>&b;</office>'


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.PROOFREAD_ROOT = tmp_path / "proofread"
    return settings.PROOFREAD_ROOT


@pytest.fixture
def officer(signed_in) -> Client:
    return signed_in("officer")


def send(client: Client, content: bytes | str = REPORT, name: str = "林小姐的報告.md") -> object:
    data = content.encode() if isinstance(content, str) else content
    return client.post("/desk/proofread/", {"file": SimpleUploadedFile(name, data)})


def sent(client: Client) -> str:
    """Upload the report; its address."""
    answer = send(client)
    assert answer.status_code == 302
    return answer["Location"]


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def zipped(**entries: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", ".").replace("_1_", "/"), content)
    return packed.getvalue()


def test_the_desk_leads_to_it(officer: Client):
    page = officer.get("/desk/proofread/").content.decode()
    assert '<a href="/desk/proofread/" aria-current="page">勘誤</a>' in page
    assert "24 小時" in page


@pytest.mark.row("SYS-201")
def test_a_small_document_answers_at_once_with_its_arithmetic(officer: Client):
    page = officer.get(sent(officer))
    text = page.content.decode()
    assert page.status_code == 200
    assert page.context["counts"]["certain"] == 1
    assert page.context["checked"].numbers == 7
    assert "30 + 20 + 20 = 70" in text
    assert 'href="#line-3"' in text
    assert '<p id="line-3">' in text
    assert "林小姐的報告.md" in text


def test_the_marked_document_is_text_only(officer: Client):
    text = officer.get(send(officer, SCRIPT, "<i>a.txt")["Location"]).content.decode()
    assert "<script>alert" not in text
    assert "A &amp; B &lt; C" in text
    assert "<b>20" not in text
    assert "<i>" not in text
    assert "<style" not in text
    assert " style=" not in text


def test_an_english_reader_gets_english(officer: Client):
    address = sent(officer)
    text = officer.get(address, headers={"accept-language": "en"}).content.decode()
    assert "certainly wrong" in text


def test_another_officer_finds_nothing(officer: Client, signed_in):
    address = sent(officer)
    for name in ("elsewhere", "chief", "auditor", "admin"):
        other = signed_in(name)
        for ending in ("/", "/state/", ".csv", ".json", ".html"):
            assert other.get(address.rstrip("/") + ending).status_code == 404
        assert other.post(address + "remove/").status_code == 404
        assert "林小姐" not in other.get("/desk/proofread/").content.decode()
    assert officer.get(address).status_code == 200


def test_a_stranger_is_asked_to_sign_in(officer: Client):
    assert "/login" in Client().get(sent(officer))["Location"]


def test_the_findings_are_exported(officer: Client):
    address = sent(officer).rstrip("/")
    claims = json.loads(officer.get(address + ".json").content)["claims"]
    rows = list(csv.DictReader(io.StringIO(officer.get(address + ".csv").content.decode("utf-8-sig"))))
    assert [claim["verdict"] for claim in claims].count("inconsistent") == 1
    assert len(rows) == len(claims)
    assert rows[0]["重算結果"] == "70"


def test_the_marked_document_is_a_file_of_its_own(officer: Client):
    answer = officer.get(sent(officer).rstrip("/") + ".html")
    assert answer["Content-Disposition"] == 'attachment; filename="proofread.html"'
    assert answer.content.decode().startswith("<!doctype html>")


def test_after_reading_the_upload_itself_is_gone(officer: Client, folder: Path):
    sent(officer)
    assert not list(folder.rglob("source.*"))


def test_nobody_else_on_the_machine_may_read_it(officer: Client, folder: Path):
    sent(officer)
    [place] = folder.glob("*/*")
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_remove_now_removes_the_bytes(officer: Client, folder: Path):
    address = sent(officer)
    assert files(folder)
    page = officer.post(address + "remove/", follow=True)
    assert "都已移除" in page.content.decode()
    assert files(folder) == []
    assert officer.get(address).status_code == 404
    assert officer.post(address + "remove/").status_code == 404


def test_after_24_hours_the_timer_removes_it(officer: Client, folder: Path):
    [timer] = [timer for timer in ALL if timer.name == "proofread.remove"]
    begun = now()
    sent(officer)
    assert timer.act(at=begun + timedelta(hours=23, minutes=59)) == 0
    assert files(folder)
    assert timer.act(at=now() + timedelta(hours=24)) == 1
    assert files(folder) == []
    assert timer.act(at=now() + timedelta(hours=24)) == 0
    assert timer.every <= timedelta(minutes=5)


def test_a_folder_without_its_card_goes_too(folder: Path):
    left = folder / "x" / "y"
    left.mkdir(parents=True)
    (left / "source.odt").write_bytes(b"left by a crash")
    os.utime(left, (0, 0))
    assert documents.remove_old(at=now()) == 1
    assert files(folder) == []


def test_from_the_24th_hour_it_is_not_shown_even_before_the_timer(officer: Client, people):
    key = sent(officer).split("/")[-2]
    with pytest.raises(documents.NotFound):
        documents.look(key=key, by=people.actor("officer"), at=now() + timedelta(hours=24))


def test_the_journal_names_no_file(officer: Client):
    address = sent(officer)
    officer.get(address)
    officer.post(address + "remove/")
    lines = list(Line.objects.filter(verb__startswith="proofread.").order_by("id"))
    key = address.split("/")[-2]
    assert [line.verb for line in lines] == ["proofread.upload", "proofread.open", "proofread.remove"]
    assert {(line.subject, line.agency, line.purpose) for line in lines} == {(f"proofread.document:{key}", AGENCY, "")}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"), ("a", b"text"), ("empty.txt", b""), ("broken.pdf", b"%PDF-1.7 nothing"),
        ("broken.odt", b"PK\x03\x04 nothing"), ("old.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
        ("bomb.odt", zipped(content__xml=b"<a>" + b" " * 200_000_000)),
        ("entities.odt", zipped(content__xml=HOSTILE_XML)), ("deep.docx", zipped(word_1_document__xml=b"<a>" * 50_000)),
    ],
)  # fmt: skip
def test_a_hostile_file_gets_a_sentence_and_leaves_nothing(officer: Client, folder: Path, name: str, content: bytes):
    answer = send(officer, content, name)
    [error] = answer.context["errors"]
    assert answer.status_code == 422
    assert name in error["sentence"]
    assert 'href="#q-file"' in answer.content.decode()
    assert files(folder) == []


def test_without_a_document_the_page_asks_for_one(officer: Client):
    answer = officer.post("/desk/proofread/", {})
    assert answer.status_code == 422
    assert "請先選擇文件" in answer.content.decode()


def test_more_than_20_mb_is_refused(officer: Client, folder: Path):
    assert "20 MB" in send(officer, b"1" * 20_000_001, "large.txt").content.decode()
    assert files(folder) == []


def test_a_21st_document_waits_until_one_is_removed(officer: Client, monkeypatch):
    monkeypatch.setattr(documents, "MOST_HERE", 1)
    address = sent(officer)
    assert send(officer).status_code == 422
    officer.post(address + "remove/")
    assert send(officer).status_code == 302


def test_a_long_document_shows_its_progress_until_there_is_an_answer(officer: Client, folder: Path, monkeypatch):
    monkeypatch.setattr(documents, "AT_ONCE", 0.0)
    monkeypatch.setattr(documents, "_read", lambda *_: None)
    address = sent(officer)
    page = officer.get(address).content.decode()
    assert "<progress" in page
    assert 'src="/static/desk/proofread.js"' in page
    assert officer.get(address + "state/").status_code == 202
    [place] = folder.glob("*/*")
    reading.read_folder(place)
    assert officer.get(address + "state/").status_code == 204
    assert "30 + 20 + 20 = 70" in officer.get(address).content.decode()


def test_a_reading_that_was_interrupted_says_so(officer: Client, people, monkeypatch):
    monkeypatch.setattr(documents, "_read", lambda *_: None)
    key = sent(officer).split("/")[-2]
    card = documents.look(key=key, by=people.actor("officer"), at=now() + timedelta(minutes=16))
    assert not card.reading
    assert "林小姐的報告.md 無法檢查" in card.refused


def test_a_reading_that_dies_says_so(officer: Client, monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 0.01)
    answer = send(officer)
    assert answer.status_code == 422
    assert "林小姐的報告.md 無法檢查" in answer.content.decode()


@pytest.mark.parametrize("key", ["..", "x", "%00", "..%2f..", "about"])
def test_a_strange_key_is_not_there(officer: Client, key: str):
    sent(officer)
    assert officer.get(f"/desk/proofread/{key}/").status_code == 404
