"""What the API reads: JSON without signs that no database keeps, and pages by a cursor."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Final, Generic, TypeVar

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Query, Schema
from ninja.errors import HttpError
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from pydantic import AfterValidator

from bianmin.faces.ui.agency import AgencyCard, agency_for
from bianmin.faces.ui.reader import language as language
from bianmin.foundation.packs.queries.translations import Reader, reader
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import TAIPEI

T = TypeVar("T")
Moment = Annotated[datetime, AfterValidator(lambda at: at.astimezone(TAIPEI))]
"""A moment, told in Taipei's time."""
MOST: Final = 200
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
After = Annotated[str, Query(max_length=80, description="The `next` of the page before; empty for the first page.")]


class Page(Schema, Generic[T]):
    """Some of what was found, and where the next page begins; `next` is empty on the last one."""

    items: list[T]
    next: str = Field(description="Send it as `after` for the next page; empty on the last one.")


class Plain(Parser):
    """Reads JSON and refuses what cannot be kept: half characters and NUL."""

    def parse_body(self, request: HttpRequest) -> Any:
        """What was sent.

        Raises:
            HttpError: 400 where it is no JSON object that can be kept.
        """
        try:
            said = json.loads(request.body)
            kept = json.dumps(said, ensure_ascii=False).encode("utf-8")
        except (ValueError, RecursionError):
            raise HttpError(HTTPStatus.BAD_REQUEST, "") from None
        if not isinstance(said, dict) or b"\\u0000" in kept:
            raise HttpError(HTTPStatus.BAD_REQUEST, "")
        return said


class Readable(JSONRenderer):
    """Writes Chinese as Chinese."""

    json_dumps_params = {"ensure_ascii": False}


def the_agency(request: HttpRequest, key: str) -> AgencyCard:
    """The agency with this code or short name, in the reader's language.

    Raises:
        NotFound.
    """
    found = agency_for(key, request.LANGUAGE_CODE) if key else None
    if found is None:
        raise NotFound
    return found


def say(agency: str) -> Reader:
    """Texts of an agency's data in the reader's language."""
    return reader(agency, language())


def link(path: str) -> str:
    """An address of this installation as others write it."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + path


def page(rows: Iterable[T], key: Callable[[T], str], *, after: str, limit: int) -> tuple[list[T], str]:
    """The rows behind a cursor, which is the key of the last one before, and the cursor of the next page."""
    ordered = sorted(rows, key=key)
    behind = [row for row in ordered if key(row) > after] if after else ordered
    return behind[:limit], key(behind[limit - 1]) if len(behind) > limit else ""
