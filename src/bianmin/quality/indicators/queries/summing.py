"""Sums of cells, measure by measure and span by span: each is one walk along the key of the table.

Asked for together, they would be grouped by the names of the measures too, and every day held against every span, which
takes twice as long with a million cases.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import Final

from django.db import connection

from bianmin.quality.indicators.vocab.spans import Span

TERM: Final = (
    "SELECT %s, key, bin, SUM(n) FROM indicators_cell WHERE agency = %s AND measure = %s AND day BETWEEN %s AND %s"
)
BELOW: Final = " AND SUBSTR(unit_path, 1, %s) = %s"
GROUPED: Final = " GROUP BY key, bin"
AT_ONCE: Final = 100
"""So many sums are asked for by one statement; SQLite takes 500."""

Sum = tuple[Span, str, str, int, int]
"""Over which span, of which measure, by which value of its dimension and in which bin how many."""


def sums(agency: str, below: str, codes: Iterable[str], spans: Sequence[Span]) -> Iterator[Sum]:
    """What flows and distributions count over spans in an agency, or in the units whose path begins with `below`."""
    term = f"{TERM}{BELOW if below else ''}{GROUPED}"
    place: list[str | int] = [len(below), below] if below else []
    every = product(codes, spans)
    while wanted := list(islice(every, AT_ONCE)):
        params: list[str | int] = []
        for step, (code, span) in enumerate(wanted):
            params += [step, agency, code, span.first.isoformat(), span.last.isoformat(), *place]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join([term] * len(wanted)), params)
            for step, key, which, n in cursor.fetchall():
                code, span = wanted[step]
                yield span, code, key, which, int(n)
