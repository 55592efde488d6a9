"""Long lists in pages 分頁: so many rows at a time, and where the newer and the older ones are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from bianmin.faces.ui.doors import Request
from bianmin.kernel.text import whole

PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Paged:
    """The rows of one page; `before` and `after` are where the pages beside it begin, None where there is none."""

    rows: list[Any]
    before: int | None
    after: int | None


def paged(rows: "Sequence[Any] | QuerySet[Any]", request: Request, most: int = PAGE) -> Paged:
    """The page that `?first=` asks for; what is no number is the first one."""
    first = whole(request.GET.get("first", ""), most=5)
    found = list(rows[first : first + most + 1])
    after = first + most if len(found) > most else None
    return Paged(found[:most], max(first - most, 0) if first else None, after)
