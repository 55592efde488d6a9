"""Put things into the index, and take them out."""

from collections.abc import Iterable
from typing import Final

from django.db import connection

from bianmin.foundation.search.models import Entry
from bianmin.foundation.search.vocab import place, tokens
from bianmin.kernel.act import keep_last, keep_no_more

AT_ONCE: Final = 500
"""So many are put into the index by one statement."""
SET: Final = "UPDATE search_entry SET tokens = array_to_tsvector(%s) WHERE id = %s"
ENTER: Final = """
    INSERT INTO search_entry (agency, kind, key) VALUES {places}
    ON CONFLICT (agency, kind, key) DO UPDATE SET key = excluded.key RETURNING id, agency, kind, key
"""
ADD: Final = "INSERT OR REPLACE INTO search_text (rowid, tokens) VALUES {places}"
ENTER_ALL: Final = """
    INSERT INTO search_entry (agency, kind, key, tokens) VALUES {places}
    ON CONFLICT (agency, kind, key) DO UPDATE SET tokens = excluded.tokens
"""
Place = tuple[str, str, str]


def index(*, agency: str, kind: str, key: object, texts: Iterable[str]) -> None:
    """Let a thing be found by its texts, and by them alone, from the end of the act that writes the thing."""
    words = list(dict.fromkeys([*place(kind, agency), *(token for text in texts for token in tokens(text))]))
    stands = (agency, kind, str(key))
    keep_last(_enter, stands, (stands, words))


def _enter(things: list[tuple[Place, list[str]]]) -> None:
    """Write entries, each with its words."""
    for first in range(0, len(things), AT_ONCE):
        _enter_some(things[first : first + AT_ONCE])


def _enter_some(things: list[tuple[Place, list[str]]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            marks = ", ".join(["(%s, %s, %s, array_to_tsvector(%s))"] * len(things))
            cursor.execute(
                ENTER_ALL.format(places=marks), [value for stands, words in things for value in (*stands, words)]
            )
            return
        marks = ", ".join(["(%s, %s, %s)"] * len(things))
        cursor.execute(ENTER.format(places=marks), [value for stands, _words in things for value in stands])
        numbers = {tuple(stands): number for number, *stands in cursor.fetchall()}
        said = [value for stands, words in things for value in (numbers[stands], " ".join(words))]
        cursor.execute(ADD.format(places=", ".join(["(%s, %s)"] * len(things))), said)


def put_back(words: Iterable[tuple[int, str]]) -> None:
    """Fill the index of PostgreSQL from SQLite's: the number of each entry with its tokens."""
    with connection.cursor() as cursor:
        for number, held in words:
            cursor.execute(SET, [held.split(), number])


def drop(*, agency: str, kind: str, key: object) -> None:
    """Let a thing be found no more, as when its data are destroyed."""
    keep_no_more(_enter, (agency, kind, str(key)))
    Entry.objects.filter(agency=agency, kind=kind, key=str(key)).delete()
