"""A citizen with a telephone in a real browser, at both widths: a code, all matters, a payment online, leaving."""

import re
from typing import Any

import pytest
from django.core import mail

from bianmin.faces.ui.now import now
from bianmin.journeys.bill import bill_case
from bianmin.journeys.decide import decide
from bianmin.journeys.mine import send_codes
from tests.audit import audit, follow
from tests.factories.house import furnished


@pytest.mark.row("CM-18")
def test_a_citizen_finds_everything_pays_and_leaves(page: Any, live_server: Any, transactional_db: None):
    from tests.faces.portal.test_me import received

    people = furnished()
    first, second = received(), received()
    officer = people.actor("officer")
    decide(number=first.number, outcome="granted", by=officer, at=now())
    bill_case(number=second.number, wanted={"copy": 2}, by=officer, at=now())

    page.goto(f"{live_server.url}/ttbn/")
    follow(page, page.get_by_role("link", name="我的案件"))
    page.fill("[name=address]", "amei@example.tw")
    page.fill("[name=birth]", "民國45年3月9日")
    follow(page, page.get_by_role("button", name="寄驗證碼給我"))
    send_codes(at=now())
    page.fill("[name=code]", re.search(r"[0-9]{6}", mail.outbox[-1].body)[0])
    follow(page, page.get_by_role("button", name="看我的案件"))
    assert first.number in page.locator("main").inner_text()

    follow(page, page.locator("main a[href*='/bills/']"))
    follow(page, page.get_by_role("button", name="線上繳費"))
    page.check("[value=pays]")
    follow(page, page.get_by_role("button", name="繼續"))
    assert "已收到您的繳費" in page.locator("main").inner_text()

    page.goto(f"{live_server.url}/ttbn/fees/")
    audit(page)
    page.get_by_role("link", name="我的案件").click()
    follow(page, page.get_by_role("button", name="登出所有裝置"))
    page.goto(f"{live_server.url}/ttbn/me/")
    assert page.url.endswith("/me/proof/")
