"""Look papers up instead of asking for them 免附謄本: what was found where and when, counted as papers saved."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.steps import act_on, change, happened
from bianmin.delivery.cases.models import CasePaper
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.vocab import EventKind, Verb
from bianmin.foundation.audit.actions import record
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rows import find_every, update

SOURCE_MAX = 200


class PaperIsUnknown(Refused):
    """None of the papers that the office looks up."""

    message = _("Choose the paper that was looked up.")


class SourceIsMissing(Refused):
    """Nobody could check a look-up without its source."""

    message = _("Write where it was looked up, for example the name of the system.")


@act()
def look_up(*, number: str, paper: str, found: bool, by: Actor, at: datetime, source: str = "") -> None:
    """Record that a paper was looked up 查驗, or could not be; one that failed may be asked of the applicant.

    One that the service lets be used again 得免再附 counts too: `source` then says where it lies, as a former case.

    `source` is the system or agency; the service's own word for it by default. Each look-up is a reading of personal
    data and journaled with the case as its purpose.

    Raises:
        PaperIsUnknown, SourceIsMissing: nothing changed.
    """
    case = act_on(number, Verb.LOOK_UP, by=by)
    again = [one.code for one in service_of(case).offer.papers if one.reusable]
    papers = find_every(CasePaper, agency=case.agency, case=case.pk, code=paper)
    row = next((one for one in papers if one.lookup or paper in again), None)
    if row is None:
        raise PaperIsUnknown(field="paper")
    where = source.strip()[:SOURCE_MAX] or row.source
    if not where:
        raise SourceIsMissing(field="source")
    said = {"source": where, "looked_up_at": at, "looked_up_by": by.key}
    update(CasePaper, {"id": row.pk}, {"state": "looked_up" if found else "not_found", **said})
    saved = len(find_every(CasePaper, agency=case.agency, case=case.pk, state="looked_up"))
    change(case, "look_up", by=by, at=at, papers_saved=saved)
    subject = f"persons.person:{case.applicant_id}"
    record(verb="persons.look_up", subject=subject, agency=case.agency, by=by, at=at, purpose=case.number)
    happened(case, EventKind.LOOKED_UP if found else EventKind.NOT_FOUND, by=by, at=at, paper=row.name)
