"""The forum: themes, messages, answers and what became of them, counted as they come and counted anew."""

import random
from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from django.core import mail

from bianmin.delivery.forum.actions import answer as work
from bianmin.delivery.forum.actions.checked import (
    EndsBeforeItBegins,
    NoSuchService,
    OptionsAreWrong,
    QuestionIsMissing,
    UnitIsMissing,
    VoteNeedsAnEnd,
    VotersAreMissing,
)
from bianmin.delivery.forum.actions.conclude import NotOverYet, ResultIsMissing, add_outcome, drop_outcome, summarise
from bianmin.delivery.forum.actions.design import NotADraft, close, design_anew, draft, publish
from bianmin.delivery.forum.actions.open import open_message
from bianmin.delivery.forum.actions.steps import WordsAreMissing
from bianmin.delivery.forum.actions.write import (
    CategoryIsMissing,
    FormIsOld,
    NameIsTooLong,
    NotNow,
    TellsWho,
    TextIsMissing,
    take_back,
)
from bianmin.delivery.forum.models import Message, Theme
from bianmin.delivery.forum.queries.messages import code_of, message, on_page, own, tally
from bianmin.delivery.forum.queries.policy import office_minutes, rules_of
from bianmin.delivery.forum.queries.themes import ended, of_service, public_theme, running
from bianmin.foundation.audit.models import Line
from bianmin.foundation.notices.actions.delivery import deliver
from bianmin.foundation.notices.models import Message as Notice
from bianmin.foundation.packs.actions import load_packs
from bianmin.foundation.persons.models import Person
from bianmin.foundation.tries.vocab import NothingFits
from bianmin.journeys import forum as journey
from bianmin.kernel.actor import PUBLIC, system
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import TAIPEI, parse_moment
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.models import Cell
from tests.factories.forum import FORMS, design, holder, opened, said, written
from tests.factories.house import furnished
from tests.people import AGENCY, COUNTER, NOON, RECORDS, People

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
APRIL = NOON + 40 * DAY


@pytest.fixture
def people(db: None) -> People:
    """The office with its packs: the rules of the forum are among them."""
    return furnished()


def test_a_theme_is_drafted_by_an_officer_and_published_by_the_chief(people: People):
    row = draft(agency=AGENCY, design=design(), by=people.actor("officer"), at=NOON)
    assert (row.number, row.state) == ("FT-114-001", "draft")
    assert running(AGENCY, NOON.date()) == []
    with pytest.raises(NotFound):
        public_theme(AGENCY, row.number)
    with pytest.raises(NotAllowed):
        publish(number=row.number, by=people.actor("officer"), at=NOON)
    publish(number=row.number, by=people.actor("chief"), at=NOON)
    assert [one.number for one in running(AGENCY, NOON.date())] == [row.number]
    with pytest.raises(NotADraft):
        publish(number=row.number, by=people.actor("chief"), at=NOON)
    for who in ("elsewhere", "outsider"):
        with pytest.raises((NotAllowed, NotFound)):
            design_anew(number=row.number, design=design(), by=people.actor(who), at=NOON)


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        ({"title": " "}, WordsAreMissing, "title"),
        ({"about": ""}, WordsAreMissing, "about"),
        ({"unit_path": "/elsewhere/"}, UnitIsMissing, "unit"),
        ({"closes_on": date(2025, 2, 1)}, EndsBeforeItBegins, "closes_on"),
        ({"service": "nothing"}, NoSuchService, "service"),
        ({"options": ("甲", "乙")}, QuestionIsMissing, "question"),
        ({**FORMS, "options": ("甲",)}, OptionsAreWrong, "options"),
        ({**FORMS, "options": ("甲", "甲")}, OptionsAreWrong, "options"),
        ({**FORMS, "options": tuple(map(str, range(11)))}, OptionsAreWrong, "options"),
        ({**FORMS, "voters": ""}, VotersAreMissing, "voters"),
        ({**FORMS, "closes_on": None}, VoteNeedsAnEnd, "closes_on"),
    ],
)
def test_what_a_theme_lacks_is_said_at_its_place(
    people: People, wrong: dict[str, object], refusal: type[Refused], field: str
):
    with pytest.raises(refusal) as said_so:
        draft(agency=AGENCY, design=design(**wrong), by=people.actor("officer"), at=NOON)
    assert said_so.value.field == field
    assert Theme.objects.count() == 0


