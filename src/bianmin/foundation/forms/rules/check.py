"""Check what was typed into a form: pure and total, whatever arrives gives an answer or a sentence at its place."""

from collections.abc import Mapping, Sequence
from datetime import date

from bianmin.foundation.forms.vocab import Checked, Form, Kept, Upload


def check(
    form: Form,
    raw: Mapping[str, Sequence[str]],
    files: Mapping[str, Sequence[Upload | Kept]] | None = None,
    *,
    on: date | None = None,
) -> Checked:
    """Check a whole form; names of boxes are those of `Section.name`, unknown ones are passed over.

    A date may come in one box (`birth_on`) or three (`birth_on.year`, `birth_on.month`, `birth_on.day`). `on` is the
    day of answering, for dates bounded by today. It never raises and changes nothing it was handed.
    """
    raise NotImplementedError(form, raw, files, on)
