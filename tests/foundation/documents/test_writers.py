"""The tree written as PDF, ODT, DOCX and HTML."""

import io
import re
import zipfile

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from bianmin.foundation.documents import letters
from bianmin.foundation.documents.tree import Document, Paragraph, Value
from bianmin.foundation.documents.writers import docx as docx_writer
from bianmin.foundation.documents.writers import fonts, html, odt, pdf
from tests.foundation.documents.samples import NAMES, letter, report

WRITERS = {"pdf": pdf.write, "odt": odt.write, "docx": docx_writer.write, "html": html.write}
HOSTILE = "a\x00b\x1f\ud800\u202e<script>&amp;\"']]>#let x = 1$*_`[\\]\ufffe"


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def odt_xml(data: bytes, part: str = "content.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(part).decode()


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    return {name: write(report()) for name, write in WRITERS.items()}


def test_headings_are_numbered_in_chinese_and_in_other_languages(written):
    text = re.sub(r"<[^>]+>", "|", odt_xml(written["odt"]))
    for number in ("壹、執行成果", "一、便民服務", "(一)申辦案件", "1.依限辦結", "(1)臨櫃", "①傍晚", "貳、檢討"):
        assert number in text
    english = html.write(report(language="en")).decode()
    for number in ("1. 執行成果", "1.1 便民服務", "1.1.1 申辦案件", "1.1.1.1.1.1 傍晚", "2. 檢討"):
        assert number in english


def test_a_pdf_is_tagged_and_says_what_it_is(written):
    document = pypdfium2.PdfDocument(written["pdf"])
    try:
        metadata = document.get_metadata_dict()
    finally:
        document.close()
    assert metadata["Title"] == "113年度為民服務工作成果報告"
    assert b"pdfuaid:part" in written["pdf"]
    assert b"pdfaid:part" in written["pdf"]


def test_a_pdf_holds_the_text_in_order(written):
    text = pdf_text(written["pdf"])
    assert text.index("執行成果") < text.index("依限辦結率") < text.index("資料來源")


def test_the_head_of_a_table_is_repeated_on_every_page():
    long = report(rows=200)
    texts = pdf_text(pdf.write(long))
    assert pdf.pages(pdf.write(long)) >= 5
    assert texts.count("月份") >= 4
    assert "<table:table-header-rows>" in odt_xml(odt.write(long))
    word = docx.Document(io.BytesIO(docx_writer.write(long)))
    assert list(word.element.body.iter(qn("w:tblHeader")))


def test_a_printed_figure_carries_the_key_of_its_value(written):
    assert 'office:name="IN-03@376550300A@113"' in odt_xml(written["odt"])
    assert '<text:bookmark text:name="v3"/>703' in odt_xml(written["odt"])
    assert 'data-value="IN-03@376550300A@113">96.4%</a>' in written["html"].decode()
    with zipfile.ZipFile(io.BytesIO(written["docx"])) as package:
        assert 'w:tooltip="IN-03@376550300A@113"' in package.read("word/document.xml").decode()
    assert b"http://127.0.0.1:8000/values/2/" in written["pdf"]


def test_a_drawing_has_its_words_in_every_format(written):
    assert "<svg:desc>第一季 2,301 件</svg:desc>" in odt_xml(written["odt"])
    assert 'alt="第一季 2,301 件"' in written["html"].decode()
    with zipfile.ZipFile(io.BytesIO(written["docx"])) as package:
        assert 'descr="第一季 2,301 件"' in package.read("word/document.xml").decode()
    assert (
        "第一季 2,301 件".encode("utf-16-be").hex().upper().encode() in written["pdf"].upper()
        or b"/Alt" in written["pdf"]
    )


def test_the_page_is_a4_portrait_with_room_for_binding(written):
    document = pypdfium2.PdfDocument(written["pdf"])
    try:
        width, height = document[0].get_size()
    finally:
        document.close()
    assert (round(width), round(height)) == (595, 842)
    assert 'fo:margin-left="30mm" fo:margin-right="25mm"' in odt_xml(written["odt"], "styles.xml")


def test_rare_names_are_printed_as_they_are():
    text = pdf_text(pdf.write(letters.official_letter(letter())))
    assert NAMES in text.replace("\r\n", "").replace("\n", "")
    assert "U+" not in text


@pytest.mark.parametrize("char", ["\U0010ffff", "\ue123", "\ufeff"])
def test_a_character_no_font_has_is_printed_as_its_code_with_a_note(char):
    text = pdf_text(pdf.write(letters.official_letter(letter(f"王{char}明"))))
    assert f"王〔U+{ord(char):04X}〕明" in text.replace(" ", "")
    assert text.count(f"U+{ord(char):04X}") == 3  # addressee, original to, note


@pytest.mark.parametrize("name", WRITERS)
def test_no_text_breaks_a_writer(name):
    data = WRITERS[name](Document(HOSTILE, (Paragraph((HOSTILE, Value(HOSTILE, "v", "http://x/?a=1&b=<2>"))),)))
    assert data


def test_html_escapes_everything_and_leads_only_to_safe_addresses():
    page = html.write(Document("t", (Paragraph(("<script>", Value("1", "v", "javascript:alert(1)"))),))).decode()
    assert "<script>" not in page
    assert "javascript" not in page
    assert '<span data-value="v">1</span>' in page


def test_the_mark_stands_on_every_page(written):
    assert pdf_text(written["pdf"]).count("示範") >= pdf.pages(written["pdf"])
    assert "示範" in odt_xml(written["odt"], "styles.xml")


def test_a_huge_table_is_written():
    for write in (odt.write, html.write, pdf.write):
        assert len(write(report(rows=1500))) > 10_000


def test_two_people_of_one_name_are_both_printed():
    document = Document("名冊", (Paragraph(("王小明",)), Paragraph(("王小明",))))
    assert pdf_text(pdf.write(document)).count("王小明") == 2


@pytest.fixture
def fonts_in(monkeypatch):
    """A machine with the fonts of some folders, and none of its own: `fonts_in(FOLDER)`."""

    def only(*folders: str) -> None:
        monkeypatch.setattr(fonts, "PLACES", {"folders": folders, "system": False})
        forget()

    def forget() -> None:
        fonts.library.cache_clear()
        fonts.chain.cache_clear()

    yield only
    forget()


def test_a_machine_without_fonts_writes_with_the_one_from_the_package(fonts_in):
    fonts_in(fonts.PACKAGED)
    text = pdf_text(pdf.write(letters.official_letter(letter("王小明犇𡍼"))))
    assert "王小明犇" in text
    assert "〔U+2137C〕" in text
    assert "准予辦理。" in text


def test_a_machine_without_any_chinese_font_says_what_to_install(fonts_in):
    fonts_in()
    with pytest.raises(fonts.NoChineseFont, match="fonts-cns11643-kai"):
        pdf.write(report())
