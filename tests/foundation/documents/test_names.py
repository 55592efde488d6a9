"""Names and kinds of files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.foundation.documents.rules.names import LONGEST, clean_name
from bianmin.foundation.documents.rules.sniff import MediaKind, sniff
from bianmin.foundation.documents.writers import docx, odt, pdf
from tests.foundation.documents.samples import report


@pytest.mark.parametrize(
    ("name", "kind", "clean"),
    [
        ("../../etc/passwd", MediaKind.PDF, "passwd.pdf"),
        ("C:\\Users\\王\\委託書.PDF", MediaKind.PDF, "委託書.pdf"),
        ("照片.jpeg", MediaKind.JPEG, "照片.jpeg"),
        ("照片.exe", MediaKind.PNG, "照片.exe.png"),
        ("invoice\u202egnp.exe", MediaKind.PNG, "invoicegnp.exe.png"),
        ("", MediaKind.PDF, "file.pdf"),
        ("...", MediaKind.PDF, "file.pdf"),
        (".pdf", MediaKind.PDF, "pdf.pdf"),
        ("con.pdf", MediaKind.PDF, "_con.pdf"),
        ('a"<b>|c?.pdf', MediaKind.PDF, "a__b__c_.pdf"),
        ("a\x00\r\nb.pdf", MediaKind.PDF, "ab.pdf"),
        ("字" * 300 + ".pdf", MediaKind.PDF, "字" * 116 + ".pdf"),
        ("𠮷㼭犇.odt", MediaKind.ODT, "𠮷㼭犇.odt"),
        ("run.exe", None, "run.exe"),
    ],
)
def test_a_name_keeps_what_is_harmless(name, kind, clean):
    assert clean_name(name, kind) == clean


@given(st.text(st.characters(), max_size=200), st.sampled_from([*MediaKind, None]))
def test_a_clean_name_can_be_stored_and_sent(name, kind):
    clean = clean_name(name, kind)
    assert 0 < len(clean) <= LONGEST
    assert not set(clean) & set('/\\\x00\r\n"<>|:*?')
    assert not clean.startswith(".")
    clean.encode()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", None),
        (b"%PDF-1.4", MediaKind.PDF),
        (b"\n%PDF-1.4", None),
        (b"GIF89a", None),
        (b"PK\x03\x04" + b"\x00" * 200, None),
        (b"PK\x03\x04" + b"\x00" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text-templatePK", None),
        (b"<html>", None),
    ],
)
def test_kinds_are_told_by_content(data, kind):
    assert sniff(data) is kind


def test_what_we_write_is_known_again():
    assert sniff(odt.write(report())) is MediaKind.ODT
    assert sniff(pdf.write(report())) is MediaKind.PDF
    assert sniff(docx.write(report())) is MediaKind.DOCX
