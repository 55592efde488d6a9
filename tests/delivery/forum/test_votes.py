"""Votes: one for each browser or account, never changed, and nobody can tell who voted for what."""

import random
from datetime import timedelta

import pytest
from django.db.models import ForeignKey

from bianmin.delivery.forum.actions.design import VotedAlready, close, design_anew
from bianmin.delivery.forum.actions.vote import (
    NoBrowser,
    NothingChosen,
    NotNow,
    VotedBefore,
    vote,
    vote_as_colleague,
)
from bianmin.delivery.forum.models import Ballot, Count, Theme
from bianmin.delivery.forum.queries.themes import public_theme, running
from bianmin.delivery.forum.queries.votes import asked_of, asked_theme, has_voted, results, voted
from bianmin.foundation.audit.models import Line
from bianmin.kernel.errors import NotFound, Refused
from tests.factories.forum import BEST, FORMS, design, opened
from tests.factories.house import furnished
from tests.people import AGENCY, COUNTER, NOON, People

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db: None) -> People:
    """The office with its packs."""
    return furnished()


def cast(theme: Theme, *chosen: str, browser: str, at: object = NOON) -> None:
    vote(agency=AGENCY, number=theme.number, chosen=chosen, browser=browser, at=at)


def shown(theme: Theme) -> dict[str, tuple[int, str]]:
    card = public_theme(AGENCY, theme.number)
    return {one.choice.name: (one.votes, one.share) for one in results(card, voted(card))}


def test_each_browser_has_one_vote_and_none_is_changed(people: People):
    theme = opened(people, **FORMS)
    cast(theme, "1", browser="a")
    cast(theme, "3", browser="b")
    cast(theme, "3", browser="c")
    with pytest.raises(VotedBefore):
        cast(theme, "2", browser="a")
    assert shown(theme) == {"大字版": (1, "33.3"), "一頁版": (0, "0.0"), "圖解版": (2, "66.7")}
    card = public_theme(AGENCY, theme.number)
    assert (has_voted(card, "a"), has_voted(card, "d"), has_voted(card, "")) == (True, False, False)


@pytest.mark.parametrize(
    ("chosen", "browser", "refusal"),
    [((), "a", NothingChosen), (("1", "2"), "a", NothingChosen), (("9",), "a", NothingChosen), (("1",), "", NoBrowser)],
)
def test_what_is_no_vote_is_not_counted(people: People, chosen: tuple[str, ...], browser: str, refusal: type[Refused]):
    theme = opened(people, **FORMS)
    with pytest.raises(refusal):
        cast(theme, *chosen, browser=browser)
    assert (Ballot.objects.count(), Count.objects.count()) == (0, 0)


def test_several_may_be_chosen_where_the_theme_says_so_and_shares_are_of_those_who_voted(people: People):
    theme = opened(people, **FORMS, several=True)
    cast(theme, "1", "2", browser="a")
    cast(theme, "2", "2", browser="b")
    assert shown(theme) == {"大字版": (1, "50.0"), "一頁版": (2, "100.0"), "圖解版": (0, "0.0")}


def test_nobody_votes_outside_of_its_days_or_once_it_is_closed(people: People):
    theme = opened(people, **FORMS)
    for days in (-10, 40):
        with pytest.raises(NotNow):
            cast(theme, "1", browser="a", at=NOON + timedelta(days=days))
    close(number=theme.number, by=people.actor("chief"), at=NOON)
    with pytest.raises(NotNow):
        cast(theme, "1", browser="a")


def test_results_are_read_at_the_end_or_all_the_time_as_the_theme_says(people: People):
    late, early = opened(people, **FORMS), opened(people, **FORMS, early=True)
    on, after = NOON.date(), NOON.date() + timedelta(days=40)
    cards = [public_theme(AGENCY, one.number) for one in (late, early)]
    assert [(card.shows_results(on), card.shows_results(after)) for card in cards] == [(False, True), (True, True)]


def test_a_question_that_was_voted_on_stays_and_everything_else_may_be_mended(people: People):
    theme, chief = opened(people, **FORMS), people.actor("chief")
    design_anew(number=theme.number, design=design(**{**FORMS, "question": "哪一種？"}), by=chief, at=NOON)
    cast(theme, "1", browser="a")
    for changed in ({"question": "改題目"}, {"options": ("甲", "乙")}, {"voters": "house"}, {"several": True}):
        with pytest.raises(VotedAlready):
            design_anew(
                number=theme.number, design=design(**{**FORMS, "question": "哪一種？", **changed}), by=chief, at=NOON
            )
    mended = design(**{**FORMS, "question": "哪一種？"}, title="請選申請書")
    assert design_anew(number=theme.number, design=mended, by=chief, at=NOON).title == "請選申請書"


