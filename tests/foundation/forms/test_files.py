"""Files answered with."""

import pytest
from django.utils import translation

from bianmin.foundation.forms.vocab import Kept, Upload
from tests.foundation.forms.samples import JPEG, ODT, PDF, PNG, upload


@pytest.mark.parametrize(
    ("data", "name", "kept", "media_type"),
    [
        (PDF, "戶籍謄本.pdf", "戶籍謄本.pdf", "application/pdf"),
        (PNG, "photo.JPG", "photo.JPG.png", "image/png"),
        (JPEG, "photo.jpeg", "photo.jpeg", "image/jpeg"),
        (ODT, "letter.odt", "letter.odt", "application/vnd.oasis.opendocument.text"),
    ],
)
def test_a_file_is_taken_for_what_its_bytes_say(data, name, kept, media_type):
    checked = upload(Upload(name, data))
    assert checked.errors == {}
    (answer,) = checked.answers["q"]
    assert (answer["name"], answer["media_type"], answer["size"]) == (kept, media_type, len(data))
    assert checked.files["q"][0].data == data


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (Upload("empty.pdf", b""), "is empty"),
        (Upload("big.pdf", PDF + b"x" * 2000), "is larger than 1.0"),
        (Upload("run.pdf", b"MZ\x90\x00"), "cannot be taken"),
        (Upload("page.png", b"<svg onload=alert(1)>"), "cannot be taken"),
        (Upload("macro.odt", b"PK\x03\x04" + b"\x00" * 60), "cannot be taken"),
    ],
)
def test_a_file_that_cannot_be_taken_is_named_in_the_sentence(file, sentence):
    checked = upload(file, max_bytes=1024)
    with translation.override("en"):
        text = str(checked.errors["q"])
    assert sentence in text
    assert file.name in text
    assert "q" not in checked.answers


def test_only_kinds_the_question_accepts_are_taken():
    checked = upload(Upload("a.png", PNG), accept=["pdf"])
    with translation.override("en"):
        assert str(checked.errors["q"]).endswith("of one of these kinds: PDF.")


def test_a_good_file_is_kept_beside_a_bad_one():
    checked = upload(Upload("a.pdf", PDF), Upload("b.exe", b"MZ"), most=2)
    assert [file.name for file in checked.files["q"]] == ["a.pdf"]
    assert "q" in checked.errors


def test_a_file_accepted_before_is_answered_again():
    kept = Kept("a.pdf", 10, "application/pdf", "ab" * 32)
    assert upload(kept).answers["q"] == [kept.answer()]


def test_the_same_content_twice_is_one_file():
    assert len(upload(Upload("a.pdf", PDF), Upload("b.pdf", PDF), most=2).answers["q"]) == 1


def test_more_files_than_asked_for_get_a_sentence():
    checked = upload(Upload("a.pdf", PDF), Upload("b.png", PNG))
    with translation.override("en"):
        assert str(checked.errors["q"]) == "At most 1 files can be taken here. Choose again."


def test_a_needed_file_left_out_gets_a_sentence():
    with translation.override("en"):
        assert str(upload(required=True).errors["q"]) == "Choose a file."
