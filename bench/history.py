"""A long history made quickly: the cases that are there, written again and again, each time some years earlier.

    BIANMIN_HOME=... python -m bench.history 50

Everything that belongs to a case is copied by one statement a table (persons, timeline, papers, notices, decisions,
ratings, messages, ledger, journal), with new keys, receipt numbers with their check digits, query codes that open, and
every day moved back by a whole number of weeks. What is still open is closed in a copy: a history is long because much
was done, not because much is left. Afterwards all cells are to be counted anew and the journal sealed.

For installations that are thrown away: on PostgreSQL the indexes are dropped first and made again at the end, so that
one that is stopped half-way has none.
"""

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bianmin.config.settings")

import django

if __name__ == "__main__":
    django.setup()

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from bianmin.delivery.cases.queries.codes import derive, hashed
from bianmin.foundation.facts.actions import touch_range
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.search.models import Entry
from bianmin.foundation.search.vocab import place, tokens
from bianmin.kernel.receipts import endings, new_receipt, read_receipt

TABLES = (
    "persons.Person", "cases.Case", "cases.Event", "cases.CasePaper", "cases.Supplement", "cases.Decision",
    "clock.LedgerEntry", "ratings.Rating", "notices.Message", "audit.Line",
)  # fmt: skip
SUBJECTS = {"cases.case": "cases.Case", "persons.person": "persons.Person", "ratings.rating": "ratings.Rating",
            "notices.message": "notices.Message"}  # fmt: skip
BACK = 728
"""Days from one copy to the one before: 104 weeks, so that weekdays stay."""
STEP = 20_000
"""Serial numbers of letters from one copy to the next."""
APART = 1_000
"""Serial numbers of receipts from one copy to the next: two may fall on one day."""
KEPT = ("birth_on",)
"""Days that are not moved."""
NAMES = "bench_names"
INDEXES = """SELECT i.indexname, i.indexdef FROM pg_indexes i
LEFT JOIN pg_constraint c ON c.conname = i.indexname AND c.contype IN ('p', 'u')
WHERE i.schemaname = current_schema() AND c.oid IS NULL AND i.tablename = ANY(%s)"""
"""What PostgreSQL looks things up by, without what keeps keys apart."""
NEXT = "SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"


@dataclass(frozen=True)
class Table:
    """A table to write again: its model, the highest key there is, and how far the keys of one copy lie apart."""

    model: type[models.Model]
    last: int

    @property
    def name(self) -> str:
        return self.model._meta.db_table


def tables() -> dict[str, Table]:
    """The tables by name, as they stand."""
    found = {}
    for label in TABLES:
        model = apps.get_model(label)
        found[label] = Table(model, model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0)
    return found


def earlier(column: str, copy: int, *, moment: bool) -> str:
    """A day or moment so many copies earlier."""
    days = BACK * copy
    if connection.vendor == "postgresql":
        return f"{column} - interval '{days} days'" if moment else f"{column} - {days}"
    return f"{'datetime' if moment else 'date'}({column}, '-{days} days')"


def renumbered(column: str, known: dict[str, Table], copy: int) -> str:
    """`cases.case:7` with the key it has in a copy; other subjects stay, as `permits.permit:*`."""
    parts = [
        f"WHEN {column} LIKE '{word}:%%' AND {column} <> '{word}:*' THEN '{word}:' || "
        f"CAST(CAST(substr({column}, {len(word) + 2}) AS BIGINT) + {known[label].last * copy} AS TEXT)"
        for word, label in SUBJECTS.items()
    ]
    return f"CASE {' '.join(parts)} ELSE {column} END"


