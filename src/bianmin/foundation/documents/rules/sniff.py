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
_WORD_FIRST: Final = b"[Content_Types].xml"
_WORD_BODY: Final = b"word/document.xml"
_ZIP: Final = b"PK\x03\x04"
_ENTRY_AT: Final = 30  # the name of a package's first entry; ODF begins with an uncompressed one called mimetype
_MIMETYPE: Final = b"mimetype" + ODT_TYPE.encode()
_BEGINNINGS: Final = (
    (MediaKind.PDF, b"%PDF-"),
    (MediaKind.PNG, b"\x89PNG\r\n\x1a\n"),
    (MediaKind.JPEG, b"\xff\xd8\xff"),
)


def sniff(data: bytes) -> MediaKind | None:
    """The kind of these bytes; None for any other than these."""
    for kind, beginning in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    return _in_zip(data) if data.startswith(_ZIP) else None


def kind_of(media_type: str) -> MediaKind | None:
    """The kind with this media type."""
    return next((kind for kind, known in MEDIA_TYPES.items() if known == media_type), None)


def _in_zip(data: bytes) -> MediaKind | None:
    """Tell packages apart by their first entry; a template's type goes on with `-template`."""
    first = data[_ENTRY_AT : _ENTRY_AT + len(_MIMETYPE) + 1]
    if first.startswith(_MIMETYPE) and not first.endswith(b"-"):
        return MediaKind.ODT
    return MediaKind.DOCX if first.startswith(_WORD_FIRST) and _WORD_BODY in data else None


class SoundKind(StrEnum):
    """The kinds of recording that are kept, with sound or picture and sound."""

    MP3 = "mp3"
    MP4 = "mp4"
    OGG = "ogg"
    WAV = "wav"
    WEBM = "webm"

    @property
    def media_type(self) -> str:
        """The media type, as HTTP names it."""
        return SOUND_TYPES[self]

    @property
    def endings(self) -> tuple[str, ...]:
        """Endings of names that fit, the usual one first."""
        return (".m4a", ".mp4") if self is SoundKind.MP4 else (f".{self.value}",)


SOUND_TYPES: Final = {
    SoundKind.MP3: "audio/mpeg",
    SoundKind.MP4: "video/mp4",
    SoundKind.OGG: "audio/ogg",
    SoundKind.WAV: "audio/wav",
    SoundKind.WEBM: "video/webm",
}
_SOUNDS: Final = (
    (SoundKind.MP3, 0, b"ID3"),
    (SoundKind.MP3, 0, b"\xff\xfb"),
    (SoundKind.MP4, 4, b"ftyp"),
    (SoundKind.OGG, 0, b"OggS"),
    (SoundKind.WAV, 8, b"WAVE"),
    (SoundKind.WEBM, 0, b"\x1a\x45\xdf\xa3"),
)


def sniff_sound(data: bytes) -> SoundKind | None:
    """The kind of a recording; None for any other than these."""
    return next((kind for kind, place, mark in _SOUNDS if data[place : place + len(mark)] == mark), None)
