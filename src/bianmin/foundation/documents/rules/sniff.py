"""Tell a file's kind from its first bytes; names and declared types are not believed."""

from enum import StrEnum
from typing import Final


class MediaKind(StrEnum):
    """The kinds of file that are taken and written."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    ODT = "odt"
    DOCX = "docx"

    @property
    def media_type(self) -> str:
        """The media type, as HTTP names it."""
        return MEDIA_TYPES[self]

    @property
    def endings(self) -> tuple[str, ...]:
        """Endings of names that fit, the usual one first."""
        return (".jpg", ".jpeg") if self is MediaKind.JPEG else (f".{self.value}",)


ODT_TYPE: Final = "application/vnd.oasis.opendocument.text"
MEDIA_TYPES: Final = {
    MediaKind.PDF: "application/pdf",
    MediaKind.PNG: "image/png",
    MediaKind.JPEG: "image/jpeg",
    MediaKind.ODT: ODT_TYPE,
    MediaKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_ZIP: Final = b"PK\x03\x04"
_MIMETYPE_AT: Final = 30  # an ODF package begins with an uncompressed entry called mimetype
_MIMETYPE: Final = b"mimetype" + ODT_TYPE.encode()  # a template's type goes on with "-template"
_BEGINNINGS: Final = (
    (MediaKind.PDF, b"%PDF-"),
    (MediaKind.PNG, b"\x89PNG\r\n\x1a\n"),
    (MediaKind.JPEG, b"\xff\xd8\xff"),
)


def sniff(data: bytes) -> MediaKind | None:
    """The kind of these bytes; None for any kind that is not taken from outside."""
    for kind, beginning in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    package = data[_MIMETYPE_AT : _MIMETYPE_AT + len(_MIMETYPE) + 1]
    if data.startswith(_ZIP) and package.startswith(_MIMETYPE) and not package.endswith(b"-"):
        return MediaKind.ODT
    return None
