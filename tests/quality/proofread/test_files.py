"""Files that are broken, locked, empty, enormous or hostile get a sentence."""

import time
import zipfile

import pytest

from bianmin.kernel.errors import Refused
from bianmin.quality.proofread.readers import files, refusals
from bianmin.quality.proofread.readers.files import read
from bianmin.quality.proofread.report import proofread

ODT = (
    '<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>{}'
    "</office:text></office:body></office:document-content>"
)


def package(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return path


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(refusals.Missing, match=r"none\.odt"):
        read(tmp_path / "none.odt")


def test_an_unknown_kind_is_named(tmp_path):
    with pytest.raises(refusals.UnknownKind):
        read(tmp_path / "a.xlsx")


@pytest.mark.parametrize("suffix", ["txt", "odt", "docx", "pdf", "html", "md"])
def test_an_empty_file_has_nothing_to_check(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(b"")
    with pytest.raises(refusals.Empty):
        read(path)


@pytest.mark.parametrize("suffix", ["odt", "docx", "pdf"])
def test_a_damaged_file_is_refused(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(b"PK\x03\x04 this is no document " * 40)
    with pytest.raises(refusals.Unreadable):
        read(path)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 8)
    with pytest.raises(refusals.Unreadable):
        read(path)


def test_a_zip_bomb_is_refused(tmp_path):
    path = package(tmp_path / "a.odt", {"content.xml": b" " * 60_000_000})
    assert path.stat().st_size < 200_000
    with pytest.raises(refusals.TooLarge):
        read(path)


def test_entities_are_refused(tmp_path):
    bomb = '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]>' + ODT.format("&z;")
    with pytest.raises(refusals.Hostile):
        read(package(tmp_path / "a.odt", {"content.xml": bomb}))


def test_nesting_without_end_is_refused(tmp_path):
    deep = "<text:p>" * 5000 + "</text:p>" * 5000
    with pytest.raises(refusals.Hostile):
        read(package(tmp_path / "a.odt", {"content.xml": ODT.format(deep)}))


def test_a_locked_odt_is_refused(tmp_path):
    manifest = '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    with pytest.raises(refusals.Locked):
        read(package(tmp_path / "a.odt", {"META-INF/manifest.xml": manifest, "content.xml": "x"}))


def test_a_locked_word_file_is_refused(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(refusals.Locked):
        read(path)


def test_an_enormous_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    path = tmp_path / "a.txt"
    path.write_text("件數 100 件，合計 100 件。", encoding="utf-8")
    with pytest.raises(refusals.TooLarge):
        read(path)


def test_deep_html_is_read_and_does_not_hang(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<div>" * 20_000 + "職員 20 人，約聘 5 人，合計 26 人。", encoding="utf-8")
    assert [claim.verdict.value for claim in proofread(path).claims] == ["inconsistent"]


def test_brackets_and_commas_without_end_do_not_hang(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("、".join(["(" * 50 + "3 種" + "甲" * 30] * 2000), encoding="utf-8")
    proofread(path)


def test_every_refusal_is_a_sentence_in_both_languages():
    for kind in (
        refusals.Unreadable,
        refusals.Missing,
        refusals.Empty,
        refusals.Scanned,
        refusals.Locked,
        refusals.Hostile,
    ):
        assert issubclass(kind, Refused)
        assert kind(name="報告.odt").sentence("zh_Hant") != kind.message.format(name="報告.odt")


def test_big5_text_is_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("職員 20 人，約聘 5 人，合計 25 人。".encode("cp950"))
    assert [claim.verdict.value for claim in proofread(path).claims] == ["consistent"]


@pytest.mark.parametrize(
    "text",
    [
        "合計 3 人、" * 20_000,
        "1" * 200_000,
        "(" * 100_000,
        "12.5%\t" * 3000 + "\n" + "3.5%\t" * 3000,
        "項目\t件數\t占比\n" + "甲\t30\t3.00%\n" * 4000 + "合計\t120000\t100.00%",
        "較 99 年 10 件增加 5 件，成長 50%，" * 5000,
        "1. 甲 " * 20_000,
        "一、下列 3 項：\n" * 5000,
    ],
)
def test_endless_repetition_takes_seconds(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    begun = time.process_time()
    proofread(path)
    assert time.process_time() - begun < 20
