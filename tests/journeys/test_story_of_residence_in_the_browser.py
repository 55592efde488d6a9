"""A foreign resident's extension at both widths: applied for in English, read twice, a card, and the year's reminders."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.delivery.permits.models import Contact, Permit
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.models import Holding, User
from bianmin.foundation.accounts.queries import actor_for
from bianmin.foundation.packs.actions import reissue
from bianmin.journeys.ladder import run_ladder
from bianmin.journeys.permit import Ask, issue_at_desk
from bianmin.kernel.actor import Assurance, Role, system
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.refresh import refresh
from tests.audit import audit
from tests.factories.house import furnished
from tests.people import PASSWORD, START

NIA = "301140000A"
POSTS = (
    ("tseng", "曾國棟", Role.OFFICER, f"/{NIA}/north/taipei/"),
    ("lo", "羅文彬", Role.OFFICER, f"/{NIA}/immigration/"),
    ("hung", "洪志成", Role.OFFICER, f"/{NIA}/first-brigades/taipei-brigade/"),
    ("yeh", "葉雅玲", Role.CHIEF, f"/{NIA}/"),
)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
NAME = "Nguyen Thi Hoa"
CARE = ("letter", "call", "visit")


@pytest.fixture
def staff(transactional_db: None) -> dict[str, User]:
    """The service center's officer, the reader at headquarters, the brigade's officer and the chief."""
    furnished()
    found = {}
    for username, name, role, path in POSTS:
        user = User.objects.create_user(username, password=PASSWORD, agency=NIA, display_name=name, title="科員")
        Holding.objects.create(user=user, role=role.value, agency=NIA, path=path, valid_from=START)
        found[username] = user
    reissue(User)
    return found


@pytest.fixture
def visit(page: Any, live_server: Any, staff: dict[str, User]) -> Callable[[str], str]:
    """Open an address and give its words; every page that is opened is examined by axe."""

    def go(address: str) -> str:
        page.goto(live_server.url + address)
        audit(page)
        words: str = page.locator("main").inner_text()
        return words

    return go


@pytest.fixture
def become(page: Any, live_server: Any, staff: dict[str, User]) -> Callable[[str], None]:
    """Sit down at somebody's desk; with an empty name everybody leaves."""

    def sit(name: str) -> None:
        page.context.clear_cookies()
        if not name:
            return
        client = Client()
        client.force_login(staff[name], backend="django.contrib.auth.backends.ModelBackend")
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])

    return sit


def onwards(page: Any) -> str:
    page.locator("main form button.button[type=submit]").first.click()
    audit(page)
    words: str = page.locator("main").inner_text()
    return words


def upload(page: Any, name: str) -> None:
    page.locator("input[type=file]").first.set_input_files({"name": name, "mimeType": "application/pdf", "buffer": PDF})


def apply_in_english(page: Any, visit: Callable[[str], str]) -> tuple[str, str]:
    """The resident applies on her own, with an upload; gives number and query code."""
    visit("/nia/")
    page.get_by_role("button", name="English").first.click()
    audit(page)
    page.get_by_role("link", name="Foreigners (foreign spouses)").first.click()
    audit(page)
    page.get_by_role("link", name="Extension of residence").first.click()
    audit(page)
    page.locator("main a[href='apply/']").first.click()
    onwards(page)
    page.check("input[value=self]")
    onwards(page)
    page.fill("[name=name]", NAME)
    page.fill("[name=id_number]", "A800000014")
    page.fill("[name=birth_on]", "1990-05-17")
    onwards(page)
    page.fill("[name=phone]", "0912-345-678")
    page.fill("[name=email]", "hoa@example.org")
    page.fill("[name=address]", "臺北市中正區廣州街15號")
    onwards(page)
    page.check("[name=identity][value=foreign]")
    onwards(page)
    page.fill("[name=nationality]", "Viet Nam")
    page.check("[name=reason][value=work]")
    page.fill("[name=arc_number]", "A800000014")
    page.fill("[name=expires_on]", str(today() + timedelta(days=20)))
    page.fill("[name=months]", "12")
    onwards(page)
    page.fill("[name=employer]", "示範股份有限公司")
    onwards(page)
    page.check("[name=sms][value=no]")
    onwards(page)
    upload(page, "card.pdf")
    onwards(page)
    page.check("[name=pickup][value=counter]")
    assert "card.pdf" in onwards(page)
    onwards(page)
    number, code = (each.strip() for each in page.locator(".big").all_inner_texts())
    return number, code


