"""The first loop in a real browser, at both widths: apply, supplement, decide, fetch, rate, answer, improve, count."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from bianmin.faces.ui.now import now
from bianmin.quality.indicators.actions.refresh import refresh
from tests.audit import audit, follow
from tests.factories.house import furnished
from tests.people import People

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
NAME = "堃喆𠮷"


@pytest.fixture
def people(transactional_db: None) -> People:
    return furnished()


@pytest.fixture
def visit(page: Any, live_server: Any, people: People) -> Callable[[str], None]:
    """Open an address; every page that is opened is examined by axe."""

    def go(address: str) -> None:
        page.goto(live_server.url + address)
        audit(page)

    return go


def become(page: Any, live_server: Any, people: People, name: str) -> None:
    """Sign in as one of the people by a session of their own; `citizen` keeps the session that was there."""
    client = Client()
    client.force_login(getattr(people, name), backend="django.contrib.auth.backends.ModelBackend")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])


def onwards(page: Any) -> None:
    follow(page, page.locator("form button.button[type=submit]").first)


def apply_online(page: Any, visit: Callable[[str], None]) -> tuple[str, str]:
    """Apply for a transcript, with a wrong turn on the way; gives number and query code."""
    visit("/ttbn/")
    follow(page, page.get_by_role("link", name="戶籍謄本", exact=True))
    page.get_by_role("link", name="線上申請").first.click()
    onwards(page)
    page.check("input[value=self]")
    onwards(page)
    onwards(page)
    assert page.locator(".summary").is_visible()
    page.fill("[name=name]", NAME)
    page.fill("[name=id_number]", "A123456789")
    page.fill("[name=birth_on]", "民國前1年3月9日")
    onwards(page)
    page.fill("[name=phone]", "089-381200#21")
    onwards(page)
    page.check("[name=kind][value=current]")
    page.fill("[name=copies]", "2")
    page.check("[name=remarks][value=none]")
    onwards(page)
    page.check("[name=purpose][value=school]")
    onwards(page)
    page.set_input_files("input[type=file]", {"name": "card.png", "mimeType": "image/png", "buffer": PNG})
    onwards(page)
    page.check("[name=pickup][value=counter]")
    onwards(page)
    assert NAME in page.locator("main").inner_text()
    onwards(page)
    number, code = (each.strip() for each in page.locator(".big").all_inner_texts())
    return number, code


def act(page: Any, visit: Callable[[str], None], number: str, verb: str, fill: Callable[[], object]) -> None:
    visit(f"/desk/cases/{number}/{verb}/")
    fill()
    onwards(page)


def ask_for_papers(page: Any, visit: Callable[[str], None], number: str) -> None:
    """The officer finds the case, sees no full name, and sends a one-time notice."""
    visit("/desk/")
    follow(page, page.locator(f"a[href='/desk/cases/{number}/']"))
    assert NAME not in page.locator("main").inner_text()
    visit(f"/desk/cases/{number}/request-supplement/")
    page.locator("input[type=checkbox]").first.check()
    onwards(page)
    follow(page, page.locator("button[value=send]"))


def hand_in_papers(page: Any, visit: Callable[[str], None], number: str, code: str) -> None:
    """The citizen comes back with number and code, mistypes the code once, and hands in what was asked for."""
    visit("/ttbn/track/")
    page.fill("[name=number]", number)
    page.fill("[name=code]", "WRONG")
    onwards(page)
    page.fill("[name=code]", code)
    onwards(page)
    assert "請您補送這些文件" in page.locator("main").inner_text()
    visit(f"/ttbn/track/{number}/papers/")
    page.set_input_files("input[type=file]", {"name": "paper.png", "mimeType": "image/png", "buffer": PNG})
    onwards(page)


def letter(page: Any, kind: str) -> bytes:
    """The letter of the decision, downloaded."""
    with page.expect_download() as download:
        page.get_by_role("link", name=f"公文 {kind} 檔").click()
    return Path(download.value.path()).read_bytes()


def decide_and_hand_over(page: Any, visit: Callable[[str], None], number: str) -> None:
    """The officer records the proof, decides by a letter and hands over."""
    act(page, visit, number, "record-proof", page.locator("input[type=radio]").first.check)
    act(page, visit, number, "decide", page.locator("input[value=granted]").check)
    assert {letter(page, kind)[:4] for kind in ("PDF", "ODT")} == {b"%PDF", b"PK\x03\x04"}
    act(page, visit, number, "release", lambda: None)


def answer_on_the_desk(screen: Any, address: str) -> str:
    """The chief answers the unhappy rating, and it leaves her screen; gives the address of the rating."""
    screen.goto(f"{address}/desk/ratings/")
    audit(screen)
    follow(screen, screen.locator("main a[href*='/desk/ratings/']").first)
    rating: str = screen.url
    screen.locator("textarea").first.fill("已致電說明並改善叫號。")
    onwards(screen)
    screen.goto(f"{address}/desk/chief/")
    assert "等太久" not in screen.locator("main").inner_text()
    return rating


def improve(screen: Any, rating: str, others: Callable[[str], None]) -> None:
    """The chief makes an improvement of it, does it, and somebody else verifies."""
    screen.goto(rating)
    follow(screen, screen.locator("main a[href*='/desk/improvements/new/']"))
    screen.fill("[name=cause]", "叫號沒有顯示等候人數")
    screen.fill("[name=measure]", "叫號螢幕加上等候人數")
    onwards(screen)
    screen.locator("main a[href='finish/']").click()
    screen.fill("[name=result]", "螢幕已更新")
    onwards(screen)
    assert screen.locator("main a[href='verify/']").count() == 0
    others("research")
    screen.reload()
    screen.locator("main a[href='verify/']").click()
    onwards(screen)
    assert "黃研考" in screen.locator("main").inner_text()
    others("chief")


def figures_lead_to_the_case(screen: Any, address: str, number: str) -> None:
    """The year's on-time rate explains itself down to the case."""
    refresh(at=now())
    screen.goto(f"{address}/desk/indicators/?span={now().year - 1911}")
    audit(screen)
    follow(screen, screen.get_by_role("link", name="申辦案件於處理時限內完成之案件比率"))
    assert number in screen.locator("main").inner_html()


