"""Opinions: received once, answered by their day, read by who may, counted as they come and counted anew."""

import random
from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from django.core import mail

from bianmin.delivery.opinions.actions.after import (
    IsConfidential,
    RatedAlready,
    ReasonIsMissing,
    follow,
    publish,
    rate,
)
from bianmin.delivery.opinions.actions.close import GroundIsMissing, withdraw
from bianmin.delivery.opinions.actions.open import open_opinion
from bianmin.delivery.opinions.actions.receive import (
    KindIsMissing,
    NameIsNeeded,
    TextIsMissing,
    TitleIsMissing,
    WayIsNeeded,
)
from bianmin.delivery.opinions.actions.steps import AlreadyClosed, NotClosedYet
from bianmin.delivery.opinions.actions.work import NoHigherLevel, TooLong, assign, raise_level, sort, take
from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.queries.mailboxes import due_on
from bianmin.delivery.opinions.queries.opinions import code_of, opinion, plain_number, tally
from bianmin.delivery.opinions.vocab import State
from bianmin.foundation.accounts.models import Holding, User
from bianmin.foundation.audit.models import Line
from bianmin.foundation.documents.models import File
from bianmin.foundation.forms.vocab import Kept
from bianmin.foundation.notices.actions.delivery import deliver
from bianmin.foundation.notices.models import Message
from bianmin.foundation.persons.models import Person
from bianmin.foundation.tries.vocab import NothingFits
from bianmin.journeys import opinion as journey
from bianmin.journeys.opening import open_file
from bianmin.kernel.actor import PUBLIC, Actor, Grant, Permission
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.models import Cell
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import span
from tests.factories.house import furnished
from tests.factories.opinions import holder, received, written
from tests.people import AGENCY, COUNTER, NOON, ROOT, START, People

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = NOON + DAY


@pytest.fixture
def people(db: None) -> People:
    """The office with its packs: the mailboxes are among them."""
    return furnished()


def counted(code: str, people: People, period: str = "114") -> tuple[int, int | None, str]:
    refresh(at=LATER)
    found = {one.code: one for one in values(people.actor("chief"), agency=AGENCY, span=span(period))}
    return found[code].n, found[code].d, found[code].printed


@pytest.mark.row("CM-83", "RUL-01")
def test_an_opinion_has_a_number_a_code_and_its_day_in_working_days(people: People):
    row = received()
    assert row.number == "TTBN-V1140305-000013"
    assert row.received_on == date(2025, 3, 5)
    assert row.due_on == date(2025, 3, 13)  # six working days after Wednesday
    assert row.most_on == due_on(AGENCY, "30wd", row.received_on)
    assert row.unit_path == COUNTER
    assert opinion(holder(row), row.number).code == code_of(row)
    assert plain_number("ttbn v1140305 000013") == row.number


