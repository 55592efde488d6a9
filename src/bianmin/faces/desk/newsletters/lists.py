"""The newsletters of the agency with their subscribers, what is to be done, and their issues."""

from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from bianmin.delivery.newsletters.queries.issues import late, listed, to_plan
from bianmin.delivery.newsletters.queries.policy import rules_of
from bianmin.delivery.newsletters.queries.subscribers import totals, trial_readers
from bianmin.delivery.newsletters.rules import may_make
from bianmin.delivery.newsletters.vocab.cards import IssueCard
from bianmin.delivery.newsletters.vocab.rules import Paper
from bianmin.faces.desk.common import language, say, show
from bianmin.faces.ui.doors import CASES, OFFICER, Request, door
from bianmin.faces.ui.now import today
from bianmin.kernel.actor import Actor
from bianmin.quality.surveys.queries.surveys import asked_with

YEAR = 12


def surveys_due(actor: Actor, on: date) -> list[tuple[Paper, int, int]]:
    """The newsletters the actor makes whose readers were asked too rarely this year: how often, and how often due.

    Three a year are due one every four months, the first by the end of April.
    """
    rules = rules_of(actor.agency)
    found = []
    for paper in rules.papers if rules else ():
        due = on.month * paper.surveys // YEAR
        if due and may_make(actor, actor.agency, paper.unit):
            made = asked_with(actor.agency, paper.questionnaire, on.year, on)
            if made < due:
                found.append((paper, made, due))
    return found


def line_of(card: IssueCard, on: date) -> dict[str, Any]:
    """An issue in words: where it is, and whether something is late."""
    step = card.next_step
    where = pgettext("newsletter", "Issued") if card.issued_on else step.stage.name if step else ""
    return {"issue": card, "title": card.title(language()), "where": where, "step": step, "late": card.late(on)}


@door(CASES)
@require_safe
def listing(request: Request) -> HttpResponseBase:
    """Each newsletter with its subscribers and its next issue; below, all issues."""
    actor, on = request.actor, today()
    rules = rules_of(actor.agency)
    counted = totals(actor.agency)
    papers = [
        {
            "paper": paper, "subscribers": counted.get(paper.code, 0), "next": paper.next_after(on),
            "trial": trial_readers(actor.agency, paper.code) if paper.trial_readers else 0,
            "may": may_make(actor, actor.agency, paper.unit),
        }
        for paper in (rules.papers if rules else ())
    ]  # fmt: skip
    return show(
        request, "newsletters/list", rules=rules, papers=papers, to_plan=to_plan(actor, actor.agency, on),
        surveys=surveys_due(actor, on), late=late(actor, actor.agency, on), say=say(request),
        lines=[line_of(card, on) for card in listed(actor, actor.agency)] if rules else [],
        serves=OFFICER.opens(actor), mailed=any(one.mailed for one in rules.papers) if rules else False,
    )  # fmt: skip
