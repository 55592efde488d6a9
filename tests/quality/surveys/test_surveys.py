"""Surveys: designed before anybody is asked, answered by nobody who is known, reckoned of those who answered."""

import random
from contextlib import suppress
from datetime import timedelta

import pytest

from bianmin.foundation.audit.models import Line
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.models import Cell
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.surveys.actions.answering import (
    AnsweredAlready,
    NoSuchAnswer,
    NothingSaid,
    NotNow,
    answer,
    answer_as_colleague,
    bring,
)
from bianmin.quality.surveys.actions.design import (
    EndsBeforeItBegins,
    NobodyAnswered,
    NoSuchQuestionnaire,
    NotADraft,
    NotClosed,
    NotOpen,
    PartIsMissing,
    TitleIsMissing,
    close,
    conclude,
    design_anew,
    draft,
    publish,
)
from bianmin.quality.surveys.models import Answer, Response
from bianmin.quality.surveys.queries.paper import paper
from bianmin.quality.surveys.queries.results import chosen, results, words
from bianmin.quality.surveys.queries.surveys import public_survey, survey
from bianmin.quality.surveys.vocab import margin, percent
from tests.factories.house import furnished
from tests.factories.surveys import HAPPY, answered, begun, design
from tests.people import AGENCY, NOON, People

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db: None) -> People:
    """The office with its packs: the questionnaires are among them."""
    return furnished()


def test_the_sampling_error_is_that_of_the_documents():
    assert margin(2043) == "2.17"
    assert margin(1360) == "2.66"
    assert margin(400, 800) == "3.47"
    assert percent(58, 122) == "47.5"
    assert percent(1, 0) == ""


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        ({"title": " "}, TitleIsMissing, "title"),
        ({"questionnaire": "nothing"}, NoSuchQuestionnaire, "questionnaire"),
        ({"closes_on": NOON.date() - timedelta(days=60)}, EndsBeforeItBegins, "closes_on"),
        ({"purpose": ""}, PartIsMissing, "purpose"),
        ({"sampling": ""}, PartIsMissing, "sampling"),
        ({"population": ""}, PartIsMissing, "population"),
    ],
)
def test_a_design_without_a_part_is_not_kept(people: People, wrong: dict, refusal: type[Refused], field: str):
    with pytest.raises(refusal) as said:
        draft(agency=AGENCY, design=design(**wrong), by=people.actor("research"), at=NOON)
    assert said.value.field == field


def test_only_who_keeps_figures_designs_and_nothing_changes_once_it_is_asked(people: People):
    with pytest.raises(NotAllowed):
        draft(agency=AGENCY, design=design(), by=people.actor("officer"), at=NOON)
    row = begun(people.actor("research"))
    with pytest.raises(NotADraft):
        design_anew(number=row.number, design=design(title="別的"), by=people.actor("research"), at=NOON)
    for act in (conclude, publish):
        with pytest.raises(NotClosed):
            act(number=row.number, by=people.actor("research"), at=NOON, **({"text": "x"} if act is conclude else {}))


def test_shares_are_of_those_who_chose_a_level_and_who_did_not_know_stands_beside(people: People):
    row = begun(people.actor("research"))
    for level in ("5", "4", "4", "3", "1", "dk"):
        answered(row, overall=level)
    found = {one.question.code: one for one in results(survey(people.actor("research"), row.number))}
    overall = found["overall"]
    assert [(level.count, level.percent) for level in overall.levels] == [
        (1, "20.0"), (2, "40.0"), (1, "20.0"), (0, "0.0"), (1, "20.0"),
    ]  # fmt: skip
    assert (overall.n, overall.dont_know, overall.good, overall.bad) == (5, 1, "60.0", "20.0")
    picked = chosen(survey(people.actor("research"), row.number))[0]
    assert (picked.n, [level.count for level in picked.levels]) == (6, [6, 0, 0, 0])


def test_a_form_sent_twice_counts_once_and_nothing_tells_who_answered(people: People):
    row = begun(people.actor("research"))
    for _turn in range(2):
        answer(agency=AGENCY, number=row.number, said=HAPPY, key="the-same-key-twice", by=PUBLIC, at=NOON)
    assert (Response.objects.count(), Answer.objects.count()) == (1, 5)
    lines = Line.objects.filter(verb="surveys.answer")
    assert {line.actor for line in lines} == {"public"}