def test_the_same_form_sent_twice_is_one_opinion_one_person_and_one_message(people: People):
    sent = written()
    first = journey.receive(written=sent, by=PUBLIC, at=NOON)
    before = Person.objects.count()
    again = journey.receive(written=sent, by=PUBLIC, at=LATER)
    assert (again.pk, Opinion.objects.count(), Person.objects.count()) == (first.pk, 1, before)
    assert Message.objects.filter(subject=first.subject).count() == 1
    assert [line.verb for line in Line.objects.filter(subject=first.subject)] == ["opinions.receive"]


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        ({"name": "", "email": "", "phone": "", "reply": "page"}, NameIsNeeded, "name"),
        ({"title": " "}, TitleIsMissing, "title"),
        ({"text": ""}, TextIsMissing, "text"),
        ({"text": "字" * 4001}, TextIsMissing, "text"),
        ({"kind": "thanks"}, KindIsMissing, "kind"),
        ({"email": ""}, WayIsNeeded, "email"),
        ({"reply": "letter"}, WayIsNeeded, "address"),
        ({"email": "amei"}, Refused, "email"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_is_kept(
    people: People, wrong: dict[str, str], refusal: type[Refused], field: str
):
    persons = Person.objects.count()
    with pytest.raises(refusal) as said:
        received(**wrong)
    assert said.value.field == field
    assert (Opinion.objects.count(), Person.objects.count()) == (0, persons)


def test_whoever_says_nothing_of_himself_reads_the_answer_with_number_and_code(people: People):
    row = received(mailbox="director", kind="suggestion", name="", email="", phone="", reply="page")
    assert (row.person_id, row.unit_path) == (None, ROOT)
    journey.answer(number=row.number, text="謝謝您，週一起多開一個櫃檯。", by=people.actor("chief"), at=LATER)
    opened = open_opinion(agency=AGENCY, number=row.number, code=code_of(row), at=LATER)
    assert opinion(holder(opened), row.number).answer == "謝謝您，週一起多開一個櫃檯。"
    assert not Message.objects.filter(subject=row.subject).exists()


def test_a_wrong_code_and_a_wrong_number_get_the_same_answer(people: People):
    row = received()
    for number, code in ((row.number, "22222222"), ("TTBN-V1140305-000999", code_of(row))):
        with pytest.raises(NothingFits):
            open_opinion(agency=AGENCY, number=number, code=code, at=NOON)


@pytest.mark.row("CM-82", "CM-83", "IN-47", "IND-27")
def test_an_answer_in_time_is_told_by_email_and_counted(people: People):
    row = received()
    take(number=row.number, by=people.actor("officer"), at=NOON)
    done = journey.answer(number=row.number, text="四月起尖峰時段加開櫃檯。", by=people.actor("officer"), at=LATER)
    assert (done.state, done.days, done.in_time, done.officer) == ("answered", 1, True, people.actor("officer").key)
    deliver(at=LATER)
    assert [sent.subject for sent in mail.outbox] == [f"我們收到您寫給人民陳情信箱的意見：{row.number}",
                                                      f"您的意見有答復了：{row.number}"]  # fmt: skip
    assert "加開櫃檯" not in "".join(sent.body for sent in mail.outbox)
    assert counted("IN-47", people)[:2] == (1, 1)
    assert counted("IND-27", people) == (1, 1, "1.00日")
    assert counted("OP-03", people)[:2] == (1, 1)
    with pytest.raises(AlreadyClosed):
        journey.answer(number=row.number, text="再一次", by=people.actor("officer"), at=LATER)


def test_a_late_answer_is_late(people: People):
    row = received()
    done = journey.answer(
        number=row.number, text="抱歉，遲了。", by=people.actor("officer"), at=datetime(2025, 3, 14, 9, tzinfo=TAIPEI)
    )
    assert (done.in_time, done.days) == (False, 7)


def test_an_answer_by_letter_is_written_and_its_text_stands_in_it(people: People):
    row = received(reply="letter", address="臺東縣卑南鄉太平村1號")
    done = journey.answer(number=row.number, text="已經改善。", by=people.actor("officer"), at=LATER)
    assert sorted(done.letters or Opinion.objects.get().letters) == ["odt", "pdf"]
    assert {file.media_type for file in File.objects.filter(subject=row.subject)} == {
        "application/pdf", "application/vnd.oasis.opendocument.text",
    }  # fmt: skip
    assert Message.objects.get(subject=row.subject, template__code="opinion-answered").channel == "letter"


@pytest.mark.row("RUL-59", "SYS-107")
def test_what_is_not_settled_rises_level_by_level_and_no_further(people: People):
    row = received()
    raised = raise_level(number=row.number, reason="要增加人力。", by=people.actor("officer"), at=NOON)
    assert raised.level == 2
    with pytest.raises(NoHigherLevel):
        raise_level(number=row.number, reason="再上去。", by=people.actor("chief"), at=NOON)
    steps = opinion(people.actor("chief"), row.number).steps
    assert [(one.step, one.text) for one in steps] == [("receive", ""), ("raise", "要增加人力。")]


def test_only_a_chief_gives_more_time_and_never_more_than_the_longest(people: People):
    row, until = received(), date(2025, 3, 31)
    with pytest.raises(NotAllowed):
        journey.extend(number=row.number, until=until, reason="要會勘。", by=people.actor("officer"), at=NOON)
    with pytest.raises(TooLong):
        journey.extend(number=row.number, until=row.most_on + DAY, reason="要會勘。", by=people.actor("chief"), at=NOON)
    journey.extend(number=row.number, until=until, reason="要會勘。", by=people.actor("chief"), at=NOON)
    card = opinion(holder(row), row.number)
    assert (card.due_on, card.extended_because) == (until, "要會勘。")
    assert Message.objects.filter(subject=row.subject, template__code="opinion-extended").count() == 1


def test_given_to_another_unit_it_is_read_and_counted_there(people: People):
    row, elsewhere = received(), people.actor("elsewhere")
    with pytest.raises(NotFound):
        opinion(elsewhere, row.number)
    assign(number=row.number, unit=elsewhere.grants[0].path, officer=elsewhere.key, by=people.actor("officer"), at=NOON)
    assert opinion(elsewhere, row.number).officer == elsewhere.key
    with pytest.raises(NotFound):
        opinion(people.actor("officer"), row.number)
    assert counted("IN-47", people)[:2] == (0, 1)


def test_who_sees_to_opinions_reads_and_answers_them_without_being_an_officer(people: People):
    grant = Grant(None, AGENCY, ROOT, added=frozenset({Permission.ANSWER_OPINIONS}), duty="opinions")
    assigned, idle = (
        Actor(key=f"staff:{key}", agency=AGENCY, grants=grants) for key, grants in ((900, (grant,)), (901, ()))
    )
    row = received()
    with pytest.raises(NotFound):
        opinion(idle, row.number)
    done = journey.answer(number=row.number, text="已經處理。", by=assigned, at=NOON)
    assert (done.state, done.closed_by) == ("answered", "staff:900")


def test_what_is_confidential_is_read_by_who_deals_with_it_and_by_chiefs_alone(people: People):
    row = received()
    Opinion.objects.update(confidential=True)
    User.objects.create_user("second", agency=AGENCY, display_name="同事", password="x" * 20)
    colleague = User.objects.get(username="second")
    Holding.objects.create(user=colleague, role="officer", agency=AGENCY, path=COUNTER, valid_from=START)
    take(number=row.number, by=people.actor("chief"), at=NOON)
    with pytest.raises(NotFound):
        opinion(people.actor("officer"), row.number)
    assign(number=row.number, unit=COUNTER, officer=people.actor("officer").key, by=people.actor("chief"), at=NOON)
    assert opinion(people.actor("officer"), row.number).confidential
    journey.answer(number=row.number, text="查明處理。", by=people.actor("officer"), at=LATER)
    with pytest.raises(IsConfidential):
        publish(number=row.number, title="甲", text="乙", result="丙", by=people.actor("chief"), at=LATER)


def test_a_file_of_an_opinion_opens_for_who_may_read_the_opinion(people: People):
    sent = Kept("photo.png", 8, "image/png", "", b"\x89PNG\r\n\x1a\n" + b"0" * 30)
    row = journey.receive(written=written(), uploads=(sent,), by=PUBLIC, at=NOON)
    key = int(row.files[0]["key"])
    assert open_file(file_id=key, by=people.actor("officer"), at=NOON).card.name == "photo.png"
    for name in ("elsewhere", "research", "outsider"):
        with pytest.raises((NotFound, NotAllowed)):
            open_file(file_id=key, by=people.actor(name), at=NOON)


@pytest.mark.row("IND-21", "IND-22", "IN-48", "SYS-104", "CM-97")
def test_a_rating_of_the_answer_is_given_once_and_a_bad_one_says_why(people: People):
    row = received()
    with pytest.raises(NotClosedYet):
        rate(number=row.number, level=5, because="", text="", by=holder(row), at=NOON)
    journey.answer(number=row.number, text="已經處理。", by=people.actor("officer"), at=NOON)
    with pytest.raises(ReasonIsMissing):
        rate(number=row.number, level=1, because="", text="", by=holder(row), at=LATER)
    rate(number=row.number, level=1, because="not-solved", text="還是要排隊。", by=holder(row), at=LATER)
    with pytest.raises(RatedAlready):
        rate(number=row.number, level=5, because="", text="", by=holder(row), at=LATER)
    assert tally(people.actor("chief"), AGENCY, on=LATER.date())["unhappy"] == 1
    assert counted("IND-21", people)[:2] == (0, 1)
    assert counted("IN-48", people)[:2] == (0, 1)
    assert counted("IND-22", people)[0] == 1
    assert counted("OP-08", people)[:2] == (1, 1)


@pytest.mark.row("B-6.4", "IN-74", "RO-36")
def test_the_chief_follows_up_and_then_it_no_longer_waits(people: People):
    row = received()
    journey.answer(number=row.number, text="已經處理。", by=people.actor("officer"), at=NOON)
    with pytest.raises(NotAllowed):
        follow(number=row.number, text="看過了。", by=people.actor("officer"), at=LATER)
    assert tally(people.actor("chief"), AGENCY, on=LATER.date())["unfollowed"] == 1
    follow(number=row.number, text="四月再看一次排隊時間。", by=people.actor("chief"), at=LATER)
    assert tally(people.actor("chief"), AGENCY, on=LATER.date())["unfollowed"] == 0
    assert counted("IN-74", people)[:2] == (1, 1)


def test_what_is_set_aside_or_passed_on_stays_registered_and_says_why(people: People):
    first, second = received(), received()
    with pytest.raises(GroundIsMissing):
        journey.set_aside(number=first.number, ground="tired", text="", by=people.actor("officer"), at=NOON)
    journey.set_aside(number=first.number, ground="answered-before", text="", by=people.actor("officer"), at=NOON)
    journey.pass_on(number=second.number, to="臺東縣政府地政處", text="", by=people.actor("officer"), at=NOON)
    assert opinion(holder(first), first.number).answer == "同一件事已經適當處理並答復，又再提出"
    assert opinion(holder(second), second.number).answer == "臺東縣政府地政處"
    assert counted("IN-47", people)[:2] == (2, 2)


def test_only_its_writer_takes_an_opinion_back(people: People):
    row = received()
    with pytest.raises(NotAllowed):
        withdraw(number=row.number, by=people.actor("officer"), at=NOON)
    withdraw(number=row.number, by=holder(row), at=NOON)
    assert Opinion.objects.get().state == State.WITHDRAWN
    with pytest.raises(NotAllowed):
        rate(number=row.number, level=5, because="", text="", by=holder(row), at=LATER)


def test_sorted_anew_it_is_counted_under_its_new_kind(people: People):
    row = received()
    sort(number=row.number, kind="report", by=people.actor("officer"), at=NOON)
    assert Opinion.objects.get().kind == "report"
    with pytest.raises(KindIsMissing):
        sort(number=row.number, kind="gossip", by=people.actor("officer"), at=NOON)


def cells() -> list[tuple[object, ...]]:
    return sorted(Cell.objects.values_list("agency", "measure", "unit_path", "day", "key", "bin", "n"))


def one_act(chance: random.Random, rows: list[Opinion], chief: Actor) -> None:
    """Something that happens on some day: written, closed in one of three ways, rated, followed up, given away."""
    at = NOON + timedelta(days=chance.randrange(0, 90))
    if chance.random() < 0.4 or not rows:
        rows.append(received(at=at, kind=chance.choice(["petition", "report"])))
        return
    number, mine = (row := chance.choice(rows)).number, holder(row)
    chance.choice(
        (
            lambda: journey.answer(number=number, text="好。", by=chief, at=at),
            lambda: journey.set_aside(number=number, ground="not-ours", text="", by=chief, at=at),
            lambda: withdraw(number=number, by=mine, at=at),
            lambda: rate(number=number, level=chance.randrange(1, 6), because="slow", text="", by=mine, at=at),
            lambda: follow(number=number, text="看過。", by=chief, at=at),
            lambda: assign(number=number, unit=chance.choice((ROOT, COUNTER)), officer="", by=chief, at=at),
            lambda: sort(number=number, kind="complaint", by=chief, at=at),
        )
    )()


def test_counted_as_it_comes_and_counted_anew_give_the_same(people: People):
    chance, rows, chief = random.Random(20260301), [], people.actor("chief")
    for number in range(1, 301):
        with suppress(Refused):
            one_act(chance, rows, chief)
        if number % 7 == 0:
            refresh(at=NOON)
        if number % 100 == 0:
            refresh(at=NOON)
            counted_so_far = cells()
            rebuild(at=NOON)
            assert cells() == counted_so_far
    closed = Opinion.objects.exclude(state=State.OPEN).count()
    found = {one.code: one for one in values(chief, agency=AGENCY, span=span("114"))}
    assert (found["IN-47"].n, found["IN-47"].d) == (closed, len(rows))
    assert closed > 40
