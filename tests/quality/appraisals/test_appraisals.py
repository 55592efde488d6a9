"""Appraisals of mailboxes: figures that agree with the rows, a sample drawn the same again, points that are common."""

import random
from datetime import date, timedelta
from fractions import Fraction
from statistics import mean, median

import pytest

from bianmin.delivery.opinions.actions.close import set_aside
from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.queries.figures import mailbox_figures
from bianmin.foundation.audit.models import Line
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.quality.appraisals import actions
from bianmin.quality.appraisals.actions import BegunBefore, IsApproved, NotJudgedYet, NotOverYet, ScoreIsWrong
from bianmin.quality.appraisals.models import Sample
from bianmin.quality.appraisals.queries.appraisals import appraisal, common_points, halves, last_half, to_appraise
from bianmin.quality.appraisals.vocab import Judged
from bianmin.quality.indicators.vocab.spans import span
from tests.factories.appraisals import AUTUMN, GOOD, HALF, answered, begun, judged, rated
from tests.factories.house import furnished
from tests.factories.opinions import received
from tests.people import AGENCY, NOON, RECORDS, People

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@pytest.fixture
def people(db: None) -> People:
    """The office with its packs: mailboxes and how they are appraised are among them."""
    return furnished()


@pytest.mark.row("SYS-103", "RUL-30", "IND-22")
def test_the_figures_of_a_half_year_are_those_of_its_mailbox_alone(people: People):
    rows = [answered(people, after=after, at=AUTUMN + turn * WEEK) for turn, after in enumerate((1, 1, 3, 4))]
    rated(rows[0], 5)
    rated(rows[1], 2, "slow")
    rated(rows[2], 1, "slow", after=4)
    rated(rows[3], 1, "beside", after=5)
    answered(people, mailbox="petition", kind="petition", at=AUTUMN)
    answered(people, at=NOON)
    aside = received(at=AUTUMN, mailbox="director", kind="suggestion")
    set_aside(number=aside.number, ground="not-ours", text="", by=people.actor("chief"), at=AUTUMN + DAY)
    found = mailbox_figures(AGENCY, "director", HALF.first, HALF.last)
    assert (found.received, found.answered, found.closed, found.in_time) == (5, 4, 5, 4)
    assert (found.mean, found.median) == (Fraction(8, 4), Fraction(3, 2))  # 17 September was a day off
    assert (found.rated, found.satisfied, found.unhappy) == (4, 1, 3)
    assert (found.levels, found.reasons) == ({5: 1, 2: 1, 1: 2}, {"slow": 2, "beside": 1})


def test_a_mailbox_without_letters_has_no_mean(people: People):
    found = mailbox_figures(AGENCY, "director", HALF.first, HALF.last)
    assert (found.received, found.mean, found.median, found.rated) == (0, None, None, 0)


def test_figures_agree_with_what_is_reckoned_from_the_rows(people: People):
    """By chance, forty letters; seeded, so that what fails fails again."""
    dice = random.Random(938)
    for _turn in range(40):
        at = AUTUMN + timedelta(days=7 * dice.randrange(0, 12))
        row = answered(people, after=dice.randrange(0, 5), at=at)
        if dice.random() < 0.5:
            rated(row, dice.randrange(1, 6), dice.choice(("slow", "beside", "other")), after=9)
    found = mailbox_figures(AGENCY, "director", HALF.first, HALF.last)
    rows = list(Opinion.objects.all())
    took = [row.days for row in rows]
    assert (found.received, found.answered) == (40, 40)
    assert found.mean == Fraction(mean(map(Fraction, took)))
    assert found.median == Fraction(median(map(Fraction, took)))
    assert found.rated == sum(row.rated is not None for row in rows)
    assert found.unhappy == sum(row.rated is not None and row.rated <= 2 for row in rows) == sum(found.reasons.values())
    assert found.in_time == sum(row.in_time for row in rows)


@pytest.mark.row("SYS-103")
def test_the_sample_is_drawn_by_lot_and_is_the_same_when_drawn_again(people: People):
    rows = [answered(people, at=AUTUMN + turn * DAY) for turn in range(25)]
    secret = answered(people, at=AUTUMN)
    Opinion.objects.filter(pk=secret.pk).update(confidential=True)
    first = [one.number for one in actions.drawn(AGENCY, "director", HALF, 10)]
    assert first == [one.number for one in actions.drawn(AGENCY, "director", HALF, 10)]
    assert (len(set(first)), first) == (10, sorted(first))
    assert set(first) <= {row.number for row in rows}
    assert first != [row.number for row in rows][:10]
    assert len(actions.drawn(AGENCY, "director", HALF, 99)) == 25
    assert [one.number for one in actions.drawn(AGENCY, "director", span("113"), 10)] != first


def test_every_answer_has_the_same_chance(people: People):
    """Drawn for 400 mailboxes: none of ten letters is drawn in less than 30 or more than 50 of a hundred."""
    for turn in range(10):
        answered(people, at=AUTUMN + turn * WEEK)
    counts: dict[str, int] = {}
    for turn in range(400):
        Opinion.objects.update(mailbox=f"box-{turn}")
        for one in actions.drawn(AGENCY, f"box-{turn}", HALF, 4):
            counts[one.number] = counts.get(one.number, 0) + 1
    assert (len(counts), sum(counts.values())) == (10, 1600)
    assert all(120 <= count <= 200 for count in counts.values()), counts