def test_an_officer_drafts_for_the_own_unit_only(people: People):
    with pytest.raises(NotAllowed):
        draft(agency=AGENCY, design=design(unit_path=RECORDS), by=people.actor("officer"), at=NOON)
    assert draft(agency=AGENCY, design=design(unit_path=RECORDS), by=people.actor("chief"), at=NOON).pk


def test_a_message_has_a_number_a_code_and_a_moment_by_which_it_is_answered(people: People):
    row = said(opened(people))
    assert row.number == "TTBN-F1140305-000016"
    assert row.due_at == datetime(2025, 3, 6, 12, 0, tzinfo=TAIPEI)  # eight office hours after noon on Wednesday
    assert (row.state, row.person) == ("shown", None)
    assert own(holder(row), row.number).code == code_of(row)
    assert open_message(agency=AGENCY, number=row.number, code=code_of(row), at=NOON).pk == row.pk
    with pytest.raises(NothingFits):
        open_message(agency=AGENCY, number=row.number, code="22222222", at=NOON)
    with pytest.raises(NotFound):
        own(PUBLIC, row.number)


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        ({"text": " "}, TextIsMissing, "text"),
        ({"text": "字" * 1001}, TextIsMissing, "text"),
        ({"category": "nothing"}, CategoryIsMissing, "category"),
        ({"pen_name": "名" * 31}, NameIsTooLong, "pen_name"),
        ({"text": "我是A223456781，請回電0912-345-678"}, TellsWho, "text"),
        ({"pen_name": "0912345678"}, TellsWho, "pen_name"),
        ({"key": "x"}, FormIsOld, ""),
        ({"email": "amei"}, Refused, "email"),
    ],
)
def test_what_is_wrong_with_a_message_is_said_at_its_place_and_nothing_is_kept(
    people: People, wrong: dict[str, str], refusal: type[Refused], field: str
):
    theme, persons = opened(people), Person.objects.count()
    with pytest.raises(refusal) as said_so:
        said(theme, **wrong)
    assert said_so.value.field == field
    assert (Message.objects.count(), Person.objects.count()) == (0, persons)


def test_the_offices_own_telephone_may_be_named(people: People):
    assert said(opened(people), text="打089-380000都沒人接").state == "shown"


def test_the_same_form_sent_twice_is_one_message_and_one_person(people: People):
    sent, persons = written(opened(people), email="amei@example.tw"), Person.objects.count()
    first = journey.write(written=sent, by=PUBLIC, at=NOON)
    again = journey.write(written=sent, by=PUBLIC, at=NOON + DAY)
    assert (first.pk, Message.objects.count(), Person.objects.count()) == (again.pk, 1, persons + 1)
    assert [line.verb for line in Line.objects.filter(subject=first.subject)] == ["forum.write"]


def test_nobody_writes_before_the_first_day_after_the_last_or_once_it_is_closed(people: People):
    row = opened(people)
    for at in (NOON - 10 * DAY, APRIL):
        with pytest.raises(NotNow):
            said(row, at=at)
    close(number=row.number, by=people.actor("chief"), at=NOON)
    with pytest.raises(NotNow):
        said(row)
    assert Theme.objects.get().closes_on == NOON.date()


def test_a_message_board_stays_open_until_it_is_closed(people: People):
    board = opened(people, closes_on=None)
    assert said(board, at=NOON + 1000 * DAY).state == "shown"
    assert [one.number for one in running(AGENCY, date(2030, 1, 1))] == [board.number]
    assert ended(AGENCY, date(2030, 1, 1)) == []


def test_replies_stand_below_their_message_one_level_deep_and_owe_the_office_nothing(people: People):
    theme = opened(people)
    row = said(theme)
    reply = said(theme, to=row.number, text="我也這樣想。")
    assert (reply.parent_id, reply.due_at) == (row.pk, None)
    with pytest.raises(NotFound):
        said(theme, to=reply.number)
    with pytest.raises(work.IsAReply):
        journey.answer(number=reply.number, text="好", by=people.actor("officer"), at=NOON)
    found = on_page(public_theme(AGENCY, theme.number))
    assert [(one.number, [each.number for each in one.replies]) for one in found.messages] == [
        (row.number, [reply.number])
    ]


