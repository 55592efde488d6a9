"""Keep the files of an application or a supplement, each as a paper of the case."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bianmin.delivery.cases.models import Case, CasePaper
from bianmin.foundation.documents.actions import adopt, store, waiting_upload
from bianmin.foundation.documents.models import File
from bianmin.foundation.documents.vocab import Audience
from bianmin.foundation.forms.vocab import Kept
from bianmin.kernel.act import ahead
from bianmin.kernel.actor import Actor
from bianmin.kernel.rows import insert_all

Uploads = Mapping[str, Sequence[Kept]]
"""The files of each box."""


def found_waiting(agency: str, uploads: Uploads, waiting: str) -> dict[str, File | None]:
    """Those files by digest that wait in the file store under the subject `waiting`, having come without their bytes.

    Nothing is locked yet: an act that writes much looks before.
    """
    digests = {kept.sha256 for files in uploads.values() for kept in files if not kept.data}
    with ahead():
        return {digest: waiting_upload(agency=agency, waiting=waiting, sha256=digest) for digest in digests}


def keep_uploads(case: Case, uploads: Uploads, *, by: Actor, at: datetime) -> None:
    """Store the files handed in to a case that is there."""
    if not any(uploads.values()):
        return
    waiting = CasePaper.objects.filter(agency=case.agency, case=case, file="").order_by("id")
    papers = with_files(case, list(waiting), uploads, waiting={}, by=by, at=at)
    insert_all([paper for paper in papers if paper.pk is None])
    for paper in papers:
        if paper.pk and paper.file:
            paper.save(update_fields=["state", "file"])


def with_files(
    case: Case,
    papers: Iterable[CasePaper],
    uploads: Uploads,
    *,
    waiting: Mapping[str, File | None],
    by: Actor,
    at: datetime,
) -> list[CasePaper]:
    """The papers of a case with the files stored for them; the caller writes them.

    A file whose box has a paper's code is that paper, others become papers of their own. Those without bytes are among
    what was `found_waiting`.
    """
    found = list(papers)
    for box, files in uploads.items():
        for kept in files:
            paper = _paper_of(found, box)
            if paper is None:
                paper = CasePaper(agency=case.agency, case=case, code=box, name=kept.name, required=False)
                found.append(paper)
            paper.state, paper.file = "shown", _stored(case, kept, waiting, by=by, at=at)
    return found


def _paper_of(papers: Iterable[CasePaper], box: str) -> CasePaper | None:
    codes = (box, box.replace("_", "-"))
    return next((paper for paper in papers if paper.code in codes and not paper.file), None)


def _stored(case: Case, kept: Kept, waiting: Mapping[str, File | None], *, by: Actor, at: datetime) -> str:
    """The key of the file that is stored."""
    if kept.data:
        file = store(
            data=kept.data, name=kept.name, subject=case.subject, agency=case.agency, unit_path=case.unit_path,
            audience=Audience.HOLDER, by=by, at=at,
        )  # fmt: skip
    else:
        file = adopt(
            upload=waiting.get(kept.sha256), name=kept.name, subject=case.subject, unit_path=case.unit_path,
            audience=Audience.HOLDER, by=by, at=at,
        )  # fmt: skip
    return str(file.pk)


def show_papers(case: Case, codes: Sequence[str]) -> None:
    """Note papers that were shown at the counter."""
    CasePaper.objects.filter(agency=case.agency, case=case, code__in=codes).update(state="shown")
