"""The laws of an agency: found by class, kind, words and days, counted by class, and those a service rests on."""

from collections.abc import Iterable, Sequence
from datetime import date

from bianmin.delivery.publishing.models import Edition
from bianmin.delivery.publishing.queries.articles import published
from bianmin.delivery.publishing.queries.shelves import shelves_of
from bianmin.delivery.publishing.vocab import SUBJECT, Kind
from bianmin.delivery.publishing.vocab.laws import LawCard, LawsWanted, LawWords
from bianmin.delivery.publishing.vocab.shelves import SiteShelves, name_in
from bianmin.foundation.search.queries import found
from bianmin.kernel.errors import NotFound


def words_of(row: Edition) -> LawWords:
    """What an edition says of its law; nothing where it is of another kind."""
    law = getattr(row, "law", None) if row.kind == Kind.LAW else None
    if law is None:
        return LawWords()
    return LawWords(law.kind, law.number, law.promulgated_on, law.amended_on, law.repealed_on, law.link)


def law_card(row: Edition, shelves: SiteShelves) -> LawCard:
    """The card of an edition of a law."""
    words = words_of(row)
    return LawCard(
        code=row.code, title=row.title, kind=name_in(shelves.law_kinds, words.kind),
        category=name_in(shelves.laws, row.category), words=words, demonstration=row.source == "demonstration",
    )  # fmt: skip


def law_of(agency: str, edition: int) -> LawCard:
    """What an edition of a law says of it.

    Raises:
        NotFound: it is no law, or none of the agency's.
    """
    row = Edition.objects.filter(agency=agency, pk=edition, kind=Kind.LAW).select_related("law").first()
    if row is None:
        raise NotFound
    return law_card(row, shelves_of(agency))


def law_rows(agency: str, on: date) -> list[Edition]:
    """All laws on the site, the one last changed first."""
    rows = published(agency, on, Kind.LAW).select_related("law").defer("body")
    return sorted(rows, key=lambda row: (_changed(row), row.title), reverse=True)


def _changed(row: Edition) -> date:
    words = words_of(row)
    return words.amended_on or words.promulgated_on or date.min


def wanted_of(rows: Iterable[Edition], wanted: LawsWanted, shelves: SiteShelves, on: date) -> list[LawCard]:
    """The cards of those that are looked for; words are looked for in all of it."""
    held_rows = list(rows)
    if wanted.words and held_rows:
        keys = set(found(kind=SUBJECT, agency=held_rows[0].agency, text=wanted.words))
        held_rows = [row for row in held_rows if str(row.article_id) in keys]
    chosen = [
        row
        for row in held_rows
        if (not wanted.category or row.category == wanted.category)
        and (not wanted.kind or words_of(row).kind == wanted.kind)
        and (wanted.first is None or _changed(row) >= wanted.first)
        and (wanted.last is None or date.min < _changed(row) <= wanted.last)
    ]
    cards = [law_card(row, shelves) for row in chosen]
    return [card for card in cards if not wanted.standing or card.standing(on) == wanted.standing]


def cited(agency: str, on: date, texts: Sequence[str]) -> list[tuple[str, str]]:
    """Texts of a legal basis, each with the code of the law on the site that it names first; "" where none is."""
    rows = list(published(agency, on, Kind.LAW).values_list("title", "code")) if texts else []
    longest = sorted(rows, key=lambda row: -len(row[0]))
    return [(text, next((code for title, code in longest if text.startswith(title)), "")) for text in texts]
