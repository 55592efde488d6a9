"""Proofreading in a real browser, at both widths: upload, wait, read, download, remove."""

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as house
from django.test import Client

from bianmin.journeys.proofreading import documents
from tests.people import household_office

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
REPORT = """<h1>為民服務報告</h1><p>本所114年受理案件共計 60 件，包括臨櫃 30 件、線上 20 件、郵寄 20 件。</p>
<p>滿意度由 80.5% 增至 85.5%，增加 5 個百分點；受理件數由 1,000 件增至 1,200 件，成長 25%。</p>
<table><tr><th>區域</th><th>男</th><th>女</th><th>合計</th></tr><tr><td>太平村</td><td>1,204</td><td>1,190</td><td>2,394</td></tr>
<tr><td>利嘉村</td><td>820</td><td>801</td><td>1,631</td></tr><tr><td>總計</td><td>2,024</td><td>1,991</td><td>4,015</td></tr></table>
<p>民眾最常辦理以下 4 項：</p><p>一、戶籍謄本</p><p>二、印鑑證明</p><p>三、國民身分證</p>"""


@pytest.fixture
def enter(transactional_db: None, live_server: Any, page: Any, settings: Any, tmp_path: Path) -> Any:
    """The officer's browser, signed in, and a place for the documents that is thrown away."""
    settings.PROOFREAD_ROOT = tmp_path / "proofread"
    client = Client()
    client.force_login(household_office().officer, backend="django.contrib.auth.backends.ModelBackend")
    value = client.cookies[house.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": house.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    page.goto(f"{live_server.url}/desk/proofread/")
    return page


def examine(page: Any, name: str) -> None:
    """No violation of WCAG 2.2 AA, nothing sideways; with BIANMIN_SHOTS the page is kept as a picture."""
    found = Axe().run(page, options=WCAG).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    if folder := os.environ.get("BIANMIN_SHOTS"):
        page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)


def choose(page: Any, folder: Path) -> None:
    document = folder / "為民服務報告.html"
    document.write_text(REPORT, encoding="utf-8")
    page.locator("input[type=file]").set_input_files(document)
    page.locator("form.box button[type=submit]").click()


def test_an_officer_uploads_reads_downloads_and_removes(enter: Any, tmp_path: Path):
    examine(enter, "empty")
    choose(enter, tmp_path)
    enter.locator(".found li").first.wait_for()
    examine(enter, "one")
    assert "共讀到 20 個數字" in enter.locator("main").inner_text()
    enter.locator(".found a").first.click()
    assert enter.locator(".marked :target mark.wrong").count() >= 1
    with enter.expect_download() as download:
        enter.get_by_role("link", name="下載標記文件").click()
    assert "<mark" in download.value.path().read_text(encoding="utf-8")
    enter.goto(enter.url.split("/desk/")[0] + "/desk/proofread/")
    examine(enter, "list")
    enter.get_by_role("button", name="立即移除").click()
    enter.get_by_text("文件和檢查結果都已移除。").wait_for()
    assert not [path for path in (tmp_path / "proofread").rglob("*") if path.is_file()]


def test_the_page_of_a_long_document_shows_the_result_by_itself(enter: Any, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(documents, "AT_ONCE", 0.0)
    begun, read = [], documents._read
    monkeypatch.setattr(documents, "_read", lambda *words: begun.append(words))
    choose(enter, tmp_path)
    enter.locator("progress").wait_for()
    examine(enter, "waiting")
    read(*begun[0])
    enter.locator(".found li").first.wait_for()
    assert enter.locator("progress").count() == 0


def test_a_wrong_file_is_told_at_its_box(enter: Any, tmp_path: Path):
    wrong = tmp_path / "照片.pdf"
    wrong.write_bytes(b"%PDF-1.7 nothing")
    enter.locator("input[type=file]").set_input_files(wrong)
    enter.locator("form.box button[type=submit]").click()
    enter.locator(".summary").wait_for()
    examine(enter, "refused")
