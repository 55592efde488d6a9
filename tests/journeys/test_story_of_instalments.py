"""The enforcement branch in a real browser, at both widths: instalments asked for by telephone, paid at the counter."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.foundation.accounts.models import Holding, User
from bianmin.kernel.actor import Role
from tests.audit import audit, follow
from tests.factories.house import PACKS, furnished, load_house
from tests.people import PASSWORD, START, household_office

BRANCH = "A11990001E"
ROOT = f"/{BRANCH}/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def staff(username: str, name: str, role: Role, path: str) -> User:
    user = User.objects.create_user(username, password=PASSWORD, agency=BRANCH, display_name=name, title="書記官")
    Holding.objects.create(user=user, role=role.value, agency=BRANCH, path=path, valid_from=START)
    return user


@pytest.fixture
def branch(transactional_db: None) -> dict[str, User]:
    """The branch as its packs make it, and who works there: window, enforcement section, head."""
    furnished()
    return {
        "window": staff("chang", "張書記", Role.OFFICER, f"{ROOT}counter/"),
        "section": staff("kuo", "郭執行", Role.OFFICER, f"{ROOT}enforcement/"),
        "head": staff("liu", "劉分署", Role.CHIEF, ROOT),
    }


@pytest.fixture
def become(page: Any, live_server: Any, branch: dict[str, User]) -> Callable[[str], None]:
    def enter(name: str) -> None:
        client = Client()
        client.force_login(branch[name], backend=BACKEND)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])

    return enter


def test_the_branch_is_loaded_by_page(transactional_db: None):
    from tests.people import AGENCY

    people = household_office()
    load_house("forms", "notices")
    folder = PACKS / "agencies" / "taipei-enforcement"
    User.objects.filter(pk=people.admin.pk).update(agency=BRANCH)
    Holding.objects.filter(user=people.admin).update(agency=BRANCH, path=ROOT)
    client = Client()
    client.force_login(people.admin, backend=BACKEND)
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in sorted(folder.rglob("*.yaml"))]
    answer = client.post("/desk/packs/", {"step": "load", "files": files})
    assert AGENCY != BRANCH
    assert answer.status_code in (200, 302), re.sub(r"<[^>]+>", " ", answer.content.decode())
    assert "申請分期繳納" in Client().get("/tpe/").content.decode()


def send(page: Any) -> None:
    follow(page, page.locator("main form button.button[type=submit]").first)


def take_the_call(page: Any, visit: Callable[[str], None]) -> str:
    """The window takes an application by telephone; gives its number."""
    visit("/desk/counter/")
    follow(page, page.get_by_role("link", name="申請分期繳納").first)
    page.check("[name=channel][value=phone]")
    page.fill("[name='a.name']", "王大明")
    page.fill("[name='a.id_number']", "A123456789")
    page.fill("[name='a.birth_on']", "60/5/20")
    page.fill("[name='a.phone']", "0912-345-678")
    page.fill("[name='s.parts']", "3")
    page.check("[name='s.why'][value=hardship]")
    page.locator("button[value=take]").click()
    page.wait_for_url("**/receipt/")
    audit(page)
    return str(page.url.split("/")[-3])


@pytest.mark.row("SYS-075")
def test_instalments_are_asked_for_by_telephone_and_paid_at_the_counter(
    page: Any, live_server: Any, branch: dict[str, User], become: Callable[[str], None]
):
    def visit(address: str) -> None:
        page.goto(live_server.url + address)
        audit(page)

    become("window")
    case = take_the_call(page, visit)

    become("section")
    visit(f"/desk/cases/{case}/payments/")
    page.check("[name=standard][value=debt]")
    page.fill("[name=amount]", "30,000")
    follow(page, page.get_by_role("button", name="開立這張繳款單"))
    follow(page, page.get_by_role("link", name="申請分期"))
    page.check("[name=channel][value=phone]")
    page.fill("[name=count]", "3")
    page.check("[name=ground][value=hardship]")
    send(page)
    assert "NT$10,000" in page.locator("main").inner_text()
    follow(page, page.get_by_role("link", name="決定分期"))
    page.check("[name=grant][value=grant]")
    page.fill("[name=reasons]", "失業中，分三期可以負擔。")
    send(page)
    assert page.locator("main table tbody tr").count() == 3

    become("window")
    page.reload()
    follow(page, page.get_by_role("link", name="收款", exact=True))
    page.check("[name=parts][value='1']")
    page.fill("[name=tendered]", "10,500")
    page.locator("[name=window]").select_option(label="2號窗口")
    send(page)
    receipt = page.locator("main").inner_text()
    assert "NT$500" in receipt
    assert "新臺幣壹萬元整" in receipt
    with page.expect_download() as paper:
        page.get_by_role("link", name="列印（A5）").click()
    assert paper.value.suggested_filename.endswith("-a5.pdf")

    visit("/desk/payments/tills/")
    page.locator("main table a").first.click()
    page.fill("[name=counted]", "10,000")
    send(page)
    become("head")
    page.reload()
    follow(page, page.get_by_role("button", name="覆核簽章"))
    assert "已由兩人簽章" in page.locator("main").inner_text()
    visit("/desk/payments/")
    assert "NT$20,000" in page.locator("main").inner_text()
