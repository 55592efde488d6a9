"""What a decision, or a recommendation of one, says: outcome, reasons, legal basis, remedies."""

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.vocab import Outcome
from bianmin.kernel.errors import Refused


class OutcomeIsUnknown(Refused):
    """No outcome was chosen."""

    message = _("Choose how the case is decided.")


class ReasonsAreMissing(Refused):
    """A decision that does not grant everything gives its reasons (行政程序法 §96)."""

    message = _("Write the reasons: what does not grant everything must give them.")


class BasisIsMissing(Refused):
    """A decision that does not grant everything names its legal basis (行政程序法 §96)."""

    message = _("Name the legal basis of the decision.")


class RemediesAreMissing(Refused):
    """A decision that does not grant everything says how to contest it (行政程序法 §96)."""

    message = _("Write how, until when and where the decision can be contested.")


def words_of(case: Case, outcome: str, reasons: str, basis: str, remedies: str) -> dict[str, str]:
    """What a decision says; what is missing is the service's own."""
    if outcome not in Outcome.values:
        raise OutcomeIsUnknown(field="outcome")
    offer = service_of(case).offer
    found = {
        "reasons": reasons.strip(),
        "basis": basis.strip() or "；".join(offer.legal_basis),
        "remedies": remedies.strip() or offer.remedies,
    }
    if outcome == Outcome.GRANTED:
        return found
    for name, refusal in (("reasons", ReasonsAreMissing), ("basis", BasisIsMissing), ("remedies", RemediesAreMissing)):
        if not found[name]:
            raise refusal(field=name)
    return found
