"""The levels of review of a case: who read it at which, what was said, where it lies, what is still ahead."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.queries.card import CaseCard
from bianmin.delivery.cases.vocab import OPEN, EventKind, Outcome
from bianmin.delivery.cases.vocab.review import Answer, ProposalCard
from bianmin.foundation.accounts.queries import names

ROLES: Final = {"officer": _("Officer"), "chief": _("Chief")}


def _run(card: CaseCard) -> list[ProposalCard]:
    """The recommendations since the case was last sent back, level by level."""
    run: list[ProposalCard] = []
    for one in reversed(card.proposals):
        run = [] if one.answer == Answer.SENT_BACK else [*run, one]
    return run


def _said(card: CaseCard, at: int, run: list[ProposalCard]) -> dict[str, Any]:
    """What was done at one level: recommended, decided, or nothing as yet."""
    if at < card.level and at < len(run):
        one = run[at]
        outcome = Outcome(one.outcome).label
        return {"words": _("Recommended"), "outcome": outcome, "who": one.proposed_by, "at": one.proposed_at}
    if at != card.level:
        words = _("Not reached yet") if card.state in OPEN else _("Not needed")
        return {"words": words, "ahead": True}
    decided = next((event for event in reversed(card.events) if event.kind == EventKind.DECIDED), None)
    if card.decision and decided:
        outcome = Outcome(card.decision.outcome).label
        return {"words": _("Decided here"), "outcome": outcome, "who": decided.actor, "at": decided.at}
    return {"words": _("It lies here now"), "now": card.state in OPEN}


def levels(card: CaseCard) -> list[dict[str, Any]]:
    """The levels of a case's service in order; none where the service names none."""
    run = _run(card)
    found = [
        {"level": level, "role": ROLES[level.by], **_said(card, at, run)}
        for at, level in enumerate(card.service.offer.levels)
    ]
    people = names(str(one["who"]) for one in found if one.get("who"))
    return [{**one, "who": people.get(str(one.get("who", "")), "")} for one in found]
