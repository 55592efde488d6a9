"""Which edition of the reference data holds."""

from typing import Final

from django.db import connection

ONLY: Final = 1
ASK: Final = "SELECT token FROM packs_edition WHERE id = %s"
"""Every request asks it, so that it is written out: building it would take five times as long as it does."""


def edition() -> str:
    """The token of the edition that holds; empty before anything was loaded."""
    with connection.cursor() as cursor:
        cursor.execute(ASK, [ONLY])
        row = cursor.fetchone()
    return str(row[0]) if row else ""