@pytest.mark.row(
    "SYS-039", "SYS-040", "CM-11", "CM-16", "CM-19", "CM-95", "IN-04", "IN-72", "IN-101", "RUL-58", "SYS-165"
)
def test_the_first_loop(page: Any, visit: Callable[[str], None], live_server: Any, people: People) -> None:
    number, code = apply_online(page, visit)
    become(page, live_server, people, "officer")
    ask_for_papers(page, visit, number)

    page.context.clear_cookies()
    hand_in_papers(page, visit, number, code)
    citizen = page.context.cookies()

    become(page, live_server, people, "officer")
    decide_and_hand_over(page, visit, number)

    page.context.clear_cookies()
    page.context.add_cookies(citizen)
    visit(f"/ttbn/track/{number}/")
    visit(f"/ttbn/track/{number}/rate/")
    page.fill("[name=reason]", "等太久")
    other = page.context.browser.new_context(viewport=page.viewport_size, locale="zh-TW")
    screen = other.new_page()
    become(screen, live_server, people, "chief")
    screen.goto(f"{live_server.url}/desk/chief/")
    follow(page, page.locator("button[name=level][value='1']"))
    screen.get_by_text("等太久").wait_for()
    audit(screen)
    rating = answer_on_the_desk(screen, live_server.url)
    improve(screen, rating, lambda name: become(screen, live_server, people, name))
    figures_lead_to_the_case(screen, live_server.url, number)
    other.close()


@pytest.mark.parametrize("width", [1280], indirect=True)
def test_the_application_can_be_walked_by_keyboard_alone(page: Any, live_server: Any, people: People) -> None:
    def press(*keys: str) -> None:
        for key in keys:
            page.keyboard.press(key)

    def to(selector: str) -> None:
        for _each in range(60):
            if page.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
                return
            press("Tab")
        raise AssertionError(f"not reached by Tab: {selector}")

    def onwards_by_key() -> None:
        to("main form button.button[type=submit]")
        with page.expect_navigation():
            press("Enter")

    def typed(selector: str, text: str) -> None:
        to(selector)
        page.keyboard.type(text)

    page.goto(f"{live_server.url}/ttbn/services/transcript/")
    press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    to("main a.button")
    with page.expect_navigation():
        press("Enter")
    onwards_by_key()
    to("input[value=self]")
    press("Space")
    onwards_by_key()
    typed("[name=name]", "陳阿美")
    typed("[name=id_number]", "A123456789")
    typed("[name=birth_on]", "45/3/9")
    onwards_by_key()
    onwards_by_key()
    to("[name=kind]")
    press("Space")
    typed("[name=copies]", "1")
    to("[name=remarks]")
    press("ArrowDown")
    onwards_by_key()
    to("[name=purpose]")
    press("Space")
    onwards_by_key()
    onwards_by_key()
    to("[name=pickup]")
    press("Space")
    onwards_by_key()
    onwards_by_key()
    assert "TTBN-" in page.locator(".big").first.inner_text()
