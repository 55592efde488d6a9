"""What a finished draft says, as the application that is filed."""

from datetime import datetime
from typing import Final

from bianmin.delivery.cases.vocab import Application, Particulars
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.faces.portal.apply.draft import APPLICANT, SERVICE, Draft
from bianmin.faces.portal.apply.files import subject
from bianmin.faces.portal.apply.steps import Sheet
from bianmin.faces.ui.applicants import entrusted, particulars, relation
from bianmin.foundation.forms.vocab import Kept

ONLINE: Final = "online"


def application_of(
    draft: Draft,
    service: ServiceCard,
    judged: Sheet,
    language: str,
    *,
    cosigner: Particulars | None = None,
    cosigned_at: datetime | None = None,
) -> Application:
    """The application; its files wait under the draft's subject."""
    who, asked = judged.checked[APPLICANT], judged.checked[SERVICE]
    proxy = particulars(who.answers, language=language, prefix="proxy_") if who.answers.get("proxy_name") else None
    return Application(
        service=service,
        channel=ONLINE,
        answers=asked.answers,
        form_version=asked.version,
        applicant=particulars(who.answers, language=language),
        pickup=draft.pickup or service.offer.pickup[0].code,
        key=draft.key,
        via=draft.via,
        proxy=proxy,
        relation=relation(judged.forms[APPLICANT], who.answers),
        **entrusted(who.answers),
        cosigner=cosigner,
        cosigned_at=cosigned_at,
        uploads={**_own(judged, APPLICANT), **_own(judged, SERVICE)},
        waiting=subject(draft),
    )


def _own(judged: Sheet, group: str) -> dict[str, tuple[Kept, ...]]:
    """The files of one form's questions that are shown."""
    checked = judged.checked[group]
    return {name: files for name, files in checked.files.items() if name in checked.visible}
