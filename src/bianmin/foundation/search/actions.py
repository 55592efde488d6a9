"""Put things into the index, and take them out."""

from collections.abc import Iterable

from django.db import connection

from bianmin.foundation.search.models import Entry
from bianmin.foundation.search.vocab import place, tokens

ADD = "INSERT OR REPLACE INTO search_text (rowid, tokens) VALUES (%s, %s)"
SET = "UPDATE search_entry SET tokens = array_to_tsvector(%s) WHERE id = %s"
ENTER = """
    INSERT INTO search_entry (agency, kind, key) VALUES (%s, %s, %s)
    ON CONFLICT (agency, kind, key) DO UPDATE SET key = excluded.key RETURNING id
"""
ENTER_ALL = """
    INSERT INTO search_entry (agency, kind, key, tokens) VALUES (%s, %s, %s, array_to_tsvector(%s))
    ON CONFLICT (agency, kind, key) DO UPDATE SET tokens = excluded.tokens
"""


def index(*, agency: str, kind: str, key: object, texts: Iterable[str]) -> None:
    """Let a thing be found by its texts, and by them alone; call it in the act that writes the thing."""
    words = list(dict.fromkeys([*place(kind, agency), *(token for text in texts for token in tokens(text))]))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(ENTER_ALL, [agency, kind, str(key), words])
        else:
            cursor.execute(ENTER, [agency, kind, str(key)])
            cursor.execute(ADD, [cursor.fetchone()[0], " ".join(words)])


def put_back(words: Iterable[tuple[int, str]]) -> None:
    """Fill the index of PostgreSQL from SQLite's: the number of each entry with its tokens."""
    with connection.cursor() as cursor:
        for number, held in words:
            cursor.execute(SET, [held.split(), number])


def drop(*, agency: str, kind: str, key: object) -> None:
    """Let a thing be found no more, as when its data are destroyed."""
    Entry.objects.filter(agency=agency, kind=kind, key=str(key)).delete()