def value(table: Table, field: models.Field, known: dict[str, Table], copy: int) -> str:
    """The expression of one column in a copy."""
    column = f't."{field.column}"'
    if field.primary_key:
        return f"{column} + {table.last * copy}"
    label = table.model._meta.label
    special = {
        ("cases.Case", "number"): "n.number", ("cases.Case", "query_hash"): "n.query_hash",
        ("cases.Case", "idempotency_key"): "n.key", ("cases.Case", "document_number"): "n.letter",
        ("cases.Case", "state"): "'released'", ("cases.Case", "contested"): "''",
        ("cases.Case", "condition_due_on"): "NULL",
        ("cases.Decision", "number"): "n.letter", ("ratings.Rating", "number"): "n.number",
        ("notices.Message", "key"): f"{column} || '-{copy}'",
        ("notices.Message", "state"): f"CASE WHEN {column} IN ('open', 'waiting') THEN 'done' ELSE {column} END",
    }  # fmt: skip
    if found := special.get((label, field.name)):
        return found
    if isinstance(field, models.ForeignKey):
        target = known.get(field.related_model._meta.label)
        return f"{column} + {target.last * copy}" if target else column
    if isinstance(field, models.DateTimeField) and field.name not in KEPT:
        return earlier(column, copy, moment=True)
    if isinstance(field, models.DateField) and field.name not in KEPT:
        return earlier(column, copy, moment=False)
    return renumbered(column, known, copy) if field.name == "subject" else column


def joined(table: Table) -> str:
    """How the names of a copy are found for a row, where the table needs them."""
    key = {
        "cases.Case": "t.id",
        "cases.Decision": "t.case_id",
        "ratings.Rating": "CAST(substr(t.subject, 12) AS BIGINT)",
    }.get(table.model._meta.label)
    return f" JOIN {NAMES} n ON n.case_id = {key}" if key else ""


def statement(table: Table, known: dict[str, Table], copy: int) -> str:
    """The statement that writes one table again."""
    fields = table.model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(value(table, field, known, copy) for field in fields)
    return (
        f"INSERT INTO {table.name} ({columns}) SELECT {values} FROM {table.name} t{joined(table)} "
        f"WHERE t.id <= {table.last} ORDER BY t.id"
    )


def names(cases: list[tuple[int, str, str, str, str]], copy: int) -> Iterator[tuple[int, str, str, str, str, str]]:
    """What cases are called in a copy: key, receipt number, hash of the query code, key of the form, letter, tokens."""
    for key, agency, number, once, letter in cases:
        read = read_receipt(number)
        called = new_receipt(read.short, read.day - timedelta(days=BACK * copy), read.serial + APART * copy)
        form = f"{once[:59]}-{copy:04}"
        code = derive(agency, called, form, settings.SECRET_KEY)
        digits = "".join(filter(str.isdigit, letter))
        again = letter.replace(digits, f"{int(digits) + STEP * copy:0{len(digits)}}") if digits else letter
        words = dict.fromkeys(token for text in (called, *endings(called)) for token in tokens(text))
        found = " ".join([*place("cases.case", agency), *words])
        yield key, called, hashed(agency, called, code, settings.SECRET_KEY), form, again, found


