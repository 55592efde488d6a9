"""The press: written down once, answered with proof in office hours, read by who may, counted as it comes and anew."""

import random
from datetime import date, datetime, timedelta

import pytest

from bianmin.delivery.press.actions.answer import (
    ProofIsMissing,
    StanceIsMissing,
    TruthIsMissing,
    approve,
    check,
    draft,
    file_away,
    give,
    send_back,
)
from bianmin.delivery.press.actions.publish import publish, take_down
from bianmin.delivery.press.actions.see import MediumIsMissing, NotYet, ToneIsMissing, UnitIsMissing, write_down
from bianmin.delivery.press.actions.steps import NotNow, WordsAreMissing, WrongLink
from bianmin.delivery.press.models import Item
from bianmin.delivery.press.queries.items import clarifications, item, tally
from bianmin.delivery.press.queries.rules import due_at, office_minutes, rules_for
from bianmin.delivery.press.vocab import Drafted, State
from bianmin.foundation.audit.models import Line
from bianmin.foundation.documents.models import File
from bianmin.foundation.forms.vocab import Kept
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.models import Cell
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import span
from tests.factories.house import furnished
from tests.factories.press import clarified, drafted, reported, seen
from tests.people import AGENCY, COUNTER, NOON, RECORDS, People

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAPER = Kept("剪報.pdf", 20, "application/pdf", "0" * 64, b"%PDF-1.7 a clipping\n%%EOF")