def test_messages_are_found_by_category_and_words_newest_first_in_pages(people: People):
    theme = opened(people)
    rows = [said(theme, text=f"第{turn}則", category="idea" if turn % 2 else "question") for turn in range(25)]
    card = public_theme(AGENCY, theme.number)
    first, second = on_page(card), on_page(card, page=2)
    assert (first.count, first.pages, len(first.messages), len(second.messages)) == (25, 2, 20, 5)
    assert first.messages[0].number == rows[-1].number
    assert on_page(card, category="idea").count == 12
    assert [one.text for one in on_page(card, q="第7則").messages] == ["第7則"]
    assert on_page(card, page=99).page == 2


def test_an_answer_in_office_hours_is_told_once_and_shown(people: People):
    row = said(opened(people), email="amei@example.tw")
    officer = people.actor("officer")
    done = journey.answer(number=row.number, text="下個月換大字版。", by=officer, at=NOON + DAY)
    assert (done.minutes, done.in_time, done.answered_on) == (480, True, date(2025, 3, 6))
    journey.answer(number=row.number, text="下個月換大字版和圖解版。", by=officer, at=NOON + 2 * DAY)
    again = Message.objects.get()
    assert (again.answer, again.minutes) == ("下個月換大字版和圖解版。", 480)
    assert Notice.objects.filter(subject=row.subject).count() == 1
    deliver(at=NOON + DAY)
    assert "/ttbn/forum/" in mail.outbox[0].body
    assert "申請書怎麼改比較好寫" in mail.outbox[0].body
    late = said(Theme.objects.get())
    assert not journey.answer(number=late.number, text="好", by=officer, at=NOON + 2 * DAY).in_time


@pytest.mark.parametrize(
    ("since", "until", "minutes"),
    [
        ("2025-03-05T09:00", "2025-03-05T09:30", 30),
        ("2025-03-05T11:30", "2025-03-05T13:30", 60),
        ("2025-03-07T16:00", "2025-03-10T09:00", 120),  # over a weekend
        ("2025-03-08T09:00", "2025-03-09T09:00", 0),
        ("2025-03-05T09:00", "2025-03-05T08:00", 0),
    ],
)
def test_minutes_are_those_of_office_hours(people: People, since: str, until: str, minutes: int):
    rules = rules_of(AGENCY)
    assert rules is not None
    assert office_minutes(AGENCY, rules, parse_moment(since), parse_moment(until)) == minutes


def test_a_message_taken_down_stays_in_the_record_with_its_ground(people: People):
    theme = opened(people)
    row = said(theme, text="這是廣告")
    with pytest.raises(work.GroundIsMissing):
        work.take_down(number=row.number, ground="dislike", text="", by=people.actor("officer"), at=NOON)
    work.take_down(number=row.number, ground="advertisement", text="賣房子", by=people.actor("officer"), at=NOON)
    shown = on_page(public_theme(AGENCY, theme.number)).messages[0]
    assert (shown.shown, shown.removed_because) == (False, "廣告或與公務無關\n賣房子")
    assert message(people.actor("auditor"), row.number).text == "這是廣告"
    assert on_page(public_theme(AGENCY, theme.number), q="廣告").count == 0
    with pytest.raises(work.NotOnThePage):
        journey.answer(number=row.number, text="好", by=people.actor("officer"), at=NOON)


def test_whoever_wrote_takes_it_back_and_nobody_else(people: People):
    theme = opened(people)
    row = said(theme)
    with pytest.raises(NotFound):
        take_back(number=row.number, by=holder(said(theme)), at=NOON)
    take_back(number=row.number, by=holder(row), at=NOON)
    assert row.number not in [one.number for one in on_page(public_theme(AGENCY, theme.number)).messages]


def test_where_messages_are_looked_at_first_they_wait_until_somebody_shows_or_answers_them(people: People):
    rules = rules_of(AGENCY)
    assert rules is not None
    text = rules.model_copy(update={"moderated": True, "version": "2"}).model_dump_json(exclude_defaults=True)
    load_packs(files=[("forum.yaml", text.encode())], by=system("tests"), at=NOON)
    theme = opened(people)
    first, second = said(theme), said(theme)
    card = public_theme(AGENCY, theme.number)
    assert (first.state, on_page(card).count) == ("waiting", 0)
    assert tally(people.actor("officer"), AGENCY, at=NOON)["waiting"] == 2
    work.show(number=first.number, by=people.actor("officer"), at=NOON)
    journey.answer(number=second.number, text="好", by=people.actor("officer"), at=NOON)
    assert on_page(card).count == 2
    with pytest.raises(work.NotWaiting):
        work.show(number=first.number, by=people.actor("officer"), at=NOON)


