"""The ministry's story at both widths: a subordinate's application is extended once, returned, and appealed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.faces.ui.now import now
from bianmin.foundation.accounts.models import Holding, User
from bianmin.kernel.actor import Role
from tests.audit import audit, follow
from tests.factories.house import furnished
from tests.people import PASSWORD, START

MINISTRY = "A09000000E"
POSTS = (
    ("wang", "王綜規", Role.OFFICER, f"/{MINISTRY}/research/"),
    ("fang", "方主管", Role.CHIEF, f"/{MINISTRY}/"),
)
ODT = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@pytest.fixture
def ministry(transactional_db: None) -> dict[str, User]:
    """The ministry with an officer and a chief."""
    furnished()
    found = {}
    for username, name, role, path in POSTS:
        user = User.objects.create_user(username, password=PASSWORD, agency=MINISTRY, display_name=name, title="科員")
        Holding.objects.create(user=user, role=role.value, agency=MINISTRY, path=path, valid_from=START)
        found[username] = user
    return found


@pytest.fixture
def visit(page: Any, live_server: Any, ministry: dict[str, User]) -> Callable[[str], None]:
    """Open an address; every page that is opened is examined by axe."""

    def go(address: str) -> None:
        page.goto(live_server.url + address)
        audit(page)

    return go


def onwards(page: Any) -> None:
    follow(page, page.locator("form button.button[type=submit]").first)


def become(page: Any, live_server: Any, user: User) -> None:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])


def apply(page: Any, visit: Callable[[str], None]) -> tuple[str, str]:
    """The library's officer applies at the ministry; gives number and code."""
    visit("/moe/services/plan-filing/")
    page.get_by_role("link", name="線上申請").first.click()
    onwards(page)
    page.check("input[value=self]")
    onwards(page)
    page.fill("[name=name]", "許圖書")
    page.fill("[name=id_number]", "A123456789")
    page.fill("[name=birth_on]", "75/3/9")
    onwards(page)
    page.fill("[name=phone]", "02-20005100#10")
    onwards(page)
    page.fill("[name=institution]", "教育部示範圖書館")
    page.fill("[name=year]", "107")
    page.check("[name=theme][value=overall]")
    onwards(page)
    page.set_input_files("input[type=file]", {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": ODT})
    onwards(page)
    onwards(page)
    number, code = (each.strip() for each in page.locator(".big").all_inner_texts())
    return number, code


def act(page: Any, visit: Callable[[str], None], number: str, verb: str, **typed: str) -> str:
    """One verb on the desk; gives what the page says afterwards."""
    visit(f"/desk/cases/{number}/{verb}/")
    for name, value in typed.items():
        radio = page.locator(f"input[type=radio][name={name}][value={value!r}]")
        if radio.count():
            radio.check()
        else:
            page.fill(f"[name={name}]", value)
    onwards(page)
    words: str = page.locator("main").inner_text()
    return words


def extended_once(page: Any, visit: Callable[[str], None], number: str) -> None:
    before = Case.objects.get(number=number).statutory_due_on
    act(page, visit, number, "extend", reason="須會商相關單位", limit="10d")
    assert Case.objects.get(number=number).statutory_due_on >= before + timedelta(days=10)
    assert "展期次數已滿" in act(page, visit, number, "extend", reason="再延", limit="5d")


def returned_by_two(page: Any, visit: Callable[[str], None], number: str, become_: Callable[[str], None]) -> None:
    """The officer recommends and cannot decide; the chief reads it and decides."""
    words = {"outcome": "returned", "reasons": "執行計畫未訂目標值，亦未經首長核定"}
    assert "由別人決定" in act(page, visit, number, "recommend", **words)
    assert "因此由別人決定" in act(page, visit, number, "decide", **words)
    become_("fang")
    visit("/desk/?kind=second")
    assert number in page.locator("main").inner_text()
    act(page, visit, number, "decide")
    assert Case.objects.get(number=number).outcome == "returned"


@pytest.mark.row("SYS-053", "SYS-051")
def test_a_subordinates_application_is_extended_once_returned_and_appealed(
    page: Any, visit: Callable[[str], None], live_server: Any, ministry: dict[str, User]
) -> None:
    def as_staff(name: str) -> None:
        page.context.clear_cookies()
        become(page, live_server, ministry[name])

    number, code = apply(page, visit)
    as_staff("wang")
    extended_once(page, visit, number)
    returned_by_two(page, visit, number, as_staff)

    page.context.clear_cookies()
    visit("/moe/track/")
    page.fill("[name=number]", number)
    page.fill("[name=code]", code)
    onwards(page)
    follow(page, page.get_by_role("link", name="訴願"))
    onwards(page)
    assert "請寫明決定哪裡不對" in page.locator("main").inner_text()
    page.fill("[name=grounds]", "計畫已於送件前經首長核定，附件漏附。")
    onwards(page)
    status = page.locator("main").inner_text()
    assert "由行政院決定" in status
    assert "尚未決定" in status
    citizen = page.context.cookies()

    as_staff("wang")
    act(page, visit, number, "reply", text="原處分並無違誤，惟請依法審議。")
    said = {"result": "revoked", "reasons": "附件漏附屬可補正", "document": "院臺訴字第1150000001號"}
    act(page, visit, number, "settle", **said)
    case = Case.objects.get(number=number)
    assert (case.state, case.round, case.own_limit) == ("review", 2, "1m")
    assert case.due_on > now().date()

    page.context.clear_cookies()
    page.context.add_cookies(citizen)
    visit(f"/moe/track/{number}/")
    assert "原決定已撤銷" in page.locator("main").inner_text()
