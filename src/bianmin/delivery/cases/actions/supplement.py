"""Ask for papers, all at once, and receive them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.dues import after_supplement, stop
from bianmin.delivery.cases.actions.files import keep_uploads, show_papers
from bianmin.delivery.cases.actions.steps import act_on, change, happened
from bianmin.delivery.cases.models import Case, Supplement
from bianmin.delivery.cases.queries.dues import answer_by, service_of
from bianmin.delivery.cases.queries.track import supplement_card
from bianmin.delivery.cases.rules import for_applicant, is_chief
from bianmin.delivery.cases.vocab import Defect, EventKind, State, SupplementCard, Verb
from bianmin.delivery.cases.vocab.mandate import Deed
from bianmin.delivery.catalog.vocab import Service, SupplementClock
from bianmin.foundation.forms.vocab import Kept
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day

LONGEST = 180
MOST_DEFECTS = 40
DEFECT_MAX = 500


class NoDefects(Refused):
    """A notice that asks for nothing."""

    message = _("Write everything that is missing or wrong, all at once, in at most {most} characters each.")


class DaysAreOutside(Refused):
    """The time to answer is too short or too long."""

    message = _("Give the applicant between 1 and {most} days.")


class ReasonForAnother(Refused):
    """Everything is asked for at once; another notice says why it was not."""

    message = _("Everything is asked for at once. Write why a second notice is needed after all.")


class ChiefConsents(Refused):
    """The service lets only a chief send another notice."""

    message = _("A second notice needs a chief's consent here. Ask the chief to send it from this page.")


class PaperIsLookedUp(Refused):
    """A paper that the office looks up, of which no look-up has failed."""

    message = _("“{paper}” is looked up by the office and not asked for. Look it up first; ask only if that fails.")


class NothingHandedIn(Refused):
    """A supplement without anything in it."""

    message = _("Add the files or answers you were asked for.")


def _checked(defects: Sequence[Defect]) -> list[dict[str, str]]:
    kept = [Defect(defect.text.strip(), defect.paper) for defect in defects if defect.text.strip()]
    if not kept or len(kept) > MOST_DEFECTS or any(len(defect.text) > DEFECT_MAX for defect in kept):
        raise NoDefects(field="defects", most=DEFECT_MAX)
    return [asdict(defect) for defect in kept]


def _check_again(case: Case, offer: Service, why_again: str, by: Actor) -> None:
    if not case.supplement_rounds:
        return
    if not why_again.strip():
        raise ReasonForAnother(field="why_again")
    if offer.second_notice == "chief" and not is_chief(by, case):
        raise ChiefConsents


def _check_lookups(case: Case, defects: Sequence[Mapping[str, str]]) -> None:
    """What the office looks up itself is not asked for, unless that failed 免附謄本."""
    codes = [defect["paper"] for defect in defects if defect["paper"]]
    ours = case.papers.filter(lookup=True, code__in=codes).exclude(state="not_found").first()
    if ours is not None:
        raise PaperIsLookedUp(field="paper", paper=ours.name)


@act()
def request_supplement(
    *,
    number: str,
    defects: Sequence[Defect],
    by: Actor,
    at: datetime,
    days: int = 0,
    basis: str = "",
    otherwise: str = "",
    why_again: str = "",
) -> SupplementCard:
    """Ask for everything that is missing at once 一次告知; the clock follows the service's policy.

    `days` to answer are the service's by default, `basis` its legal basis; `otherwise` is what happens if nothing
    comes (empty: it is decided on the papers at hand). A second notice says `why_again`, and a chief sends it where the
    service says so.

    Raises:
        NoDefects, DaysAreOutside, ReasonForAnother, ChiefConsents, PaperIsLookedUp: nothing changed.
    """
    case = act_on(number, Verb.REQUEST_SUPPLEMENT, by=by)
    offer, day, listed = service_of(case).offer, local_day(at), _checked(defects)
    if not 0 <= days <= LONGEST:
        raise DaysAreOutside(field="days", most=LONGEST)
    _check_again(case, offer, why_again, by)
    _check_lookups(case, listed)
    asked = Supplement(
        agency=case.agency,
        case=case,
        round=case.supplement_rounds + 1,
        defects=listed,
        basis=basis.strip() or "；".join(offer.legal_basis),
        otherwise=otherwise.strip(),
        why_again=why_again.strip(),
        asked_on=day,
        due_on=answer_by(case.agency, day, days or offer.supplement_days),
    )
    runs = offer.supplement_clock is SupplementClock.RUN
    values = {} if runs else stop(case, reason="supplement", by=by, at=at)
    change(
        case,
        "request_supplement",
        by=by,
        at=at,
        state=State.SUPPLEMENT.value,
        supplement_rounds=asked.round,
        officer=case.officer or by.key,
        **values,
    )
    asked.save(force_insert=True)
    happened(case, EventKind.SUPPLEMENT_ASKED, by=by, at=at, due_on=asked.due_on)
    return supplement_card(asked)


def _waiting(case: Case) -> Supplement:
    return Supplement.objects.filter(agency=case.agency, case=case).order_by("-round")[:1].get()


@act()
def supplement(
    *,
    number: str,
    by: Actor,
    at: datetime,
    answers: Mapping[str, Any] | None = None,
    uploads: Mapping[str, Sequence[Kept]] | None = None,
    shown: Sequence[str] = (),
) -> None:
    """Hand in what was asked for 補件: the citizen who holds the case, or an officer for papers at the counter.

    `uploads` are files by the code of the paper they are; `shown` the codes of papers shown at the counter.

    Raises:
        NothingHandedIn: a citizen sent nothing.
    """
    case = act_on(number, Verb.SUPPLEMENT, by=by)
    by = for_applicant(by, Deed.SUPPLEMENT, case)
    if not (answers or uploads or by.staff):
        raise NothingHandedIn
    values = after_supplement(case, by=by, at=at)
    change(case, "supplement", by=by, at=at, state=State.REVIEW.value, **values)
    asked = _waiting(case)
    asked.answered_on, asked.answers = local_day(at), dict(answers or {})
    asked.save(update_fields=["answered_on", "answers"])
    keep_uploads(case, uploads or {}, by=by, at=at)
    if by.staff:
        show_papers(case, shown)
    happened(case, EventKind.SUPPLEMENT_GIVEN, by=by, at=at)
