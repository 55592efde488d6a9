"""Questions and answers: all of an agency, or those that are looked for; its pages."""

from datetime import date

from bianmin.delivery.publishing.models import Edition
from bianmin.delivery.publishing.queries.articles import published
from bianmin.delivery.publishing.vocab import SUBJECT, Kind
from bianmin.foundation.search.queries import found


def questions_of(agency: str, on: date, words: str = "") -> list[Edition]:
    """The questions on the site by class, all of them or those that hold some words."""
    rows = published(agency, on, Kind.QUESTION).order_by("category", "code")
    if words:
        rows = rows.filter(article_id__in=found(kind=SUBJECT, agency=agency, text=words))
    return list(rows)


def pages_of(agency: str, on: date) -> list[Edition]:
    """The pages of the agency."""
    return list(published(agency, on, Kind.PAGE).order_by("category", "code").defer("body"))