def act(page: Any, visit: Callable[[str], str], address: str, **typed: str) -> str:
    """One verb of the desk; gives what the page says afterwards."""
    visit(address)
    for name, value in typed.items():
        radio = page.locator(f"input[name={name}][value={value!r}]")
        if radio.count():
            radio.first.check()
        else:
            page.fill(f"[name={name}]", value)
    return onwards(page)


def papers_are_asked_for_and_come(
    page: Any, visit: Callable[[str], str], become: Callable[[str], None], number: str, code: str
) -> None:
    """The clock stands still from the notice until the resident hands in what is missing."""
    become("tseng")
    assert NAME not in visit(f"/desk/cases/{number}/")
    visit(f"/desk/cases/{number}/request-supplement/")
    page.check("[name=paper][value=proof]")
    onwards(page)
    page.locator("button[value=send]").click()
    audit(page)
    assert Case.objects.get(number=number).stopped_on == today()

    become("")
    visit("/nia/track/")
    page.get_by_role("button", name="English").first.click()
    page.fill("[name=number]", number)
    page.fill("[name=code]", code)
    assert "The time limit stands still until your papers arrive" in onwards(page)
    page.locator("main a[href='papers/']").click()
    audit(page)
    upload(page, "employer.pdf")
    assert "Your papers arrived." in onwards(page)
    assert Case.objects.get(number=number).stopped_on is None


def read_by_two(page: Any, visit: Callable[[str], str], become: Callable[[str], None], number: str) -> None:
    """The first reader recommends and never decides; headquarters reads, opens the upload and decides."""
    resident = page.context.cookies()
    become("tseng")
    words = {"outcome": "granted", "reasons": "居留原因仍然存在，文件齊備。"}
    act(page, visit, f"/desk/cases/{number}/recommend/", **words)
    assert "由您初審，因此由別人決定" in act(page, visit, f"/desk/cases/{number}/decide/", **words)
    visit(f"/desk/cases/{number}/")
    with page.expect_download() as slip:
        page.locator("a[href$='slip.pdf']").first.click()
    assert slip.value.suggested_filename == f"{number}-slip.pdf"

    become("")
    page.context.add_cookies(resident)
    assert "forwarded to Immigration Affairs Division" in visit(f"/nia/track/{number}/")
    become("lo")
    assert number in visit("/desk/?kind=second")
    assert "居留原因仍然存在" in visit(f"/desk/cases/{number}/")
    with page.expect_download() as paper:
        page.get_by_role("link", name="employer.pdf").first.click()
    assert paper.value.suggested_filename == "employer.pdf"
    assert "羅文彬" in act(page, visit, f"/desk/cases/{number}/decide/")
    assert Case.objects.get(number=number).outcome == "granted"


def the_card(page: Any, visit: Callable[[str], str], become: Callable[[str], None], number: str) -> str:
    """The card of the granted case, issued for a year, printed and handed out with a record; gives its number."""
    become("tseng")
    act(page, visit, f"/desk/cases/{number}/record-proof/", kind="passport")
    visit(f"/desk/cases/{number}/")
    page.locator("main a[href*='/desk/permits/for/']").first.click()
    audit(page)
    page.fill("[name=last]", str(today() + timedelta(days=365)))
    page.check("[name=phrases][value=work]")
    onwards(page)
    card = Permit.objects.get()
    with page.expect_download() as printed:
        page.locator(f"a[href='/desk/permits/{card.number}.pdf']").click()
    assert printed.value.suggested_filename.endswith(".pdf")
    handed = act(page, visit, f"/desk/permits/{card.number}/hand-out/", way="counter", proof="passport")
    assert "附放置夾" in handed
    assert "護照" in handed
    act(page, visit, f"/desk/cases/{number}/release/")
    return card.number


