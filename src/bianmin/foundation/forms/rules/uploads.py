"""Accept files: by size and by what their bytes say they are, whatever their names say."""

import hashlib
from collections.abc import Sequence
from typing import Final

from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.documents.rules.harm import Harm, harm, runs
from bianmin.foundation.documents.rules.names import clean_name
from bianmin.foundation.documents.rules.photos import without_traces
from bianmin.foundation.documents.rules.sniff import sniff
from bianmin.foundation.forms.vocab import Field, Kept, Sentence, Upload

EMPTY = _("The file {name} is empty. Choose another one.")
TOO_BIG = _("The file {name} is larger than {size} and was not kept. Choose a smaller one.")
WRONG_TYPE = _("The file {name} is of a kind that cannot be taken. Choose a file of one of these kinds: {kinds}.")
TOO_MANY_FILES = _("At most {most} files can be taken here. Choose again.")

HARMS: Final = {
    Harm.NAME: _("The file {name} has the ending of a programme. Give it the ending of its kind, like .pdf or .jpg."),
    Harm.PROGRAMME: _("The file {name} holds a programme or another file and was not kept. Print it as PDF anew."),
    Harm.SWELLS: _("The file {name} is packed so that it would swell. Save it anew and choose it again."),
    Harm.DAMAGED: _("The file {name} is damaged or locked with a password. Save it anew without one."),
}
"""What is said of a file that is not taken although its kind is right."""

_size = lazy(filesizeformat, str)


def accept(asked: Field, upload: Upload) -> tuple[Kept | None, Sentence]:
    """One file as it will be kept, or the sentence that says why it is not."""
    kind = sniff(upload.data)
    name = clean_name(upload.name, kind)
    if not upload.data:
        return None, format_lazy(EMPTY, name=name)
    if len(upload.data) > asked.max_bytes:
        return None, format_lazy(TOO_BIG, name=name, size=_size(asked.max_bytes))
    if kind is None or kind.value not in asked.accept:
        kinds = ", ".join(one.upper() for one in asked.accept)
        return None, format_lazy(WRONG_TYPE, name=name, kinds=kinds)
    if wrong := Harm.NAME if runs(upload.name) else harm(upload.data, kind):
        return None, format_lazy(HARMS[wrong], name=name)
    data = without_traces(upload.data, kind)
    return Kept(name, len(data), kind.media_type, hashlib.sha256(data).hexdigest(), data), ""


def accept_all(asked: Field, files: Sequence[Upload | Kept]) -> tuple[tuple[Kept, ...], Sentence]:
    """The files of one question that are accepted, each content once, and the first sentence about the others."""
    found: dict[str, Kept] = {}
    sentence: Sentence = ""
    for file in files:
        kept, wrong = (file, "") if isinstance(file, Kept) else accept(asked, file)
        sentence = sentence or wrong
        if kept is not None:
            found.setdefault(kept.sha256, kept)
    most = asked.most or 1
    if len(found) > most:
        return tuple(found.values())[:most], sentence or format_lazy(TOO_MANY_FILES, most=most)
    return tuple(found.values()), sentence
