"""What an office suite makes of our files."""

import os
import shutil
import subprocess

import pytest

from bianmin.foundation.documents import letters
from bianmin.foundation.documents.writers import docx, odt, pdf
from tests.foundation.documents.samples import NAMES, letter, report
from tests.foundation.documents.test_writers import pdf_text


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """Our files as PDF by LibreOffice."""
    if shutil.which("soffice") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice is missing: install libreoffice-writer.")
        pytest.skip("LibreOffice is not installed.")
    folder = tmp_path_factory.mktemp("office")
    files = {
        "report.odt": odt.write(report(rows=80)),
        "letter.odt": odt.write(letters.official_letter(letter())),
        "report.docx": docx.write(report()),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    texts = {}
    for name in files:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, folder / name], check=True, capture_output=True, timeout=180)
        texts[name] = (folder / name).with_suffix(".pdf").read_bytes()
        (folder / name).with_suffix(".pdf").unlink()
    return texts


def test_an_odt_opens_with_numbers_tables_and_figures(converted):
    text = pdf_text(converted["report.odt"])
    for words in ("壹、執行成果", "(一)申辦案件", "96.4%", "圖1-1", "承辦人"):
        assert words in text.replace(" ", "")
    assert text.count("月份") >= 2
    assert pdf.pages(converted["report.odt"]) >= 3


def test_a_letter_opens_with_the_rarest_name(converted):
    text = pdf_text(converted["letter.odt"])
    assert set(NAMES) <= set(text)
    assert "\ufffd" not in text


def test_a_docx_opens(converted):
    assert "壹、執行成果" in pdf_text(converted["report.docx"])
