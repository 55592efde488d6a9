"""Uploads of a draft: their bytes wait in the file store under the draft's key until the application is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from bianmin.faces.portal.apply.draft import Draft
from bianmin.foundation.documents.actions import settle, store
from bianmin.foundation.documents.scanning import scan
from bianmin.foundation.documents.vocab import Retention, Verdict
from bianmin.foundation.forms.vocab import Kept
from bianmin.journeys.saving import files_of
from bianmin.kernel.actor import Actor


def subject(draft: Draft) -> str:
    """The subject under which a draft's files are stored."""
    return files_of(draft.key)


INFECTED: Final = _("The file {name} holds a virus and was not kept. Choose another one.")
TOO_MUCH: Final = _("All files together are larger than {size}. {name} was not kept; choose a smaller one.")
APART: Final = _("The file {name} could not be checked for viruses yet. It is kept apart until it is; you can go on.")


@dataclass(slots=True)
class Taken:
    """What became of the files a page sent: kept ones by their box, sentences for others, and what is kept apart."""

    kept: dict[str, tuple[Kept, ...]] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    apart: list[str] = field(default_factory=list)


def take(draft: Draft, files: Mapping[str, Sequence[Kept]], *, by: Actor, at: datetime) -> Taken:
    """Store what was accepted just now, unless it holds a virus or the application would grow too large."""
    taken = Taken()
    others = sum(file["size"] for name, group in draft.files.items() if name not in files for file in group)
    for name, group in files.items():
        verdicts = {kept.sha256: scan(kept.data) if kept.data else Verdict.NONE for kept in group}
        bad = next((kept for kept in group if verdicts[kept.sha256] == Verdict.INFECTED), None)
        size = sum(kept.size for kept in group)
        if bad is not None:
            taken.wrong[name] = INFECTED.format(name=bad.name)
        elif others + size > settings.UPLOAD_TOTAL:
            limit = filesizeformat(settings.UPLOAD_TOTAL)
            taken.wrong[name] = TOO_MUCH.format(name=group[-1].name, size=limit)
        else:
            others += size
            taken.kept[name] = tuple(group)
            taken.apart += _store(draft, group, verdicts, by=by, at=at)
    return taken


def _store(
    draft: Draft, group: Sequence[Kept], verdicts: Mapping[str, Verdict], *, by: Actor, at: datetime
) -> list[str]:
    """Store files; gives a sentence for each that is kept apart."""
    for kept in (kept for kept in group if kept.data):
        card = store(
            data=kept.data, name=kept.name, subject=subject(draft), agency=draft.agency, retention=Retention.DRAFT,
            by=by, at=at,
        )  # fmt: skip
        settle(file_id=card.pk, verdict=verdicts[kept.sha256])
    return [APART.format(name=kept.name) for kept in group if verdicts[kept.sha256] == Verdict.WAITING]