def write_names(cases: list[tuple[int, str, str, str, str]], copy: int) -> None:
    """Put the names of a copy where the statements find them."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {NAMES}")
        cursor.executemany(f"INSERT INTO {NAMES} VALUES (%s, %s, %s, %s, %s, %s)", list(names(cases, copy)))


def make_findable(known: dict[str, Table], last: int, copy: int) -> None:
    """Put the people and cases of a copy into the index: people under new keys, cases under new numbers."""
    postgres = connection.vendor == "postgresql"
    person, shift = known["persons.Person"].last * copy, last * copy
    lexemes = "array_to_tsvector(string_to_array(n.tokens, ' '))"
    words = (", tokens", ", e.tokens", f", {lexemes}") if postgres else ("", "", "")
    head = f"INSERT INTO search_entry (id, agency, kind, key{words[0]}) SELECT e.id + {shift}, e.agency, e.kind, "
    people = f"CAST(CAST(e.key AS BIGINT) + {person} AS TEXT){words[1]} FROM search_entry e"
    cases = (
        f"n.number{words[2]} FROM search_entry e JOIN cases_case c ON c.agency = e.agency AND c.number = e.key "
        f"JOIN {NAMES} n ON n.case_id = c.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{head}{people} WHERE e.id <= {last} AND e.kind = 'persons.person'")
        cursor.execute(f"{head}{cases} WHERE e.id <= {last} AND e.kind = 'cases.case'")
        if postgres:
            return
        texts = f"INSERT INTO search_text (rowid, tokens) SELECT s.rowid + {shift}"
        entry = f"FROM search_text s JOIN search_entry e ON e.id = s.rowid WHERE s.rowid <= {last} AND e.kind ="
        cursor.execute(f"{texts}, s.tokens {entry} 'persons.person'")
        cursor.execute(
            f"{texts}, n.tokens FROM search_text s JOIN search_entry e ON e.id = s.rowid "
            f"JOIN cases_case c ON c.agency = e.agency AND c.number = e.key JOIN {NAMES} n ON n.case_id = c.id "
            f"WHERE s.rowid <= {last} AND e.kind = 'cases.case'"
        )


def begin(known: dict[str, Table]) -> list[str]:
    """Make the table of names, and tell the database that this is a loading; gives the indexes to make afterwards.

    What is copied fits together as what it is copied from: PostgreSQL need not look for each row that a row names.
    """
    later: list[str] = []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-1000000")
        else:
            cursor.execute("SET synchronous_commit=off")
            cursor.execute("SET session_replication_role=replica")
            cursor.execute("SET maintenance_work_mem='512MB'")
            cursor.execute(INDEXES, [[*(table.name for table in known.values()), Entry._meta.db_table]])
            for name, made in cursor.fetchall():
                cursor.execute(f'DROP INDEX "{name}"')
                later.append(made)
        cursor.execute(f"DROP TABLE IF EXISTS {NAMES}")
        cursor.execute(
            f"CREATE TEMP TABLE {NAMES} "
            "(case_id BIGINT PRIMARY KEY, number TEXT, query_hash TEXT, key TEXT, letter TEXT, tokens TEXT)"
        )
    return later


def end(known: dict[str, Table], later: list[str]) -> None:
    """Make the indexes, let the next keys follow the last ones, tell how much there is, and be durable again."""
    with connection.cursor() as cursor:
        for made in later:
            cursor.execute(made)
        if connection.vendor == "postgresql":
            for table in known.values():
                cursor.execute(NEXT.format(table=table.name))
            cursor.execute(NEXT.format(table="search_entry"))
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA synchronous=FULL")
        else:
            cursor.execute("SET session_replication_role=origin")
            cursor.execute("SET synchronous_commit=on")


def lengthen(copies: int, *, progress: bool = False) -> int:
    """Write the history again so many times; tells how many cases there are then."""
    known = tables()
    case = known["cases.Case"].model
    cases = list(
        case._default_manager.values_list("pk", "agency", "number", "idempotency_key", "document_number")
    )  # fmt: skip
    entries = Entry.objects.aggregate(last=models.Max("pk"))["last"] or 0
    later = begin(known)
    for copy in range(1, copies + 1):
        with transaction.atomic():
            write_names(cases, copy)
            with connection.cursor() as cursor:
                for table in known.values():
                    cursor.execute(statement(table, known, copy).replace("%%", "%"))
            make_findable(known, entries, copy)
        if progress:
            print(f"cases {(copy + 1) * len(cases):,}", flush=True)
    end(known, later)
    days = case._default_manager.aggregate(first=models.Min("received_on"), last=models.Max("received_on"))
    for agency in {row[1] for row in cases}:
        for fact in FACTS.facts:
            touch_range(fact=fact, agency=agency, first=days["first"], last=days["last"] + timedelta(days=60))
    return case._default_manager.count()


if __name__ == "__main__":
    begun = time.monotonic()
    print(f"{lengthen(int(sys.argv[1]), progress=True):,} cases in {time.monotonic() - begun:.0f} s")
