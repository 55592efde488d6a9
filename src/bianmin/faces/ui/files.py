"""Files as answers: saved or shown, and kept by no browser or proxy on the way."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from bianmin.foundation.documents.vocab import Opened


def _file(data: bytes | str, name: str, media_type: str, *, saved: bool) -> HttpResponse:
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=saved, filename=name) or ""
    answer["Cache-Control"] = "no-store"
    return answer


def download(data: bytes | str, name: str, media_type: str) -> HttpResponse:
    """A file that is saved."""
    return _file(data, name, media_type, saved=True)


def display(data: bytes, name: str, media_type: str) -> HttpResponse:
    """A file that the browser shows."""
    return _file(data, name, media_type, saved=False)


def download_file(opened: Opened) -> HttpResponse:
    """A file of the store that was opened, saved under its own name."""
    return download(opened.data, opened.card.name, opened.card.media_type)
