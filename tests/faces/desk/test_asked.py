"""What the public asked in a month, on the desk, and the drafts of questions that come of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from bianmin.delivery.publishing.actions.reading import count
from bianmin.delivery.publishing.models import Edition
from bianmin.delivery.publishing.vocab import Kind
from bianmin.journeys.asked import digest, month_of, suggest_questions
from bianmin.kernel.actor import system
from bianmin.quality.registers.models import Entry
from tests.faces.portal.citizen import words
from tests.factories.opinions import received
from tests.factories.publishing import published
from tests.people import AGENCY, NOON, ROOT, People

PAGE = "/desk/site/asked/?month=2025-03"
MARCH = (date(2025, 3, 1), date(2025, 3, 31))
TODAY = NOON.date()
NEXT = NOON + timedelta(days=30)
Enter = Callable[[str], Client]


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once."""
    return house


def called(topic: str, times: int, day: date = TODAY) -> None:
    """Calls about a topic, written down on a day."""
    for number in range(times):
        Entry.objects.create(
            agency=AGENCY, register="calls", number=f"{topic}-{day}-{number}", key=f"{topic}-{day}-{number}",
            unit_path=ROOT, form="register-call", form_version="1", answers={"topic": topic, "result": "answered"},
            words="", entered_by="staff:1", entered_at=NOON, entered_on=day,
        )  # fmt: skip


@pytest.mark.row("RUL-34", "SYS-213")
def test_calls_and_opinions_of_a_month_are_tallied_by_topic(signed_in: Enter, people: People):
    called("fee", 3)
    called("how", 5)
    called("fee", 4, date(2025, 2, 28))
    received(topic="", title="沒有主題")
    page = signed_in("officer").get(PAGE)
    assert [(one.topic, one.count) for one in page.context["digest"].asked] == [("怎麼辦、要帶什麼", 5), ("費用", 3)]
    said = words(page)
    assert "114年3月1日" in said
    assert "寫成常見問題" in said
    count(agency=AGENCY, code=published(people), what="unhelped", at=NOON)
    assert "中午不休息 1" in words(signed_in("chief").get(PAGE))


@pytest.mark.row("RUL-34", "SYS-213", "CM-89", "T-3.5")
def test_what_was_asked_often_becomes_a_draft_once_and_the_chief_publishes_it(
    signed_in: Enter, people: People, client: Client
):
    called("fee", 5)
    called("place", 4)
    assert suggest_questions(agency=AGENCY, by=system("site"), at=NEXT) == 1
    assert suggest_questions(agency=AGENCY, by=system("site"), at=NEXT) == 0
    draft = Edition.objects.get(source="suggested")
    assert (draft.title, draft.kind, draft.state) == ("費用？", "question", "draft")
    assert "2025-03 有 5 人次問到" in draft.body
    address = f"/desk/site/articles/{draft.code}/"
    officer, chief = signed_in("research"), signed_in("chief")
    assert "因為常被問到而擬的草稿" in words(officer.get(address))
    typed = {
        "title": "謄本費用多少？",
        "summary": "",
        "body": "每張 15 元。",
        "category": "",
        "quoted": "",
        "valid_until": "",
    }
    assert officer.post(f"{address}write/", typed).status_code == 302
    officer.post(f"{address}ask/")
    chief.post(f"{address}publish/")
    assert "謄本費用多少？" in words(client.get("/ttbn/questions/"))
    assert digest(AGENCY, *MARCH).asked[0].covered is True


def test_confidential_opinions_are_left_out(people: People):
    opinion = received(topic="address")
    assert [one.topic for one in digest(AGENCY, *MARCH).asked] == [opinion.topic]
    opinion.confidential = True
    opinion.save(update_fields=["confidential"])
    assert digest(AGENCY, *MARCH).asked == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [("2025-02", date(2025, 2, 1)), ("", date(2025, 2, 1)), ("2025-13", date(2025, 2, 1)), ("none", date(2025, 2, 1))],
)
def test_a_month_that_cannot_be_read_is_the_last_one(text: str, first: date):
    assert month_of(text, NOON.date())[0] == first
    assert month_of("2024-02", NOON.date()) == (date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize("most", [1, 6])
def test_the_page_asks_as_often_for_one_topic_as_for_many(
    signed_in: Enter, people: People, most: int, django_assert_max_num_queries: Callable[[int], object]
):
    for topic in ("how", "standing", "fee", "place", "law", "other")[:most]:
        called(topic, 1)
    officer = signed_in("officer")
    officer.get(PAGE)
    with django_assert_max_num_queries(14):
        officer.get(PAGE)
    assert published(people, "one", Kind.QUESTION) == "one"
