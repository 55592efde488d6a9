"""Every class is kept as long as the agency's data say, and destroyed by a list; a hold on a case keeps what hangs on it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from bianmin.delivery.appointments.actions.desk import settle
from bianmin.delivery.appointments.models import Visit
from bianmin.delivery.cases.models import Case, Interview
from bianmin.delivery.forum.actions.policy import write_rules as keep_forum
from bianmin.delivery.forum.models import Message as Post
from bianmin.delivery.forum.vocab.rules import ForumRules
from bianmin.delivery.opinions.actions.receive import write_rules
from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.vocab import MailboxRules
from bianmin.delivery.permits.models import Contact, Permit
from bianmin.delivery.ratings.models import Rating
from bianmin.faces.ui.now import now
from bianmin.foundation.documents.models import File
from bianmin.foundation.forms.vocab import Kept
from bianmin.foundation.packs.actions import load_packs
from bianmin.foundation.persons.actions import find_persons
from bianmin.foundation.persons.models import Person
from bianmin.foundation.privacy.models import Demand, Destruction
from bianmin.foundation.search.models import Entry
from bianmin.journeys.ladder import run_ladder
from bianmin.journeys.opinion import answer as answer_opinion
from bianmin.journeys.opinion import receive
from bianmin.journeys.privacy.demands import ask, decide
from bianmin.journeys.rate import rate
from bianmin.kernel.actor import PUBLIC, system
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.models import Cell
from tests.delivery.appointments.test_booking import NINE, booked, opens
from tests.factories.delivery import applied, decided, holder, load_notices, service
from tests.factories.forum import opened, said
from tests.factories.house import load_house
from tests.factories.keeping import AMEI
from tests.factories.opinions import written
from tests.factories.permits import issued, publish_kinds
from tests.people import AGENCY, NOON, People

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/desk/keeping/destruction/"
PACK = f"""
kind: personal-data
id: personal-data
version: "2"
agency: "{AGENCY}"
source: demonstration
years: {{case: 1, rating: 1, permit: 1, demand: 1, visit: 1, opinion: 1, message: 1}}
"""
ONE = {"code": "idea", "name": "建議"}
FORUM = ForumRules.model_validate({
    "kind": "forum", "id": "one", "version": "1", "source": "demonstration", "agency": AGENCY, "categories": [ONE],
    "conduct": ["請就議題發言。"], "grounds": [ONE],
})  # fmt: skip
MAILBOXES = MailboxRules.model_validate({
    "kind": "mailboxes", "id": "one", "version": "1", "source": "demonstration", "agency": AGENCY, "levels": ["主任"],
    "mailboxes": [{"code": "petition", "name": "陳情", "kinds": ["petition"], "norm": "3wd", "most": "30wd"}],
})  # fmt: skip


@pytest.fixture
def office(people: People) -> People:
    """A rated and decided case, a permit that ended, a request that was decided: all of March 2025, kept for a year."""
    load_notices()
    load_house("indicators")
    load_packs(files=[("years.yaml", PACK.encode())], by=system("tests"), at=NOON)
    publish_kinds()
    given = decided(applied(service()), by=people.actor("officer"))
    rate(number=given.number, level=2, reason="等太久", by=holder(given), at=NOON + timedelta(days=2))
    permit = issued(people.actor("officer"), at=NOON - timedelta(days=400))
    run_ladder(agency=AGENCY, by=system("tests"), at=NOON - timedelta(days=40))
    run_ladder(agency=AGENCY, by=system("tests"), at=NOON)
    permit.refresh_from_db()
    assert permit.expired_on is not None
    known = {"by": people.actor("officer"), "at": NOON}
    demand = ask(agency=AGENCY, kind="access", about="我的紀錄", channel="online", particulars=AMEI, by=PUBLIC, at=NOON)
    Demand.objects.update(proof="card")
    decide(number=demand.number, agency=AGENCY, outcome="granted", reason="如附件", **known)
    opens()
    settle(number=booked(email="amei@example.tw").number, came=True, by=people.actor("officer"), at=NINE)
    refresh(at=NINE)
    return people


def cells() -> list[tuple[object, ...]]:
    return sorted(Cell.objects.values_list("measure", "unit_path", "day", "key", "bin", "n"))


def destroyed(signed_in: Callable[[str], Client], kind: str) -> str:
    """Propose, approve and carry out the list of one class; the page of the list afterwards."""
    chief, auditor = signed_in("chief"), signed_in("auditor")
    assert chief.post(f"{HERE}propose/", {"kind": kind}).status_code == 302, chief
    one = f"{HERE}lists/{Destruction.objects.latest('pk').number}/"
    assert auditor.post(one, {"verb": "approve"}).status_code == 302
    assert chief.post(one, {"verb": "carry_out"}).status_code == 302
    return chief.get(one).content.decode()


def test_the_page_says_how_long_what_is_kept_and_what_is_past_its_time(
    office: People, signed_in: Callable[[str], Client]
):
    page = signed_in("chief").get(HERE)
    assert [(one["code"], one["years"]) for one in page.context["classes"]] == [
        ("case", 1), ("rating", 1), ("permit", 1), ("demand", 1), ("visit", 1), ("opinion", 1),
        ("message", 1),
    ]  # fmt: skip
    text = page.content.decode()
    assert "決定後 1 年" in text
    assert "未送出的上傳檔與填寫一半的申請" in text


@pytest.mark.parametrize(
    ("kind", "gone", "left"),
    [
        ("rating", (Rating,), (Case, Permit, Demand)),
        ("permit", (Permit, Contact), (Case, Rating, Demand)),
        ("demand", (Demand,), (Case, Rating, Permit)),
        ("visit", (Visit,), (Case, Rating, Permit, Demand)),
        ("case", (Case,), (Rating, Permit, Demand)),
    ],
)
def test_each_class_is_destroyed_alone_and_no_figure_changes(
    office: People, signed_in: Callable[[str], Client], kind: str, gone: tuple[type, ...], left: tuple[type, ...]
):
    Rating.objects.update(state="answered")
    people, before = Person.objects.count(), cells()
    assert "已銷毀" in destroyed(signed_in, kind)
    assert [model.objects.count() for model in gone] == [0] * len(gone)
    assert all(model.objects.exists() for model in left)
    assert Person.objects.count() == people - (kind != "rating")
    assert cells() == before
    rebuild(at=NOON)
    assert cells() == before


def test_a_destroyed_opinion_takes_its_person_and_files_along_and_no_figure_changes(
    office: People, signed_in: Callable[[str], Client]
):
    write_rules(rules=MAILBOXES, by=system("tests"), at=NOON)
    people = Person.objects.count()
    photo = Kept("photo.png", 8, "image/png", "", b"\x89PNG\r\n\x1a\n" + b"0" * 30)
    row = receive(written=written(), uploads=(photo,), by=PUBLIC, at=NOON)
    answer_opinion(number=row.number, text="已經處理。", by=office.actor("chief"), at=NOON)
    refresh(at=NINE)
    before = cells()
    assert "已銷毀" in destroyed(signed_in, "opinion")
    assert (Opinion.objects.count(), Person.objects.count()) == (0, people)
    assert not File.objects.filter(subject=row.subject).exists()
    assert cells() == before
    rebuild(at=NOON)
    assert cells() == before


def test_a_destroyed_message_takes_its_replies_and_addresses_along_and_no_figure_changes(
    office: People, signed_in: Callable[[str], Client]
):
    keep_forum(rules=FORUM, by=system("tests"), at=NOON)
    people, theme = Person.objects.count(), opened(office, closes_on=None)
    row, young = said(theme, email="amei@example.tw"), said(theme)
    said(theme, to=row.number, email="hoa@example.tw")
    said(theme, to=young.number, at=now())
    refresh(at=NINE)
    before = cells()
    assert "已銷毀" in destroyed(signed_in, "message")
    assert (Post.objects.filter(parent=None).get().pk, Person.objects.count()) == (young.pk, people)
    assert Post.objects.count() == 2
    assert cells() == before


def test_a_destroyed_case_leaves_nothing_by_which_its_applicant_is_found(
    office: People, signed_in: Callable[[str], Client]
):
    number = Case.objects.get().number
    destroyed(signed_in, "case")
    destroyed(signed_in, "demand")
    destroyed(signed_in, "visit")
    assert not Entry.objects.filter(key=number).exists()
    assert (
        not Entry.objects.filter(kind="persons.person")
        .exclude(key__in=map(str, Person.objects.values_list("pk", flat=True)))
        .exists()
    )
    found = find_persons(agency=AGENCY, text="陳阿美", purpose="測試", by=office.actor("officer"), at=NOON)
    assert list(found) == []
    assert File.objects.count() == 0
    assert Interview.objects.count() == 0


def test_a_case_on_hold_keeps_its_rating_and_an_unanswered_rating_is_never_listed(
    office: People, signed_in: Callable[[str], Client]
):
    chief = signed_in("chief")
    assert chief.post(f"{HERE}propose/", {"kind": "rating"}).status_code == 422
    Rating.objects.update(state="answered")
    assert chief.post(f"{HERE}hold/", {"number": Case.objects.get().number, "reason": "訴願中"}).status_code == 302
    for kind in ("case", "rating"):
        answer = chief.post(f"{HERE}propose/", {"kind": kind})
        assert (answer.status_code, "都已暫緩銷毀或列入清冊" in answer.content.decode()) == (422, True)


def test_permits_and_requests_are_put_on_hold_by_their_number_too(office: People, signed_in: Callable[[str], Client]):
    chief = signed_in("chief")
    for kind, row in (("permit", Permit.objects.get()), ("demand", Demand.objects.get())):
        assert chief.post(f"{HERE}hold/", {"number": row.number, "reason": "稽核"}).status_code == 302
        assert chief.post(f"{HERE}propose/", {"kind": kind}).status_code == 422


def test_a_class_that_is_unknown_or_has_no_period_is_refused(office: People, signed_in: Callable[[str], Client]):
    answer = signed_in("chief").post(f"{HERE}propose/", {"kind": "everything"})
    assert (answer.status_code, "尚未設定保存年限" in answer.content.decode()) == (422, True)