@pytest.fixture
def people(db: None) -> People:
    """The office with its packs: the rules for the press are among them."""
    return furnished()


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2025; the 5th is a Wednesday."""
    return datetime(2025, 3, day, hour, minute, tzinfo=TAIPEI)


def counted(people: People) -> dict[str, str]:
    refresh(at=NOON + 9 * DAY)
    found = values(people.actor("chief"), agency=AGENCY, span=span("114"))
    return {one.code: one.printed for one in found if one.code.startswith("PR-")}


@pytest.mark.row("SYS-110", "CM-88")
def test_a_report_is_written_down_given_to_a_unit_and_has_its_limit_in_office_hours(people: People):
    row = reported(people, at=at(5, 15))
    assert row.number == "TTBN-N1140305-000011"
    assert (row.unit_path, row.state, row.medium_name) == (COUNTER, "open", "報紙")
    assert row.due_at == at(6, 10)  # two hours until five, two from eight
    assert [line.verb for line in Line.objects.filter(subject=row.subject)] == ["press.see"]


@pytest.mark.parametrize(
    ("tone", "seen_at", "due"),
    [
        ("negative", at(5, 8), at(5, 12)),
        ("negative", at(5, 10), at(5, 15)),  # one hour at noon is not worked
        ("negative", at(7, 16), at(10, 11)),  # from Friday to Monday
        ("negative", at(8, 11), at(10, 12)),  # on a Saturday nobody works
        ("neutral", at(5, 8), at(5, 17)),
        ("favourable", at(5, 8), at(6, 17)),
    ],
)
def test_the_limit_follows_the_tone_and_runs_in_office_hours_alone(
    people: People, tone: str, seen_at: datetime, due: datetime
):
    assert due_at(rules_for(AGENCY), tone, seen_at) == due


@pytest.mark.parametrize(
    ("until", "minutes"),
    [(at(5, 8), 0), (at(5, 9, 30), 90), (at(5, 12, 30), 240), (at(5, 20), 480), (at(6, 8), 480), (at(10, 9), 1500)],
)
def test_minutes_are_counted_in_office_time(people: People, until: datetime, minutes: int):
    assert office_minutes(rules_for(AGENCY), at(5, 8), until) == minutes


def test_the_same_form_sent_twice_is_one_report_with_one_clipping(people: People):
    sent, officer = seen(), people.actor("officer")
    first = write_down(seen=sent, clippings=[PAPER], by=officer, at=NOON)
    again = write_down(seen=sent, clippings=[PAPER], by=officer, at=NOON + DAY)
    assert (again.pk, Item.objects.count(), File.objects.filter(subject=first.subject).count()) == (first.pk, 1, 1)


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        ({"medium": "pigeon"}, MediumIsMissing, "medium"),
        ({"tone": ""}, ToneIsMissing, "tone"),
        ({"title": " "}, WordsAreMissing, "title"),
        ({"text": "字" * 4001}, WordsAreMissing, "text"),
        ({"link": "javascript:alert(1)"}, WrongLink, "link"),
        ({"link": "www.example.tw"}, WrongLink, "link"),
        ({"unit": "/376550400A/"}, UnitIsMissing, "unit"),
        ({"appeared_on": date(2025, 3, 6)}, NotYet, "appeared_on"),
        ({"seen_at": NOON + timedelta(minutes=1)}, NotYet, "seen_at"),
        ({"seen_at": NOON - DAY}, NotYet, "seen_at"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_is_kept(
    people: People, wrong: dict[str, object], refusal: type[Refused], field: str
):
    with pytest.raises(refusal) as said:
        reported(people, **wrong)
    assert said.value.field == field
    assert Item.objects.count() == 0


def test_somebody_of_another_agency_neither_writes_down_nor_reads(people: People):
    row = reported(people)
    for name in ("outsider", "supervisor", "admin", "research"):
        with pytest.raises(NotFound):
            item(people.actor(name), row.number)
    with pytest.raises(NotAllowed):
        write_down(seen=seen(), by=people.actor("auditor"), at=NOON)
    with pytest.raises(NotAllowed):
        write_down(seen=seen(), by=people.actor("outsider"), at=NOON)
    assert item(people.actor("auditor"), row.number).title == "戶所大排長龍"


def test_only_the_unit_it_was_given_to_answers(people: People):
    row, elsewhere = reported(people), people.actor("elsewhere")
    said = {"truth": "false", "tone": "negative", "finding": "查過叫號紀錄。"}
    with pytest.raises(NotAllowed):
        check(number=row.number, **said, by=elsewhere, at=NOON)
    give(number=row.number, unit=RECORDS, officer="", by=people.actor("officer"), at=NOON)
    assert check(number=row.number, **said, by=elsewhere, at=NOON).truth == "false"
    with pytest.raises(NotAllowed):
        check(number=row.number, **said, by=people.actor("officer"), at=NOON)
    give(number=row.number, unit=RECORDS, officer=people.actor("officer").key, by=elsewhere, at=NOON)
    assert check(number=row.number, **said, by=people.actor("officer"), at=NOON).finding == "查過叫號紀錄。"
    with pytest.raises(TruthIsMissing):
        check(number=row.number, **{**said, "truth": ""}, by=elsewhere, at=NOON)


def test_what_turns_out_unfavourable_is_due_as_such_from_when_it_was_seen(people: People):
    row = reported(people, tone="favourable", at=at(5, 8))
    assert row.due_at == at(6, 17)
    said = {"truth": "partly", "finding": "查過。", "by": people.actor("officer"), "at": at(5, 9)}
    assert check(number=row.number, tone="negative", **said).due_at == at(5, 12)


@pytest.mark.parametrize(
    ("tone", "stance", "refused"),
    [
        ("negative", "defend", True), ("negative", "explain", True), ("neutral", "correct", True),
        ("neutral", "defend", True), ("neutral", "explain", False),
    ],
)  # fmt: skip
def test_what_rebuts_or_corrects_needs_proof(people: People, tone: str, stance: str, refused: bool):
    row, officer = reported(people, tone=tone), people.actor("officer")
    said = Drafted(stance, "說明。")
    if not refused:
        assert draft(number=row.number, drafted=said, by=officer, at=NOON).state == State.DRAFTED
        return
    with pytest.raises(ProofIsMissing) as missing:
        draft(number=row.number, drafted=said, by=officer, at=NOON)
    assert missing.value.field == "files"
    proved = draft(number=row.number, drafted=said, proofs=[PAPER], by=officer, at=NOON)
    assert [one["name"] for one in proved.proofs] == ["剪報.pdf"]
    assert draft(number=row.number, drafted=said, by=officer, at=NOON).state == State.DRAFTED  # the proof is there


def test_a_chief_sends_back_or_approves_and_the_office_time_stands(people: People):
    row, chief = drafted(reported(people, at=at(5, 15)), people, at=at(5, 16)), people.actor("chief")
    with pytest.raises(NotAllowed):
        approve(number=row.number, by=people.actor("officer"), at=at(5, 16))
    assert send_back(number=row.number, reason="數字要有來源", by=chief, at=at(5, 16, 30)).state == State.OPEN
    with pytest.raises(NotNow):
        approve(number=row.number, by=chief, at=at(6, 9))
    drafted(row, people, at=at(6, 8))
    done = approve(number=row.number, by=chief, at=at(6, 9))
    assert (done.minutes, done.in_time, done.answered_on) == (180, True, date(2025, 3, 6))
    assert [step.step for step in item(chief, row.number).steps] == ["see", "draft", "return", "draft", "answer"]
    with pytest.raises(StanceIsMissing):
        drafted(reported(people), people, stance="shout")


def test_an_answer_after_its_limit_is_late_and_what_is_noted_counts_as_neither(people: People):
    late, chief = drafted(reported(people, at=at(5, 8)), people, at=at(5, 9)), people.actor("chief")
    assert tally(chief, AGENCY, at=at(5, 13))["late"] == 1
    assert approve(number=late.number, by=chief, at=at(5, 13)).in_time is False
    noted = reported(people, at=at(5, 8), tone="favourable")
    with pytest.raises(NotAllowed):
        file_away(number=noted.number, reason="只是報導活動", by=people.actor("officer"), at=NOON)
    assert file_away(number=noted.number, reason="只是報導活動", by=chief, at=NOON).in_time is None
    assert tally(chief, AGENCY, at=at(5, 13)) == {
        "open": 0, "late": 0, "mine": 0, "drafted": 0, "negative": 1, "closed": 2,
    }  # fmt: skip


def test_a_clarification_is_published_by_a_chief_alone_with_its_proof_and_taken_down(people: People):
    row, chief = reported(people), people.actor("chief")
    words = {"title": "等候時間", "said": "報載等兩小時。", "answer": "平均12分鐘。"}
    with pytest.raises(NotNow):
        publish(number=row.number, **words, by=chief, at=NOON)
    said = Drafted("correct", "平均12分鐘。")
    draft(number=row.number, drafted=said, proofs=[PAPER], by=people.actor("officer"), at=NOON)
    approve(number=row.number, by=chief, at=NOON)
    with pytest.raises(NotAllowed):
        publish(number=row.number, **words, by=people.actor("officer"), at=NOON)
    assert File.objects.get(subject=row.proof).audience == "staff"
    publish(number=row.number, **words, by=chief, at=NOON)
    assert File.objects.get(subject=row.proof).audience == "public"
    assert [one.published["title"] for one in clarifications(AGENCY)] == ["等候時間"]
    take_down(number=row.number, reason="數字要更正", by=chief, at=NOON + DAY)
    assert clarifications(AGENCY) == []
    assert File.objects.get(subject=row.proof).audience == "staff"
    assert Line.objects.filter(verb="documents.withhold", subject=row.proof).count() == 1


@pytest.mark.row("SYS-110")
def test_reports_answers_in_time_median_and_corrections_are_counted(people: People):
    chief = people.actor("chief")
    for hours, stance in ((9, "correct"), (10, "defend"), (14, "correct")):
        row = drafted(reported(people, at=at(5, 8)), people, at=at(5, 8), stance=stance)
        approve(number=row.number, by=chief, at=at(5, hours))
    reported(people, at=at(6, 8), tone="neutral")
    assert counted(people) == {
        "PR-01": "4則", "PR-02": "66.7%", "PR-03": "120分鐘", "PR-04": "2則",
    }  # fmt: skip


def test_what_is_counted_as_it_comes_is_what_is_counted_anew(people: People):
    """By chance, thirty steps of every kind; seeded, so that what fails fails again."""
    dice, chief, officer = random.Random(110), people.actor("chief"), people.actor("officer")
    for turn in range(30):
        moment = at(dice.randrange(3, 14), dice.randrange(8, 17))
        row = reported(people, at=moment, tone=dice.choice(("negative", "neutral", "favourable")))
        if dice.random() < 0.4:
            told = {"truth": "partly", "tone": dice.choice(("negative", "neutral")), "finding": "查過。"}
            check(number=row.number, **told, by=officer, at=moment)
        if dice.random() < 0.2:
            file_away(number=row.number, reason="存參", by=chief, at=moment)
        elif dice.random() < 0.8:
            drafted(row, people, at=moment, stance=dice.choice(("defend", "explain", "correct")))
            if dice.random() < 0.8:
                approve(number=row.number, by=chief, at=moment + timedelta(hours=dice.randrange(1, 40)))
        if turn == 15:
            refresh(at=NOON + 30 * DAY)
    refresh(at=NOON + 30 * DAY)
    mine = Cell.objects.filter(measure__startswith="press.")
    fields = ("measure", "unit_path", "day", "key", "bin", "n")
    kept = sorted(mine.values_list(*fields))
    rebuild(at=NOON + 30 * DAY)
    assert sorted(mine.values_list(*fields)) == kept
    assert len(kept) > 20


def test_the_published_one_stays_when_the_same_report_is_published_anew(people: People):
    row, chief = clarified(people), people.actor("chief")
    publish(number=row.number, title="等候時間再說明", said="報載。", answer="平均12分鐘。", by=chief, at=NOON + DAY)
    found = clarifications(AGENCY)[0]
    assert (found.published["title"], found.published_on) == ("等候時間再說明", date(2025, 3, 5))