@pytest.mark.parametrize(
    ("said", "refusal"),
    [({"overall": "6"}, NoSuchAnswer), ({"overall": "好"}, NoSuchAnswer), ({"channel": "pigeon"}, NoSuchAnswer),
     ({}, NothingSaid)],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_and_nothing_is_kept(people: People, said: dict, refusal: type[Refused]):
    row = begun(people.actor("research"))
    with pytest.raises(refusal):
        answer(agency=AGENCY, number=row.number, said=said, key="a-key-of-sixteen-signs", by=PUBLIC, at=NOON)
    assert Response.objects.count() == 0


def test_it_is_asked_on_its_days_alone_and_never_after_it_was_closed(people: People):
    by = people.actor("research")
    row = begun(by)
    with pytest.raises(NotNow):
        answered(row, at=NOON + timedelta(days=40))
    close(number=row.number, contacted=10, by=by, at=NOON)
    with pytest.raises(NotOpen):
        answered(row)
    with pytest.raises(NobodyAnswered):
        publish(number=row.number, by=by, at=NOON)


@pytest.mark.row("IN-44", "RO-38")
def test_a_colleague_answers_once_and_nobody_learns_what(people: People):
    row = begun(people.actor("research"), questionnaire="staff", way="staff")
    said = {"work": "2", "identify": "5", "cooperate": "3", "wish": "多一台印表機"}
    answer_as_colleague(number=row.number, said=said, by=people.actor("officer"), at=NOON)
    with pytest.raises(AnsweredAlready):
        answer_as_colleague(number=row.number, said=said, by=people.actor("officer"), at=NOON)
    answer_as_colleague(number=row.number, said={**said, "work": "4"}, by=people.actor("auditor"), at=NOON)
    with pytest.raises((NotAllowed, NotFound)):
        answer_as_colleague(number=row.number, said=said, by=people.actor("outsider"), at=NOON)
    assert {line.actor for line in Line.objects.filter(verb="surveys.answer")} == {"public"}
    assert "officer" not in str(list(Response.objects.values()))
    refresh(at=NOON)
    found = {one.code: one for one in values(people.actor("research"), agency=AGENCY, span=span("114"))}
    assert (found["IN-44"].n, found["IN-44"].d) == (1, 2)


def test_a_table_is_taken_whole_or_not_at_all(people: People):
    by = people.actor("research")
    row = begun(by, questionnaire="telephone", way="phone", drawn=True, population_size=72_100)
    head = ["environment", "courtesy"]
    wrong = bring(number=row.number, rows=[head, ["4", "3"], ["9", "1"]], by=by, at=NOON)
    assert (wrong.taken, [fault[:2] for fault in wrong.faults]) == (0, [(3, "服務站內的環境和設備")])
    assert Response.objects.count() == 0
    unknown = bring(number=row.number, rows=[["age"], ["4"]], by=by, at=NOON)
    assert unknown.faults[0][1] == "age"
    assert bring(number=row.number, rows=[head], by=by, at=NOON).faults[0][0] == 1
    taken = bring(number=row.number, rows=[head, *[["4", "1"]] * 3, ["1", "dk"], ["2", "3"]], by=by, at=NOON)
    assert taken.taken == 5
    close(number=row.number, contacted=20, by=by, at=NOON)
    card = survey(by, row.number)
    assert (card.n, card.response_rate, card.margin) == (5, "25.0", "43.82")
    assert [(one.good, one.bad, one.n, one.dont_know) for one in results(card)[:2]] == [
        ("60.0", "40.0", 5, 0), ("25.0", "75.0", 4, 1),
    ]  # fmt: skip


@pytest.mark.row("IN-43", "IN-93", "STR-27")
def test_the_paper_has_its_five_parts_and_the_change_since_the_last_time(people: People):
    by = people.actor("research")
    first = begun(by, opens_on=NOON.date() - timedelta(days=100))
    answered(first, environment="1")
    close(number=first.number, contacted=0, by=by, at=NOON)
    second = begun(by)
    answered(second)
    answered(second, environment="1")
    answered(second, environment="4")
    close(number=second.number, contacted=0, by=by, at=NOON)
    conclude(number=second.number, text="更換等候區座椅。", by=by, at=NOON)
    card = survey(by, second.number)
    environment = results(card)[0]
    assert (environment.before, environment.good, environment.change) == ("0.0", "66.7", "+66.7")
    tree = paper(card, "卑南鄉戶政事務所")
    assert [block.text for block in tree.blocks if type(block).__name__ == "Heading"] == [
        "調查設計", "抽樣設計", "調查結果", "趨勢分析", "檢討改善",
    ]  # fmt: skip
    assert "不是機率樣本" in str(tree)
    assert "更換等候區座椅。" in str(tree)


def test_words_are_kept_for_who_keeps_the_figures_and_a_draft_is_nobodys(people: People):
    row = begun(people.actor("research"))
    answered(row, wish="希望有飲水機")
    assert [texts for _question, texts in words(survey(people.actor("research"), row.number))] == [["希望有飲水機"]]
    hidden = draft(agency=AGENCY, design=design(), by=people.actor("research"), at=NOON)
    with pytest.raises(NotFound):
        public_survey(AGENCY, hidden.number, NOON.date())


def cells() -> list[tuple[object, ...]]:
    return sorted(Cell.objects.values_list("agency", "measure", "unit_path", "day", "key", "bin", "n"))


def test_counted_as_it_comes_and_counted_anew_give_the_same(people: People):
    chance, by = random.Random(20260401), people.actor("research")
    rows = [begun(by), begun(by)]
    for number in range(1, 121):
        said = {one: chance.choice(["1", "2", "3", "4", "5", "dk"]) for one in ("environment", "courtesy", "overall")}
        with suppress(Refused):
            answered(chance.choice(rows), at=NOON + timedelta(days=chance.randrange(-4, 20)), **said)
        if number % 9 == 0:
            refresh(at=NOON)
    refresh(at=NOON)
    so_far = cells()
    rebuild(at=NOON)
    assert cells() == so_far
    found = {one.code: one for one in values(by, agency=AGENCY, span=span("114"))}
    valid = Answer.objects.filter(aspect="environment", level__isnull=False)
    assert (found["IN-39"].n, found["IN-39"].d) == (valid.filter(satisfied=True).count(), valid.count())
    assert valid.count() > 80
