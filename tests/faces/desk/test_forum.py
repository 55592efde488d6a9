"""The forum at the desk: themes drafted and published, messages answered, votes of colleagues, what came of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from bianmin.delivery.forum.models import Ballot, Message, Outcome, Theme
from bianmin.delivery.opinions.models import Opinion
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.models import Line
from bianmin.quality.improvements.models import Improvement
from bianmin.quality.indicators.actions.refresh import refresh
from tests.faces.portal.citizen import words
from tests.factories.forum import BEST, FORMS, opened, said
from tests.people import COUNTER, People

pytestmark = pytest.mark.django_db
DAYS = {"opens_on": "115/4/1", "closes_on": "115/4/30"}
TYPED = {
    "title": "申請書怎麼改比較好寫", "about": "我們要改申請書，想聽您的意見。", "unit": COUNTER, "service": "transcript",
    **DAYS,
}  # fmt: skip
VOTE = {
    "question": "您喜歡哪一種？",
    "options": "大字版\n一頁版\n",
    "voters": "public",
    "several": "one",
    "early": "end",
}


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once, with every pack loaded: the rules of the forum are among them."""
    return house


@pytest.fixture
def officer(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("officer")


@pytest.fixture
def chief(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("chief")


@pytest.fixture
def theme(people: People, ordinary_day: datetime) -> Theme:
    """A theme that is open around today."""
    on = ordinary_day.date()
    return opened(
        people, at=ordinary_day, opens_on=on - timedelta(days=5), closes_on=on + timedelta(days=20), **FORMS
    )  # fmt: skip


@pytest.mark.row("SYS-105", "SYS-212")
def test_a_unit_drafts_a_theme_with_a_vote_and_the_chief_publishes_it(
    officer: Client, chief: Client, ordinary_day: datetime
):
    done = officer.post("/desk/forum/new/", {**TYPED, **VOTE})
    row = Theme.objects.get()
    at = f"/desk/forum/{row.number}/"
    assert (done.url, row.state, row.options, row.service) == (at, "draft", ["大字版", "一頁版"], "transcript")
    assert Client().get(f"/ttbn/forum/{row.number}/").status_code == 404
    assert "公開議題" not in words(officer.get(at))
    assert officer.get(f"{at}publish/").url == at
    assert officer.post(f"{at}design/", {**TYPED, **VOTE, "title": "申請書"}).url == at
    assert "公開議題" in words(chief.get(at))
    assert chief.post(f"{at}publish/").url == at
    assert officer.get(f"{at}design/").url == at
    assert "申請書" in words(Client().get(f"/ttbn/forum/{row.number}/"))
    assert [line.verb for line in Line.objects.filter(subject=row.subject).order_by("pk")] == [
        "forum.draft", "forum.design", "forum.publish",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "box"),
    [({"title": ""}, "title"), ({"about": ""}, "about"), ({"unit": ""}, "unit"), ({"opens_on": "x"}, "opens_on"),
     ({"closes_on": "114/1/1"}, "closes_on"), ({"options": "甲"}, "options"), ({"question": ""}, "question"),
     ({"voters": ""}, "voters"), ({"closes_on": ""}, "closes_on")],
)  # fmt: skip
def test_a_mistake_in_a_theme_stands_at_its_box_and_what_was_typed_stays(
    officer: Client, wrong: dict[str, str], box: str, ordinary_day: datetime
):
    page = officer.post("/desk/forum/new/", {**TYPED, **VOTE, **wrong})
    assert (page.status_code, f'id="q-{box}-error"' in page.content.decode()) == (422, True)
    assert "大字版" in page.content.decode() or "options" in wrong
    assert Theme.objects.count() == 0


@pytest.mark.row("SYS-105", "CM-90")
def test_what_waits_for_an_answer_is_answered_in_public_by_the_unit(
    officer: Client, theme: Theme, ordinary_day: datetime
):
    row = said(theme, at=ordinary_day - timedelta(days=2), email="amei@example.tw")
    listed = words(officer.get("/desk/forum/"))
    for part in ("1 待回應", "1 逾期", "字可以再大一點。", "建議"):
        assert part in listed
    at = f"/desk/forum/messages/{row.number}/"
    page = officer.get(at)
    assert "a***@" in words(page)
    assert "amei@example.tw" not in page.content.decode()
    empty = officer.post(f"{at}answer/", {"answer": " "})
    assert (empty.status_code, 'id="q-answer-error"' in empty.content.decode()) == (422, True)
    assert officer.post(f"{at}answer/", {"answer": "五月起換大字版。"}).url == at
    assert "五月起換大字版。" in words(Client().get(f"/ttbn/forum/{theme.number}/"))
    assert "0 待回應" in words(officer.get("/desk/forum/"))


def test_the_address_is_shown_on_a_press_and_that_stands_in_the_journal(officer: Client, theme: Theme):
    row = said(theme, at=now(), email="amei@example.tw")
    assert "amei@example.tw" in words(officer.post(f"/desk/forum/messages/{row.number}/reach/"))
    assert Line.objects.filter(verb="persons.read", purpose=row.number).count() == 1
    without = said(theme, at=now())
    assert officer.post(f"/desk/forum/messages/{without.number}/reach/").status_code == 404


def test_a_message_is_taken_down_for_a_ground_and_stays_in_the_record(officer: Client, theme: Theme):
    row = said(theme, at=now(), text="買房找我")
    at = f"/desk/forum/messages/{row.number}/"
    silent = officer.post(f"{at}take-down/", {"text": "不好"})
    assert (silent.status_code, 'id="q-ground-error"' in silent.content.decode()) == (422, True)
    assert officer.post(f"{at}take-down/", {"ground": "advertisement"}).url == at
    assert "廣告或與公務無關" in words(officer.get(at))
    assert "買房找我" in words(officer.get("/desk/forum/?show=removed"))
    assert officer.get(f"{at}answer/").url == at


def test_a_complaint_is_handed_to_the_mailboxes_with_one_press(officer: Client, chief: Client, theme: Theme):
    row = said(theme, at=now(), text="櫃檯的人很兇。", email="amei@example.tw")
    at = f"/desk/forum/messages/{row.number}/"
    assert "主任信箱" in words(officer.get(f"{at}hand-over/"))
    wrong = officer.post(f"{at}hand-over/", {"mailbox": "petition", "kind": "complaint"})
    assert (wrong.status_code, Opinion.objects.count()) == (422, 0)
    assert officer.post(f"{at}hand-over/", {"mailbox": "director", "kind": "complaint"}).url == at
    opinion = Opinion.objects.get()
    assert (opinion.text, opinion.kind, opinion.person_id) == ("櫃檯的人很兇。", "complaint", row.person_id)
    assert Message.objects.get().opinion == opinion.number
    assert "櫃檯的人很兇。" in words(chief.get(f"/desk/opinions/{opinion.number}/"))
    assert officer.get(f"{at}hand-over/").url == at


@pytest.mark.row("SYS-105", "RO-43")
def test_a_theme_is_summed_up_and_what_became_of_each_suggestion_is_published(
    officer: Client, chief: Client, theme: Theme
):
    at = f"/desk/forum/{theme.number}/"
    assert officer.get(f"{at}suggestion/").url == at
    assert chief.post(f"{at}close/").url == at
    fate = {"text": "放大字體", "result": "adopted", "reason": "五月起改用14號字。"}
    wrong = officer.post(f"{at}suggestion/", {**fate, "result": ""})
    assert (wrong.status_code, 'id="q-result-error"' in wrong.content.decode()) == (422, True)
    assert officer.post(f"{at}suggestion/", fate).url == at
    officer.post(f"{at}suggestion/", {**fate, "text": "寫錯了"})
    assert officer.post(f"{at}outcomes/{Outcome.objects.latest('pk').pk}/drop/").url == at
    assert chief.get(f"{at}conclude/").url == at
    assert officer.post(f"{at}summary/", {"summary": "多數希望字大一點。"}).url == at
    assert officer.get(f"{at}conclude/").url == at
    assert chief.post(f"{at}conclude/").url == at
    page = words(Client().get(f"/ttbn/forum/{theme.number}/"))
    assert "放大字體 採納 五月起改用14號字。" in page
    assert "寫錯了" not in page
    assert "結果已公布" in words(officer.get("/desk/forum/"))


def test_an_improvement_is_begun_from_a_theme(chief: Client, theme: Theme, people: People):
    page = chief.get(f"/desk/improvements/new/?theme={theme.number}")
    assert theme.title in words(page)
    owner = people.actor("officer").key
    work = {"cause": "字太小", "measure": "換大字版", "owner": owner, "period": "20wd"}
    chief.post(f"/desk/improvements/new/?theme={theme.number}", work)
    made = Improvement.objects.get()
    assert (made.source_kind, made.source_ref, made.unit_path) == ("opinion", theme.subject, COUNTER)


@pytest.mark.row("SYS-170", "RUL-27")
def test_colleagues_vote_without_a_name_and_read_the_result_after_the_end(
    officer: Client, chief: Client, signed_in: Callable[[str], Client], people: People, ordinary_day: datetime
):
    on = ordinary_day.date()
    row = opened(
        people, at=ordinary_day, title="115年第2季最佳服務", opens_on=on, closes_on=on + timedelta(days=9), **BEST
    )
    at = f"/desk/votes/{row.number}/"
    research = signed_in("research")
    assert "115年第2季最佳服務" in words(research.get("/desk/votes/"))
    assert "採不記名" in words(research.get(at))
    empty = research.post(at)
    assert (empty.status_code, 'id="q-option-error"' in empty.content.decode()) == (422, True)
    for one in (research, officer, chief):
        assert one.post(at, {"option": "1"}).url == at
    research.post(at, {"option": "2"})
    waiting = words(research.get(at))
    assert "您已投票" in waiting
    assert "最後一天過後" in waiting
    assert "最高票" not in waiting
    assert signed_in("outsider").get(at).status_code == 404
    assert chief.post(f"/desk/forum/{row.number}/close/").url == f"/desk/forum/{row.number}/"
    assert "林怡君 最高票 3 100.0%" in words(research.get(at))
    assert Ballot.objects.count() == 3


@pytest.mark.row("SYS-212")
def test_what_was_said_and_voted_stands_in_the_figures_down_to_the_numbers(
    officer: Client, chief: Client, theme: Theme, ordinary_day: datetime
):
    morning = ordinary_day - timedelta(days=1)
    first, second = said(theme, at=morning), said(theme, at=morning)
    said(theme, at=morning, to=first.number)
    at = f"/desk/forum/messages/{first.number}/"
    officer.post(f"{at}answer/", {"answer": "好。"})
    voter = Client()
    voter.get(f"/ttbn/forum/{theme.number}/vote/")
    voter.post(f"/ttbn/forum/{theme.number}/vote/", {"option": "1"})
    chief.post(f"/desk/forum/{theme.number}/close/")
    refresh(at=ordinary_day)
    lines = chief.get("/desk/indicators/?span=115&all=1").context["lines"]
    printed = {line["value"].code: line["value"].printed for line in lines}
    assert {code: printed[code] for code in ("FO-01", "FO-02", "FO-03", "FO-04", "FO-05")} == {
        "FO-01": "3則", "FO-02": "50.0%", "FO-03": "480分鐘", "FO-04": "0.0%", "FO-05": "1人次",
    }  # fmt: skip
    explained = words(chief.get("/desk/indicators/FO-02/?span=115"))
    assert first.number in explained
    assert second.number in explained


def test_an_auditor_reads_and_does_nothing(signed_in: Callable[[str], Client], theme: Theme):
    row, auditor = said(theme, at=now()), signed_in("auditor")
    at = f"/desk/forum/messages/{row.number}/"
    assert auditor.get(at).status_code == 200
    assert auditor.get(f"/desk/forum/{theme.number}/").status_code == 200
    assert auditor.post(f"{at}answer/", {"answer": "x"}).status_code == 403
    assert auditor.post(f"/desk/forum/{theme.number}/close/").status_code == 403


def test_an_officer_of_another_unit_finds_neither_theme_nor_message(signed_in: Callable[[str], Client], theme: Theme):
    row, elsewhere = said(theme, at=now()), signed_in("elsewhere")
    assert theme.title not in words(elsewhere.get("/desk/forum/"))
    assert elsewhere.get(f"/desk/forum/{theme.number}/").status_code == 404
    assert elsewhere.post(f"/desk/forum/messages/{row.number}/answer/", {"answer": "x"}).status_code == 404


def test_a_list_asks_the_same_however_many_messages_there_are(
    officer: Client, theme: Theme, django_assert_max_num_queries: Callable[[int], object]
):
    said(theme, at=now(), email="one@example.tw")
    officer.get("/desk/forum/")
    with django_assert_max_num_queries(200) as few:
        officer.get("/desk/forum/")
    for turn in range(6):
        said(theme, at=now(), email=f"citizen{turn}@example.tw")
    with django_assert_max_num_queries(200) as many:
        officer.get("/desk/forum/")
    assert len(few) == len(many)
