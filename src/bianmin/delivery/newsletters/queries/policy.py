"""The newsletters by the pack of their agency."""

from bianmin.delivery.newsletters.models import Policy
from bianmin.delivery.newsletters.vocab.rules import NewsletterRules, Paper
from bianmin.foundation.packs.queries.held import held
from bianmin.kernel.errors import NotFound


def rules_of(agency: str) -> NewsletterRules | None:
    """The pack that holds for an agency; None where none is loaded: then there are no newsletters."""
    return held(Policy, NewsletterRules, agency)


def mailed(agency: str) -> str:
    """The code of the first newsletter that an agency sends by e-mail; empty where it sends none."""
    rules = rules_of(agency)
    return next((one.code for one in rules.papers if one.mailed), "") if rules else ""


def paper_of(agency: str, code: str) -> tuple[NewsletterRules, Paper]:
    """The rules, and one newsletter of them.

    Raises:
        NotFound: the agency has none with this code.
    """
    rules = rules_of(agency)
    paper = rules.paper(code) if rules else None
    if rules is None or paper is None:
        raise NotFound
    return rules, paper
