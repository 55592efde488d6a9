"""Find things; whoever asks narrows what is found to what the reader may see."""

from typing import Final

from django.db import connection

from bianmin.foundation.search.models import Entry
from bianmin.foundation.search.vocab import asked, place

MOST: Final = 50
LITE: Final = "SELECT rowid FROM search_text WHERE search_text MATCH %s ORDER BY rowid DESC LIMIT %s"
POSTGRES: Final = "SELECT id FROM search_entry WHERE tokens @@ %s::tsquery ORDER BY id DESC LIMIT %s"


def _question(kind: str, agency: str, text: str) -> tuple[str, str]:
    """The statement of the database at hand and what it asks for; empty when the text holds no word."""
    words = asked(text)
    if not words:
        return "", ""
    if connection.vendor == "postgresql":
        terms = [f"'{token}'" for token in place(kind, agency)]
        return POSTGRES, " & ".join([*terms, *(f"'{token}'{':*' if begins else ''}" for token, begins in words)])
    terms = [f'"{token}"' for token in place(kind, agency)]
    return LITE, " AND ".join([*(f'"{token}"{"*" if begins else ""}' for token, begins in words), *terms])


def found(*, kind: str, agency: str, text: str, most: int = MOST) -> list[str]:
    """The keys of an agency's things of one kind that hold every word or pair of characters asked for, newest first."""
    statement, question = _question(kind, agency, text)
    if not statement:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, [question, most])
        numbers = [number for (number,) in cursor.fetchall()]
    keys = dict(Entry.objects.filter(pk__in=numbers).values_list("pk", "key"))
    return [keys[number] for number in numbers if number in keys]