def test_who_does_not_work_in_the_unit_sees_and_does_nothing(people: People):
    row = said(opened(people))
    for who in ("elsewhere", "outsider", "research"):
        with pytest.raises((NotAllowed, NotFound)):
            journey.answer(number=row.number, text="好", by=people.actor(who), at=NOON)
    with pytest.raises(NotAllowed):
        journey.answer(number=row.number, text="好", by=people.actor("auditor"), at=NOON)


def test_a_theme_is_summed_up_once_it_is_over_and_everybody_is_told_once(people: People):
    theme, chief, officer = opened(people), people.actor("chief"), people.actor("officer")
    for turn, email in enumerate(("amei@example.tw", "AMEI@example.tw", "hoa@example.tw", "")):
        said(theme, email=email, text=f"意見{turn}")
    gone = said(theme, email="spam@example.tw")
    work.take_down(number=gone.number, ground="advertisement", text="", by=officer, at=NOON)
    one = {"number": theme.number, "text": "放大字體", "reason": "四月起改用14號字。"}
    with pytest.raises(NotOverYet):
        add_outcome(**one, result="adopted", by=officer, at=NOON)
    with pytest.raises(ResultIsMissing):
        add_outcome(**one, result="perhaps", by=officer, at=APRIL)
    add_outcome(**one, result="adopted", by=officer, at=APRIL)
    with pytest.raises(WordsAreMissing):
        journey.conclude(number=theme.number, by=chief, at=APRIL)
    summarise(number=theme.number, text="共四則留言，多數希望字大一點。", by=officer, at=APRIL)
    with pytest.raises(NotAllowed):
        journey.conclude(number=theme.number, by=officer, at=APRIL)
    for at in (APRIL, APRIL + DAY):
        journey.conclude(number=theme.number, by=chief, at=at)
    told = Notice.objects.filter(subject=theme.subject).select_related("person")
    assert sorted(one.person.email for one in told) == ["amei@example.tw", "hoa@example.tw"]
    assert Theme.objects.get().concluded_on == APRIL.date()
    with pytest.raises(NotFound):
        drop_outcome(number=theme.number, key=theme.outcomes.get().pk, by=officer, at=APRIL)


def test_a_theme_about_a_service_stands_with_the_service_while_it_is_open(people: People):
    theme = opened(people, service="transcript")
    assert of_service(AGENCY, "transcript", NOON.date()) == [(theme.number, "申請書怎麼改比較好寫")]
    assert of_service(AGENCY, "transcript", APRIL.date()) == []
    assert of_service(AGENCY, "move-in", NOON.date()) == []


@pytest.mark.parametrize("seed", range(4))
def test_incremental_counting_equals_counting_anew(people: People, seed: int):
    chance, officer = random.Random(seed), people.actor("officer")
    themes = [opened(people, closes_on=date(2026, 12, 31)), opened(people, unit_path=COUNTER, closes_on=None)]
    rows: list[Message] = []
    for turn in range(14):
        at = NOON + timedelta(days=turn, hours=chance.randrange(4))
        rows.append(said(chance.choice(themes), at=at))
        one, later = chance.choice(rows), at + timedelta(hours=chance.randrange(30))
        with suppress(Refused):
            match chance.randrange(4):
                case 0:
                    journey.answer(number=one.number, text="好", by=officer, at=later)
                case 1:
                    work.take_down(number=one.number, ground="insult", text="", by=officer, at=later)
                case 2:
                    take_back(number=one.number, by=holder(one), at=later)
                case _:
                    journey.hand_over(
                        number=one.number, mailbox_code="director", kind="complaint", by=officer, at=later
                    )
        if chance.random() < 0.4:
            refresh(at=later)
    close(number=themes[0].number, by=people.actor("chief"), at=NOON + 20 * DAY)
    refresh(at=NOON + 21 * DAY)
    counted = cells()
    rebuild(at=NOON + 21 * DAY)
    assert cells() == counted
    owed = sum(one.parent_id is None for one in rows)
    assert sum(cell[-1] for cell in counted if cell[1] == "forum.messages") == owed == 14


def cells() -> list[tuple[object, ...]]:
    found = Cell.objects.filter(measure__startswith="forum.")
    return sorted(found.values_list("agency", "measure", "unit_path", "day", "key", "bin", "n"))
