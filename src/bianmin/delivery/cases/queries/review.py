"""Recommendations of first readers, as both readers see them."""

from datetime import date

from bianmin.delivery.cases.models import Case, Proposal
from bianmin.delivery.cases.vocab.condition import Wish
from bianmin.delivery.cases.vocab.review import ProposalCard


def proposal_card(proposal: Proposal) -> ProposalCard:
    """The card of a recommendation."""
    return ProposalCard(
        round=proposal.round,
        outcome=proposal.outcome,
        reasons=proposal.reasons,
        basis=proposal.basis,
        remedies=proposal.remedies,
        conditions=tuple(Wish(one["text"], date.fromisoformat(one["due_on"])) for one in proposal.conditions),
        proposed_by=proposal.proposed_by,
        proposed_at=proposal.proposed_at,
        answer=proposal.answer,
        answered_by=proposal.answered_by,
        answered_at=proposal.answered_at,
        remark=proposal.remark,
    )


def proposals(case: Case) -> tuple[ProposalCard, ...]:
    """All recommendations of a case, the newest first; none is looked for where one reader decides."""
    return tuple(map(proposal_card, case.proposals.order_by("-round"))) if case.second_reading else ()