@pytest.mark.row("RUL-27")
def test_colleagues_vote_once_each_without_a_name_and_the_website_shows_nothing_of_it(people: People):
    theme = opened(people, **BEST)
    assert running(AGENCY, NOON.date()) == []
    with pytest.raises(NotFound):
        public_theme(AGENCY, theme.number)
    for who in ("officer", "elsewhere", "research"):
        vote_as_colleague(number=theme.number, chosen=["1"], by=people.actor(who), at=NOON)
    with pytest.raises(VotedBefore):
        vote_as_colleague(number=theme.number, chosen=["2"], by=people.actor("officer"), at=NOON)
    with pytest.raises(NotFound):
        vote_as_colleague(number=theme.number, chosen=["1"], by=people.actor("outsider"), at=NOON)
    with pytest.raises(NotFound):
        cast(theme, "1", browser="a")
    card = asked_theme(people.actor("officer"), theme.number)
    assert [(one.votes, one.share, one.most) for one in results(card, voted(card))] == [
        (3, "100.0", True), (0, "0.0", False),
    ]  # fmt: skip
    assert not card.shows_results(NOON.date())


def test_a_vote_of_a_unit_asks_its_colleagues_alone(people: People):
    theme = opened(people, **{**BEST, "voters": "unit"})
    asked = {who: [one.number for one in asked_of(people.actor(who), NOON.date())]
             for who in ("officer", "elsewhere", "chief", "outsider")}  # fmt: skip
    assert asked == {"officer": [theme.number], "elsewhere": [], "chief": [], "outsider": []}
    with pytest.raises(NotFound):
        vote_as_colleague(number=theme.number, chosen=["1"], by=people.actor("elsewhere"), at=NOON)


def test_neither_rows_nor_journal_join_a_voter_to_a_vote(people: People):
    theme = opened(people, **BEST)
    voters = [people.actor(who) for who in ("officer", "elsewhere", "chief", "research")]
    for turn, by in enumerate(voters):
        vote_as_colleague(number=theme.number, chosen=[str(1 + turn % 2)], by=by, at=NOON + timedelta(minutes=turn))
    linked = {field.name for field in Count._meta.fields if isinstance(field, ForeignKey)}
    assert ({field.name for field in Count._meta.fields}, linked) == (
        {"id", "agency", "theme", "option", "votes"}, {"theme"}
    )  # fmt: skip
    assert not {field.name for field in Ballot._meta.fields} & {"option", "chosen", "at", "by"}
    assert [(one.option, one.votes) for one in Count.objects.order_by("pk")] == [("1", 2), ("2", 2)]
    lines = Line.objects.filter(verb="forum.vote")
    assert {(line.actor, line.subject, tuple(line.fields)) for line in lines} == {("public", theme.subject, ())}
    assert not {one.key for one in Ballot.objects.all()} & {by.key for by in voters}


@pytest.mark.parametrize("seed", range(5))
def test_counts_are_what_was_chosen_and_voters_are_those_who_voted(people: People, seed: int):
    chance, theme = random.Random(seed), opened(people, **FORMS, several=True)
    chosen: dict[str, set[str]] = {}
    for _turn in range(30):
        browser = str(chance.randrange(15))
        wish = set(chance.sample(("1", "2", "3"), chance.randrange(1, 4)))
        try:
            cast(theme, *wish, browser=browser)
        except VotedBefore:
            assert browser in chosen
        else:
            assert browser not in chosen
            chosen[browser] = wish
    card = public_theme(AGENCY, theme.number)
    assert voted(card) == len(chosen)
    assert [one.votes for one in results(card, voted(card))] == [
        sum(code in wish for wish in chosen.values()) for code in ("1", "2", "3")
    ]


def test_the_unit_of_a_vote_is_where_it_is_counted(people: People):
    theme = opened(people, **FORMS)
    cast(theme, "1", browser="a")
    assert [(one.unit_path, one.number, one.on) for one in Ballot.objects.all()] == [
        (COUNTER, theme.number, NOON.date())
    ]