def two_more(staff: dict[str, User], last: date) -> list[str]:
    """Two neighbours whose cards end on the same day: one will have left, one is protected."""
    by = actor_for(staff["tseng"], at=now(), assurance=Assurance.TWO_FACTOR)
    found = []
    for name, id_number in (("Siti Rahayu", "A800000024"), ("Maria Santos", "A800000034")):
        person = {
            "name": name, "id_number": id_number, "birth_on": date(1988, 2, 3), "phone": "0911-222-333",
            "address": "臺北市中正區南昌路1號", "language": "en",
        }  # fmt: skip
        permit = issue_at_desk(
            agency=NIA, kind="residence-card", holder=person, ask=Ask("counter", last), key=f"neighbour-{id_number}",
            by=by, at=now(),
        )  # fmt: skip
        found.append(permit.number)
    return found


def night(day: date) -> None:
    run_ladder(agency=NIA, by=system("reminder"), at=datetime.combine(day, time(2), TAIPEI))


def seen(number: str) -> dict[str, tuple[str, str]]:
    """The steps of the ladder for one card: what came of each, or why it was left out."""
    rows = Contact.objects.filter(number=number).values_list("step", "result", "why")
    return {step: (result, why) for step, result, why in rows}


def the_ladder(
    page: Any, visit: Callable[[str], str], become: Callable[[str], None], numbers: list[str], last: date
) -> None:
    """A letter, three calls, a visit by the brigade; the other two are left out as the policy says."""
    card, gone, protected = numbers
    source = {"source": "入出國紀錄"}
    assert "已出境" in act(page, visit, f"/desk/permits/{gone}/exclude/", why="departed", **source)
    act(page, visit, f"/desk/permits/{protected}/exclude/", why="protected", source="社會局通報")
    night(last - timedelta(days=15))
    assert card in visit("/desk/permits/contacts/?channel=letter")
    assert protected not in page.locator("main").inner_text()
    with page.expect_download():
        page.locator("form[action$='letters.pdf'] button").click()
    page.locator("form[action$='posted/'] button").click()
    audit(page)
    night(last - timedelta(days=7))
    for number in (card, card, card, protected):
        visit("/desk/permits/contacts/?channel=phone")
        call = Contact.objects.get(number=number, step="call")
        result = "promised" if number == protected else "not_reached"
        page.locator(f"form[action='/desk/permits/contacts/{call.pk}/'] button[value={result}]").click()
        audit(page)
    night(last - timedelta(days=3))
    become("hung")
    assert card in visit("/desk/permits/contacts/?channel=visit")
    page.locator("form[action$='/reach/'] button").first.click()
    audit(page)
    assert NAME in page.locator("main").inner_text()
    page.locator("button[name=result][value=promised]").first.click()
    audit(page)
    assert seen(card) == {"letter": ("posted", ""), "call": ("not_reached", ""), "visit": ("promised", "")}
    assert seen(gone) == dict.fromkeys(CARE, ("", "departed"))
    assert seen(protected) == {"letter": ("", "protected"), "call": ("promised", ""), "visit": ("", "protected")}


@pytest.mark.row("SYS-043", "SYS-051", "SYS-058", "SYS-059", "RUL-03", "RUL-04", "RUL-05", "IND-51", "IND-52")
def test_a_residence_is_extended_by_two_readers_and_its_card_never_ends_unnoticed(
    page: Any, visit: Callable[[str], str], become: Callable[[str], None], staff: dict[str, User]
) -> None:
    number, code = apply_in_english(page, visit)
    papers_are_asked_for_and_come(page, visit, become, number, code)
    read_by_two(page, visit, become, number)
    card = the_card(page, visit, become, number)
    last = today() + timedelta(days=365)
    numbers = [card, *two_more(staff, last)]
    the_ladder(page, visit, become, numbers, last)

    become("tseng")
    for kept in (card, numbers[2]):
        act(page, visit, f"/desk/permits/{kept}/note-renewal/", renewal="NIA-1160101-000001-5")
    night(last + timedelta(days=1))
    refresh(at=now())
    become("yeh")
    assert "實地查訪" in visit(f"/desk/permits/{card}/")
    visit(f"/desk/indicators/?span={last.year - 1911}")
    rate = (
        page.get_by_role("row")
        .filter(has_text="屆期零逾期比率")
        .or_(page.locator("li").filter(has_text="屆期零逾期比率"))
    )
    assert "100" in rate.first.inner_text()
