"""What SQLite wants to be told and PostgreSQL does by itself: how many rows there are, and when to close gaps.

Without the first, it looks up a few keys of an agency by reading all rows of the agency: of a million persons in
130 ms, not 1.
"""

from datetime import datetime
from typing import Final

from django.db import connection

SAMPLE: Final = 1000
"""So many rows of each index are looked at: a large database takes less than a second."""


def take_stock(**_at: datetime) -> int:
    """Count by sample for the planner of statements; connections opened later know. 1 where it was done."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={SAMPLE}")
        cursor.execute("ANALYZE")
    return 1


def close_gaps() -> None:
    """Write the database anew without the gaps that a great deal of writing left; outside a transaction."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
