"""Put things into the index, and take them out."""

from collections.abc import Iterable

from django.db import connection

from bianmin.foundation.search.models import Entry
from bianmin.foundation.search.vocab import place, tokens

ADD = "INSERT OR REPLACE INTO search_text (rowid, tokens) VALUES (%s, %s)"
DROP = "DELETE FROM search_text WHERE rowid = %s"
SET = "UPDATE search_entry SET tokens = array_to_tsvector(%s) WHERE id = %s"


def index(*, agency: str, kind: str, key: object, texts: Iterable[str]) -> None:
    """Let a thing be found by its texts, and by them alone; call it in the act that writes the thing."""
    row, _new = Entry.objects.get_or_create(agency=agency, kind=kind, key=str(key))
    words = list(dict.fromkeys([*place(kind, agency), *(token for text in texts for token in tokens(text))]))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(SET, [words, row.pk])
        else:
            cursor.execute(ADD, [row.pk, " ".join(words)])


def put_back(words: Iterable[tuple[int, str]]) -> None:
    """Fill the index of PostgreSQL from SQLite's: the number of each entry with its tokens."""
    with connection.cursor() as cursor:
        for number, held in words:
            cursor.execute(SET, [held.split(), number])


def drop(*, agency: str, kind: str, key: object) -> None:
    """Let a thing be found no more, as when its data are destroyed."""
    rows = Entry.objects.filter(agency=agency, kind=kind, key=str(key))
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.executemany(DROP, [(number,) for number in rows.values_list("pk", flat=True)])
    rows.delete()
