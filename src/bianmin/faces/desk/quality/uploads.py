"""Files sent as evidence: checked like those of any form."""

from typing import Final

from django.utils.translation import gettext as _

from bianmin.faces.ui.doors import Request
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.vocab import Checked, Field, FieldType, Form, Kept, Section, Upload
from bianmin.kernel.errors import Refused

MOST_FILES: Final = 10


class WrongFile(Refused):
    """A file that cannot be kept, with the sentence that says why."""

    message = "{sentence}"


def checked_files(request: Request) -> Checked:
    """What was sent under `files`: the files that can be kept, and a sentence where one cannot."""
    asked = Field(code="files", type=FieldType.FILE, label=_("Files"), most=MOST_FILES)
    section = Section(code="evidence", title=_("Files"), fields=(asked,))
    form = Form(kind="form", id="evidence", version="1", source="desk", title=_("Files"), sections=(section,))
    uploads = [Upload(file.name or "", file.read()) for file in request.FILES.getlist("files")]
    return check(form, {}, {"files": uploads} if uploads else {})


def evidence_files(request: Request) -> tuple[Kept, ...]:
    """The files that were sent as evidence.

    Raises:
        WrongFile: one of them cannot be kept.
    """
    found = checked_files(request)
    if sentence := found.errors.get("files"):
        raise WrongFile(field="files", sentence=str(sentence))
    return found.files.get("files", ())
