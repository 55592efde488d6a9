"""The pack kind `duties`."""

from typing import Any

from django.utils.translation import gettext_lazy

from bianmin.foundation.accounts.models import Duty, DutyBook, User
from bianmin.foundation.accounts.vocab import DutiesPack
from bianmin.foundation.packs.actions import reissue
from bianmin.foundation.packs.vocab import Kind, Loading


def _load(document: DutiesPack, _loading: Loading) -> None:
    head = document.model_dump(mode="json", exclude_defaults=True, exclude={"duties"})
    head |= {"kind": document.kind, "source": document.source}
    book, _made = DutyBook.objects.update_or_create(agency=document.agency, code=document.id, defaults={"head": head})
    book.duties.update(current=False)
    for position, duty in enumerate(document.duties):
        said = {
            "book": book, "position": position, "current": True, "like": duty.like or "",
            "definition": duty.model_dump(mode="json", exclude_defaults=True),
        }  # fmt: skip
        Duty.objects.update_or_create(agency=document.agency, code=duty.code, defaults=said)
    reissue(User)


def _export(agency: str, code: str) -> dict[str, Any] | None:
    book = DutyBook.objects.filter(agency=agency, code=code).first()
    if book is None:
        return None
    rows = book.duties.filter(current=True).order_by("position")
    return {**book.head, "duties": [row.definition for row in rows]}


KINDS = (Kind("duties", gettext_lazy("Duties"), 12, DutiesPack, _load, _export),)
