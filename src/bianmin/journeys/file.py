"""File: a plan, a score sheet or minutes goes to the agency above with its paper, which answers it 函送、備查、核備."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import override

from bianmin.foundation.accounts.queries import names
from bianmin.foundation.orgs.queries import agency_named, unit_names
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed
from bianmin.quality.evaluation.queries import agenda as of_agenda
from bianmin.quality.evaluation.queries import minutes as of_minutes
from bianmin.quality.evaluation.queries import visits as of_visits
from bianmin.quality.evaluation.queries.rounds import EntrantCard, RoundCard, round_card
from bianmin.quality.evaluation.vocab import AwardPack
from bianmin.quality.plans.actions import filings, moves
from bianmin.quality.plans.models import Filing
from bianmin.quality.plans.queries.filings import recipients
from bianmin.quality.plans.queries.paper import file_of, paper
from bianmin.quality.plans.queries.plans import plan, plan_key
from bianmin.quality.plans.vocab.filings import PLAN, Asks, Letter, Paper, What

ROUND: Final = "evaluation.round"
PAPER: Final = "zh-hant"
"""Official paper is written in Chinese, whatever language the page was read in."""


@act()
def file_plan(*, agency: str, code: str, to: str, asks: Asks, number: str, by: Actor, at: datetime) -> Filing:
    """File a published plan, or its amendment, with an agency above; the printed plan goes with it.

    Raises:
        NotFound, NotAllowed: the plan is not there for this actor, or not published. NotAbove: `field` is `to`.
    """
    if to not in recipients(by, agency):
        raise filings.NotAbove(field="to")
    before = plan(by, agency=agency, code=code)
    what = What.AMENDMENT if len(before.versions) > 1 else What.PLAN
    moves.file(agency=agency, code=code, to=agency_named(to).name, number=number, by=by, at=at)
    card = plan(by, agency=agency, code=code)
    with override(PAPER):
        printed = file_of(paper(card, agency=agency_named(agency).name, targets=[]), "pdf")
    letter = Letter(agency, to, what, asks, card.head.title, number, f"{PLAN}:{plan_key(card)}")
    return filings.send(letter=letter, papers=[Paper(f"{code}.pdf", printed)], by=by, at=at)


@act()
def file_round(*, key: int, to: str, number: str, by: Actor, at: datetime) -> Filing:
    """File the score sheet of a closed round and its minutes with an agency above 會議紀錄及評分表函送備查.

    Raises:
        NotFound: no such round for this actor. NotAllowed: it is not closed, or the actor files nothing.
    """
    card = round_card(by, key)
    if card.closed_on is None:
        raise NotAllowed
    agency = agency_named(card.agency).name
    with override(PAPER):
        sheet = of_minutes.score_sheet(card, agency=agency, people=names(card.judges))
    papers = [Paper(f"score-sheet-{card.id}.pdf", of_minutes.file_of(sheet, "pdf"))]
    papers += [_minutes_paper(one) for one in of_minutes.of_round(by, key)]
    letter = Letter(card.agency, to, What.SCORES, Asks.ACKNOWLEDGE, card.title, number, f"{ROUND}:{card.id}")
    return filings.send(letter=letter, papers=papers, by=by, at=at)


@act()
def file_minutes(*, key: int, to: str, number: str, by: Actor, at: datetime) -> Filing:
    """File minutes with an agency above.

    Raises:
        NotFound: none for this actor. NotAllowed: the actor files nothing for their agency.
    """
    card = of_minutes.minutes(by, key)
    letter = Letter(card.agency, to, What.MINUTES, Asks.ACKNOWLEDGE, card.title, number, card.subject)
    return filings.send(letter=letter, papers=[_minutes_paper(card)], by=by, at=at)


def minutes_paper(card: of_minutes.MinutesCard, kind: str) -> bytes:
    """Minutes as PDF or ODT."""
    visited = unit_names([card.over_path]).get(card.over_path, "") if card.over_path else ""
    employer = agency_named(card.over_agency).name if card.over_agency not in ("", card.agency) else ""
    with override(PAPER):
        document = of_minutes.paper(
            card, agency=agency_named(card.agency).name, visited=f"{employer} {visited}".strip()
        )
    return of_minutes.file_of(document, kind)


def programme(card: RoundCard, each: EntrantCard, pack: AwardPack, kind: str) -> bytes:
    """The programme of a visit on site as PDF or ODT."""
    with override(PAPER):
        return of_minutes.file_of(of_visits.paper(card, each, pack, agency=agency_named(card.agency).name), kind)


def agenda_paper(card: of_agenda.Agenda, owners: Mapping[str, str], agency: str, kind: str) -> bytes:
    """The agenda of the next meeting as PDF or ODT."""
    with override(PAPER):
        return of_minutes.file_of(of_agenda.paper(card, owners, agency=agency_named(agency).name), kind)


def _minutes_paper(card: of_minutes.MinutesCard) -> Paper:
    return Paper(f"minutes-{card.id}.pdf", minutes_paper(card, "pdf"))
