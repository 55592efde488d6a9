"""A document in the format asked for: by the ending of its file's name."""

from collections.abc import Callable, Mapping
from typing import Final

from bianmin.foundation.documents.tree import Document
from bianmin.foundation.documents.writers import docx, odt, pdf

WRITERS: Final[Mapping[str, Callable[[Document], bytes]]] = {"pdf": pdf.write, "odt": odt.write, "docx": docx.write}
MEDIA: Final[Mapping[str, str]] = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Media types by ending (IANA)."""
