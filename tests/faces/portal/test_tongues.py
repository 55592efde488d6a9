"""A service offered in further languages: its pages are read in them, and every other page stays as it was."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils.html import conditional_escape
from django.utils.translation import gettext, ngettext, override

from bianmin.faces.ui.templatetags.ui import limit, working_days
from bianmin.foundation.packs.queries.languages import untranslated_texts
from bianmin.kernel.errors import NotAllowed, NotFound
from tests.faces.portal.immigration import apply
from tests.people import People

PAGE = "/nia/services/five-countries/"
OTHER = "/nia/services/child-extension/"


def choose(client: Client, code: str) -> None:
    """Press the name of a language."""
    client.post("/language/", {"language": code, "next": PAGE})


@pytest.mark.row("SYS-085")
@pytest.mark.parametrize(
    ("code", "own", "name"),
    [
        ("hi", "हिन्दी", "ताइवान आने से पहले ऑनलाइन पात्रता जाँच"),
        ("id", "Bahasa Indonesia", "Pemeriksaan kelayakan daring sebelum ke Taiwan"),
        ("fil", "Filipino", "Online na pagsusuri ng pagiging kuwalipikado"),
        ("th", "ไทย", "การตรวจสอบคุณสมบัติออนไลน์ก่อนเดินทางมาไต้หวัน"),
        ("vi", "Tiếng Việt", "Kiểm tra điều kiện trực tuyến trước khi đến Đài Loan"),
    ],
)
def test_the_service_of_the_five_countries_is_read_in_each_of_their_languages(
    client: Client, code: str, own: str, name: str
):
    assert f'value="{code}" lang="{code}" aria-pressed="false">{own}</button>' in client.get(PAGE).content.decode()
    choose(client, code)
    page = client.get(PAGE).content.decode()
    assert f'<html lang="{code}"' in page
    assert f'aria-pressed="true">{own}</button>' in page
    assert name in page


def test_pages_of_anything_else_are_english_for_who_chose_one_of_them(client: Client):
    choose(client, "vi")
    for address in (OTHER, "/nia/", "/nia/services/nothing/"):
        page = client.get(address).content.decode()
        assert '<html lang="en"' in page
        assert "Tiếng Việt" not in page


@pytest.mark.parametrize("code", ["hi", "id", "fil", "th", "vi"])
def test_a_word_that_is_not_there_is_english_not_chinese(code: str):
    with override(code):
        assert gettext("Registers") == "Registers"
        assert ngettext("%(holding)s entry holds", "%(holding)s entries hold", 4) == "%(holding)s entries hold"
        assert gettext("Services") != "Services"


def test_a_refusal_that_is_there_in_english_only_says_so_in_a_page():
    with override("vi"):
        assert conditional_escape(str(NotAllowed())) == (
            '<span lang="en">You do not have the right to do this. Ask your chief, or sign in with another account.'
            "</span>"
        )
        assert conditional_escape(str(NotFound())) == "Không tìm thấy gì với số này. Xin kiểm tra và thử lại."
    with override("en"):
        assert str(NotAllowed()).startswith("You do not have")
        assert "<" not in conditional_escape(str(NotAllowed()))


@pytest.mark.parametrize(
    ("code", "one", "ten", "fourteen"),
    [
        ("hi", "1 कार्य दिवस", "10 कार्य दिवस", "14 कार्य दिवस"),
        ("id", "1 hari kerja", "10 hari kerja", "14 hari kerja"),
        ("fil", "1 araw ng trabaho", "10 araw ng trabaho", "14 na araw ng trabaho"),
        ("th", "1 วันทำการ", "10 วันทำการ", "14 วันทำการ"),
        ("vi", "1 ngày làm việc", "10 ngày làm việc", "14 ngày làm việc"),
    ],
)
def test_days_are_counted_as_the_language_counts(code: str, one: str, ten: str, fourteen: str):
    with override(code):
        assert [working_days(SimpleNamespace(working_days=days)) for days in (1, 10, 14)] == [one, ten, fourteen]
        assert limit("1wd").startswith("1 ")
        assert not limit("1h").endswith("ora")


@pytest.mark.row("SYS-085")
def test_the_self_check_answers_in_thai(client: Client):
    choose(client, "th")
    page = client.get(f"{PAGE}check/", {"nationality": "five", "document": "yes", "days": "31", "show": "days"})
    assert "แต่ละครั้งพำนักได้ไม่เกิน 30 วัน และขยายเวลาไม่ได้" in page.content.decode()


@pytest.mark.row("SYS-085")
def test_who_applied_in_vietnamese_reads_the_receipt_in_it(client: Client):
    choose(client, "vi")
    form = {"country": "vietnam", "passport_number": "B1234567", "visa": "V99", "arrive_on": "2027-01-05"}
    number = apply(client, "five-countries", service_person=form)
    page = client.get(f"/nia/receipts/{number}/").content.decode()
    assert '<html lang="vi"' in page
    assert "Kiểm tra điều kiện trực tuyến" in page


@pytest.mark.row("SYS-085")
@pytest.mark.parametrize("code", ["hi", "id", "fil", "th", "vi"])
def test_only_the_service_that_is_offered_in_it_must_be_complete_in_a_language(people: People, code: str):
    assert untranslated_texts("301140000A", code) == []
