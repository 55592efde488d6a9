"""Somebody from Viet Nam: choose the language, look whether one may, apply, be granted it, see the certificate."""

import re
from datetime import timedelta
from typing import Any

import pytest

from bianmin.faces.ui.now import today
from tests.audit import audit, follow
from tests.factories.house import furnished
from tests.people import People

HAN = re.compile(r"[\u4e00-\u9fff]")
SAID = """[...document.querySelectorAll('body *:not([lang=zh-Hant]):not(script)')].flatMap(one => [...one.childNodes])
.filter(one => one.nodeType === 3).map(one => one.data).join(' ')"""
"""What a page says outside of what is marked as Chinese: the name of that language, and the documents quoted."""


@pytest.fixture
def people(transactional_db: None) -> People:
    return furnished()


def onwards(page: Any) -> None:
    follow(page, page.locator("form button.button[type=submit]").first)
    look(page)


def look(page: Any) -> None:
    """The page is Vietnamese, has no Chinese but what is marked, and axe is silent."""
    assert page.locator("html").get_attribute("lang") == "vi"
    assert HAN.findall(page.evaluate(SAID)) == []
    audit(page)


@pytest.mark.row("SYS-085")
def test_a_vietnamese_reader_looks_applies_and_reads_the_receipt(page: Any, live_server: Any, people: People):
    page.goto(f"{live_server.url}/nia/services/five-countries/")
    follow(page, page.get_by_role("button", name="Tiếng Việt"))
    look(page)
    follow(page, page.get_by_role("link", name="Tôi có thể nộp đơn không? Trả lời vài câu hỏi"))
    for name, value in (("nationality", "five"), ("document", "yes")):
        page.check(f"[name={name}][value={value}]")
        onwards(page)
    page.fill("[name=days]", "20")
    onwards(page)
    assert "Theo câu trả lời, quý vị có thể nộp đơn" in page.locator("main").inner_text()
    follow(page, page.get_by_role("link", name="Nộp đơn trực tuyến").first)
    onwards(page)
    page.check("input[value=self]")
    onwards(page)
    page.fill("[name=name]", "NGUYEN THI LAN")
    page.fill("[name=birth_on]", "1990-03-09")
    onwards(page)
    page.fill("[name=phone]", "+84 912 345 678")
    onwards(page)
    page.check("[name=country][value=vietnam]")
    page.fill("[name=passport_number]", "B1234567")
    page.fill("[name=visa]", "V99")
    page.fill("[name=arrive_on]", (today() + timedelta(days=30)).isoformat())
    onwards(page)
    onwards(page)
    receipt = page.locator("main").inner_text()
    assert "Số biên nhận của quý vị" in receipt
    assert "Đơn của quý vị được chấp thuận" in receipt
    permit = page.locator("#result .big").inner_text()
    follow(page, page.get_by_role("link", name="Xem và in giấy phép của quý vị"))
    look(page)
    page.fill("[name=number]", permit)
    page.fill("[name=birth]", "1990-03-09")
    onwards(page)
    assert "Có hiệu lực" in page.locator("main").inner_text()