def test_a_half_year_is_appraised_once_when_it_is_over_by_who_keeps_figures(people: People):
    row = begun(people)
    assert (row.number, row.due_on) == ("113-H2-director", date(2025, 2, 3))  # a month later lies in the new year days
    with pytest.raises(BegunBefore):
        begun(people)
    research, again = people.actor("research"), {"agency": AGENCY, "mailbox": "box", "at": NOON}
    for running in ("114-H1", "114", "113-Q4"):
        with pytest.raises(NotOverYet):
            actions.begin(**again, half=span(running), by=research)
    with pytest.raises(NotFound):
        actions.begin(**{**again, "mailbox": "nobody"}, half=HALF, by=research)
    for name in ("officer", "auditor", "admin", "supervisor", "outsider"):
        with pytest.raises(NotAllowed):
            actions.begin(**again, half=HALF, by=people.actor(name))


def test_points_are_whole_and_within_their_criterion(people: People):
    answered(people)
    row = begun(people)
    with pytest.raises(ScoreIsWrong) as wrong:
        judged(row, 1, people, tone=26)
    assert (wrong.value.field, str(wrong.value)) == ("tone", "請給 0 到 25 的整數分數。")
    with pytest.raises(ScoreIsWrong):
        actions.judge(
            number=row.number, place=1, judged=Judged({"tone": 20}, (), ""), by=people.actor("research"), at=NOON
        )
    with pytest.raises(NotFound):
        judged(row, 2, people)
    assert Sample.objects.get().score is None
    judged(row, 1, people, "beside", "unknown", complete=0)
    one = Sample.objects.get()
    assert (one.score, one.points) == (70, ["beside"])
    assert Line.objects.get(verb="appraisals.judge").purpose == one.number


@pytest.mark.row("SYS-103")
def test_common_points_stand_with_their_units_the_most_common_first(people: People):
    rows = [answered(people, at=AUTUMN + turn * WEEK) for turn in range(3)]
    Opinion.objects.filter(pk=rows[2].pk).update(unit_path=RECORDS)
    row = begun(people)
    judged(row, 1, people, "formula", tone=10)
    judged(row, 2, people, "formula", "no-basis", basis=0)
    judged(row, 3, people, "no-basis", "formula", basis=5)
    card = appraisal(people.actor("officer"), row.number)
    told = [(one.point.name, one.count, one.of, one.units) for one in common_points(card)]
    assert told == [
        ("套用制式文字", 3, 3, ("戶籍資料組", "臺東縣卑南鄉戶政事務所")),
        ("沒有說明依據", 2, 3, ("戶籍資料組", "臺東縣卑南鄉戶政事務所")),
    ]


@pytest.mark.row("RUL-30")
def test_a_chief_approves_when_all_is_judged_and_its_figures_stay(people: People):
    answered(people)
    row, chief = begun(people), people.actor("chief")
    with pytest.raises(NotJudgedYet):
        actions.approve(number=row.number, by=chief, at=NOON)
    judged(row, 1, people)
    with pytest.raises(NotJudgedYet):
        actions.approve(number=row.number, by=chief, at=NOON)
    actions.conclude(number=row.number, text="四月辦答復寫作課。", by=people.actor("research"), at=NOON)
    with pytest.raises(NotAllowed):
        actions.approve(number=row.number, by=people.actor("research"), at=NOON)
    actions.approve(number=row.number, by=chief, at=NOON)
    before = appraisal(chief, row.number).figures
    Opinion.objects.all().delete()
    assert appraisal(chief, row.number).figures == before
    assert before.received == 1
    with pytest.raises(IsApproved):
        judged(row, 1, people)
    with pytest.raises(IsApproved):
        actions.conclude(number=row.number, text="x", by=chief, at=NOON)


@pytest.mark.row("RUL-30", "SYS-103")
def test_what_is_to_be_appraised_is_known_by_the_half_year_that_is_over(people: People):
    assert (last_half(date(2025, 6, 30)).text, last_half(date(2025, 7, 1)).text) == ("113-H2", "114-H1")
    assert [half.text for half in halves(date(2025, 3, 5), 3)] == ["113-H2", "113-H1", "112-H2"]
    assert to_appraise(AGENCY, NOON.date()) == []
    answered(people)
    due = to_appraise(AGENCY, date(2025, 1, 15))
    assert [(one.mailbox, one.half.text, one.due_on, one.overdue) for one in due] == [
        ("director", "113-H2", date(2025, 2, 3), False)
    ]
    assert [one.overdue for one in to_appraise(AGENCY, NOON.date())] == [True]
    row = begun(people)
    assert [one.number for one in to_appraise(AGENCY, NOON.date())] == [row.number]
    judged(row, 1, people, **GOOD)
    actions.conclude(number=row.number, text="繼續。", by=people.actor("research"), at=NOON)
    actions.approve(number=row.number, by=people.actor("chief"), at=NOON)
    assert to_appraise(AGENCY, NOON.date()) == []


def test_the_house_reads_it_and_nobody_else(people: People):
    row = begun(people)
    for name in ("officer", "elsewhere", "chief", "research", "auditor", "admin"):
        assert appraisal(people.actor(name), row.number).mailbox == "director"
    for name in ("outsider", "supervisor"):
        with pytest.raises(NotFound):
            appraisal(people.actor(name), row.number)
