"""Questions and answers: all of an agency, or those that are looked for; its pages."""

from collections.abc import Collection
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


def covered(agency: str, on: date, topics: Collection[str]) -> set[str]:
    """Those of some topics that stand in the title or class of a question on the site."""
    if not topics:
        return set()
    rows = list(published(agency, on, Kind.QUESTION).values_list("title", "category"))
    return {topic for topic in topics if any(topic in title or topic == category for title, category in rows)}
