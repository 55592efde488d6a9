"""Keep the files of an application or a supplement, each as a paper of the case."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bianmin.delivery.cases.models import Case, CasePaper
from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.vocab import Audience
from bianmin.foundation.forms.vocab import Kept
from bianmin.kernel.actor import Actor


def keep_uploads(case: Case, uploads: Mapping[str, Sequence[Kept]], *, by: Actor, at: datetime) -> None:
    """Store the files; one whose box has a paper's code is that paper, others become papers of their own."""
    for box, files in uploads.items():
        for kept in files:
            stored = store(
                data=kept.data,
                name=kept.name,
                subject=case.subject,
                agency=case.agency,
                unit_path=case.unit_path,
                audience=Audience.HOLDER,
                by=by,
                at=at,
            )
            _as_paper(case, box, kept.name, str(stored.pk))


def _as_paper(case: Case, box: str, name: str, file: str) -> None:
    codes = (box, box.replace("_", "-"))
    papers = CasePaper.objects.filter(agency=case.agency, case=case, code__in=codes, file="")
    waiting = papers.order_by("id").first()
    if waiting is None:
        CasePaper.objects.create(
            agency=case.agency, case=case, code=box, name=name, required=False, state="shown", file=file
        )
        return
    waiting.state, waiting.file = "shown", file
    waiting.save(update_fields=["state", "file"])


def show_papers(case: Case, codes: Sequence[str]) -> None:
    """Note papers that were shown at the counter."""
    CasePaper.objects.filter(agency=case.agency, case=case, code__in=codes).update(state="shown")
