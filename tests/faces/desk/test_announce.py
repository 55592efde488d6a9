"""A changed service or form suggests a piece of news; tests of the site that are due wait for who sees to them."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from importlib.resources import files

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from bianmin.config.timers import announce
from bianmin.delivery.catalog.actions import begin_draft
from bianmin.delivery.publishing.actions.suggesting import write_rhythm
from bianmin.delivery.publishing.models import Article, Edition, SiteTest
from bianmin.delivery.publishing.vocab import SiteRhythm
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.models import User
from bianmin.foundation.forms.actions.publishing import publish as publish_form
from bianmin.foundation.notices.actions.delivery import deliver
from bianmin.foundation.packs.actions import load_packs
from bianmin.journeys.sitetests import call_for_tests
from bianmin.kernel.actor import system
from bianmin.kernel.rocdate import TAIPEI, parted
from tests.faces.desk.conftest import Desk
from tests.faces.desk.test_catalog import seen, write
from tests.faces.portal.citizen import words
from tests.factories.delivery import form
from tests.people import AGENCY, People

HOME = "/desk/catalog/transcript/"
SITE_TEST = files("bianmin") / "packs" / "notices" / "site-test.yaml"
NEWS = "/desk/site/articles/changed-transcript-2/"


def change(officer: Client, chief: Client, version: str = "2") -> None:
    """The officer writes a new name and limit, the chief publishes it for tomorrow."""
    officer.post(f"{HOME}begin/")
    write(officer, "words", name="戶籍謄本（新）")
    asked = chief.get(f"{HOME}publish/")
    begins = parted(today() + timedelta(days=1))
    assert chief.post(f"{HOME}publish/", {"seen": seen(asked), "version": version, "valid_from": begins}).url == HOME


@pytest.mark.row("SYS-159", "RUL-63")
def test_a_changed_service_suggests_news_to_its_officer_which_the_chief_publishes(
    desk: Desk, officer: Client, chief: Client, client: Client
):
    assert announce(at=now()) == 0
    change(officer, chief)
    assert announce(at=now()) == 1
    assert announce(at=now()) == 0
    assert "網站內容待完成" in words(officer.get("/desk/"))
    page = words(officer.get(NEWS))
    assert "系統先擬了這則消息" in page
    assert "名稱：戶籍謄本 → 戶籍謄本（新）" in page
    assert client.get("/ttbn/pages/changed-transcript-2/").status_code == 404
    typed = {
        "title": "謄本改名",
        "summary": "",
        "body": "明天起改名。",
        "category": "",
        "quoted": "",
        "valid_until": "",
    }
    officer.post(f"{NEWS}write/", typed)
    assert "系統先擬了這則消息" not in words(officer.get(NEWS))
    officer.post(f"{NEWS}ask/")
    assert "網站內容待核定" in words(chief.get("/desk/"))
    chief.post(f"{NEWS}publish/")
    assert "明天起改名。" in words(client.get("/ttbn/pages/changed-transcript-2/"))
    assert "網站內容待核定" not in words(chief.get("/desk/"))


@pytest.mark.row("SYS-159", "RUL-63")
def test_a_new_version_of_a_form_suggests_news_too(desk: Desk, officer: Client):
    changed = form().model_copy(update={"version": "2", "title": "戶籍謄本申請書"})
    publish_form(form=changed, by=system("tests"), at=now())
    assert announce(at=now()) == 1
    article = Article.objects.get()
    assert (article.code, article.keeper) == ("changed-form-transcript-2", desk.people.actor("officer").key)
    assert "「戶籍謄本申請書」改用新版本 2" in words(officer.get(f"/desk/site/articles/{article.code}/"))


def test_the_account_the_agency_names_writes_the_news(desk: Desk, officer: Client, chief: Client):
    rhythm(editor="huang")
    change(officer, chief)
    announce(at=now())
    assert Article.objects.get().keeper == desk.people.actor("research").key
    assert "網站內容待完成" in words(desk.enter("research").get("/desk/"))


def test_what_was_loaded_at_once_with_what_it_follows_is_no_news(desk: Desk):
    from tests.factories.delivery import service

    at = now()
    service(version="2", name="新的", valid_from=date(2021, 1, 1))
    assert announce(at=at) == 0
    assert Edition.objects.count() == 0


def test_marks_in_the_words_of_a_service_do_not_hinder_the_draft(desk: Desk, officer: Client, chief: Client):
    begin_draft(agency=AGENCY, code="transcript", by=desk.people.actor("officer"), at=now())
    write(officer, "words", audience="](javascript:x) **粗** ## ![](9) [看](https://example.org)")
    asked = chief.get(f"{HOME}publish/")
    begins = parted(today() + timedelta(days=1))
    chief.post(f"{HOME}publish/", {"seen": seen(asked), "version": "2", "valid_from": begins})
    assert announce(at=now()) == 1
    assert "(看)(https://example.org)" in words(officer.get(NEWS))


def rhythm(**said: object) -> None:
    plain = {"kind": "site-rhythm", "id": "r", "version": "1", "source": "demonstration", "agency": AGENCY,
             "valid_from": date(2025, 1, 1), "tests": [{"test": "weakness", "months": 1}]}  # fmt: skip
    write_rhythm(rhythm=SiteRhythm.model_validate({**plain, **said}), by=system("tests"), at=now())


@pytest.mark.row("SYS-162", "SYS-160", "RUL-31")
def test_the_rhythm_is_the_agencys_and_a_test_never_made_is_overdue_after_its_first_period(
    signed_in: Callable[[str], Client], people: object
):
    rhythm(tests=[{"test": "weakness", "months": 1}, {"test": "access", "months": 12}], keeper="huang")
    research, chief = signed_in("research"), signed_in("chief")
    page = words(research.get("/desk/site/checks/"))
    assert "無障礙檢測 已逾期" in page
    assert "木馬" not in page.partition("登錄網站檢測")[0].rpartition("網站檢測")[2]
    assert "2 待辦的網站檢測" in words(research.get("/desk/"))
    assert "待辦的網站檢測" not in words(chief.get("/desk/"))
    typed = {"kind": "weakness", "tool": "掃描公司", "found": "0", "mended": "0", "remark": ""}
    for kind in ("weakness", "access"):
        research.post("/desk/site/checks/tests/", {**typed, "kind": kind, "tested_on": parted(today())})
    assert SiteTest.objects.count() == 2
    assert "待辦的網站檢測" not in words(research.get("/desk/"))


@pytest.mark.row("SYS-162")
def test_whoever_sees_to_the_tests_is_told_by_mail_once_before_the_day_and_once_after(
    signed_in: Callable[[str], Client], people: People, settings: object, mailoutbox: list[EmailMessage]
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    load_packs(files=[("site-test.yaml", SITE_TEST.read_bytes())], by=system("tests"), at=now())
    User.objects.filter(pk=people.research.pk).update(email="huang@ttbn.example")
    rhythm(valid_from=date(2025, 3, 1), keeper="huang")

    def called(on: date) -> int:
        at = datetime.combine(on, time(9), TAIPEI)
        return call_for_tests(agency=AGENCY, by=system("site"), at=at) + deliver(at=at)

    days = (date(2025, 3, 23), date(2025, 3, 24), date(2025, 3, 25), date(2025, 4, 1), date(2025, 4, 2))
    assert [called(on) for on in days] == [0, 2, 0, 2, 0]
    assert {one.to[0] for one in mailoutbox} == {"huang@ttbn.example"}
    assert "網站檢測：弱點掃描" in mailoutbox[0].subject
    assert "114年3月31日" in mailoutbox[0].subject
    typed = {"kind": "weakness", "tool": "掃描公司", "found": "0", "mended": "0", "remark": ""}
    signed_in("research").post("/desk/site/checks/tests/", {**typed, "tested_on": parted(date(2025, 4, 3))})
    assert called(date(2025, 4, 25)) == 0


def test_a_rhythm_that_began_this_month_has_nothing_overdue(signed_in: Callable[[str], Client], people: object):
    rhythm(valid_from=today())
    page = words(signed_in("chief").get("/desk/site/checks/"))
    assert "還沒有檢測過" in page
    assert "已逾期" not in page
