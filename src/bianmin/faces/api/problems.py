"""What went wrong, as RFC 9457 says it: a status, a sentence in the reader's language, and the places it is about."""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from bianmin.foundation.clients.rules import KeyOpensNothing, ScopeNotHeld
from bianmin.foundation.documents.press.client import NotPrinted
from bianmin.journeys.exchange import HasMistakes, KeyUsedOtherwise
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.request import REQUEST

Words = str | Promise
MEDIA: Final = "application/problem+json"
STATUS: Final[tuple[tuple[type[Refused], int], ...]] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (ScopeNotHeld, 403),
    (KeyOpensNothing, 401),
    (KeyUsedOtherwise, 409),
    (NotPrinted, 503),
)
"""The status of a refusal; any other is 422, one that says how long to `wait` is 429."""

SAID: Final[Mapping[int, Words]] = {
    400: _("What was sent cannot be read as JSON. Compare it with the description of this address."),
    401: _("This address needs a key: send `Authorization: Bearer KEY`."),
    403: _("This is not open to you."),
    404: _("There is nothing at this address. Compare it with the description of the API."),
    405: _("This address does not take this method. The header Allow names those it takes."),
    413: _("What was sent is too large for this address. Send less at once."),
    500: _("Something went wrong on our side. Nothing was kept; try again, or tell us the number of this request."),
    503: _("Nothing can be kept just now. Try again in ten minutes."),
}
TITLES: Final[Mapping[int, str]] = {413: "Request Entity Too Large", 422: "Unprocessable Entity"}
"""Statuses that Python named anew since: programmes know our codes by the old names."""
WRONG: Final[Mapping[str, Words]] = {
    "missing": _("This is missing."),
    "extra_forbidden": _("Nothing of this name is taken here. Leave it out."),
    "string_type": _("Write this as text."),
    "string_too_long": _("This is too long."),
    "string_too_short": _("This is too short."),
    "too_long": _("These are too many."),
    "string_pattern_mismatch": _("This is not written as it should be. Compare it with the description of the API."),
    "int_parsing": _("Write a whole number."),
    "int_type": _("Write a whole number."),
    "less_than_equal": _("This number is too large."),
    "greater_than_equal": _("This number is too small."),
    "literal_error": _("Choose one of the values that the description of the API lists."),
    "enum": _("Choose one of the values that the description of the API lists."),
}
"""Sentences by what pydantic calls a mistake."""

OTHERWISE: Final = _("This does not fit. Compare it with the description of the API.")
MISTAKEN: Final = _("Something that was sent does not fit. Mend what stands under `errors` and send it again.")


def problem(
    status: int, detail: Words, *, code: str = "", errors: Iterable[Mapping[str, Words]] = (), wait: int = 0
) -> HttpResponse:
    """A problem document; `code` is for programmes, `errors` name the places, `wait` is in seconds."""
    title = TITLES.get(status, HTTPStatus(status).phrase)
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": str(detail),
        "code": code or title.lower().replace(" ", "_"),
        "errors": [{name: str(words) for name, words in one.items()} for one in errors],
        "request": REQUEST.get(),
    }
    answer = HttpResponse(json.dumps(said, ensure_ascii=False), status=status, content_type=MEDIA)
    answer["Cache-Control"] = "no-store"
    if wait:
        answer["Retry-After"] = str(wait)
    if status == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def refused(_request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A refusal of a domain, with its own sentence."""
    wait = int(getattr(refusal, "wait", 0))
    default = HTTPStatus.TOO_MANY_REQUESTS if hasattr(refusal, "wait") else HTTPStatus.UNPROCESSABLE_ENTITY
    status = next((code for kind, code in STATUS if isinstance(refusal, kind)), default)
    errors: list[dict[str, Words]] = []
    if isinstance(refusal, HasMistakes):
        errors = [{"pointer": place, "detail": words} for place, words in refusal.mistakes.items()]
    elif refusal.field:
        errors = [{"parameter": refusal.field, "detail": str(refusal)}]
    return problem(status, str(refusal), code=type(refusal).__name__, errors=errors, wait=wait)


def _place(where: tuple[Any, ...]) -> dict[str, Words]:
    """Where a mistake is: a JSON pointer into what was sent, or the name of a parameter."""
    source, *path = (str(step) for step in where)
    if source == "body":
        return {"pointer": "/" + "/".join(path[1:])}
    return {"parameter": "/".join(path)}


def _mistaken(_request: HttpRequest, fault: ValidationError) -> HttpResponse:
    errors = [{**_place(one["loc"]), "detail": WRONG.get(one["type"], OTHERWISE)} for one in fault.errors[:50]]
    return problem(422, MISTAKEN, code="mistakes", errors=errors)


def _http(_request: HttpRequest, fault: HttpError) -> HttpResponse:
    return problem(fault.status_code, SAID.get(fault.status_code, fault.message))


ANSWERS: Final[tuple[tuple[type[Exception], Any], ...]] = (
    (Refused, refused),
    (ValidationError, _mistaken),
    (AuthenticationError, _http),
    (HttpError, _http),
    (Http404, lambda _request, _fault: problem(404, SAID[404])),
)
"""How each kind of mistake is answered."""


def install(api: NinjaAPI) -> None:
    """Let the API answer its mistakes as problems."""
    for kind, answer in ANSWERS:
        api.add_exception_handler(kind, answer)
