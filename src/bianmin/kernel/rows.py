"""Add rows, and find one, by statements composed once: composing one takes longer than the database needs for it.

For what is done many times a day. New rows hold plain values; no signal is sent.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from types import NoneType
from typing import Any, Final, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.base import ModelState

M = TypeVar("M", bound=models.Model)
SHAPES: Final = 500
"""So many statements are remembered."""
MOST: Final = 20
"""So many rows are found at once."""
PLAIN: Final = {
    str: (models.CharField, models.TextField),
    bool: (models.BooleanField,),
    int: (models.IntegerField, models.ForeignKey),
}
"""Values that go into a column unchanged, if they are just of that type."""


@lru_cache(SHAPES)
def _fields(table: type[models.Model], *, keyed: bool) -> tuple["models.Field[Any, Any]", ...]:
    """The columns that a new row brings: all, or all but a key that the database counts."""
    counted = None if keyed else table._meta.auto_field
    return tuple(field for field in table._meta.concrete_fields if field is not counted)


@lru_cache(SHAPES)
def _statement(table: type[models.Model], *, keyed: bool, count: int, once: bool = False) -> str:
    """The INSERT of so many rows, `once` where there may be such a row already; a single one gives back its key."""
    quote = connection.ops.quote_name
    fields, key = _fields(table, keyed=keyed), table._meta.pk
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = f"({', '.join(['%s'] * len(fields))})"
    back = f" RETURNING {quote(str(key.column))}" if count == 1 and key is not None else ""
    values, given = ", ".join([marks] * count), " ON CONFLICT DO NOTHING" if once else ""
    return f"INSERT INTO {quote(table._meta.db_table)} ({columns}) VALUES {values}{given}{back}"  # noqa: S608 - names of columns


@lru_cache(SHAPES)
def _blank(table: type[models.Model]) -> tuple[dict[str, Any], list["models.Field[Any, Any]"], dict[str, str]]:
    """What a new row begins with: values that are always the same, fields that make one each time, and relations."""
    fields = table._meta.concrete_fields
    made = [field for field in fields if callable(field.default)]
    same = {field.attname: field.get_default() for field in fields if field not in made}
    return same, made, {field.name: field.attname for field in fields if field.is_relation}


def new(table: type[M], **values: Any) -> M:
    """A row to be inserted, made for a fraction of what `table(**values)` costs; names of columns are not checked.

    A relation is given as the other row, which must have its key by then.
    """
    same, made, relations = _blank(table)
    row = table.__new__(table)
    row._state = ModelState()
    said = row.__dict__
    said.update(same)
    for field in made:
        said[field.attname] = field.get_default()
    for name, value in values.items():
        if name in relations:
            said[relations[name]] = None if value is None else value.pk
            if value is not None:
                row._state.fields_cache[name] = value
        else:
            said[name] = value
    return row


def _as_it_is(value: Any) -> Any:
    return value


def _turns(field: "models.Field[Any, Any]") -> dict[type, Callable[[Any], Any]]:
    """How values of some types become the column's; those of others are the field's own affair."""
    moments = isinstance(field, models.DateField) and not (field.auto_now or field.auto_now_add)
    if not moments and type(field).pre_save is not models.Field.pre_save:
        return {}
    turns = {plain: _as_it_is for plain, kinds in PLAIN.items() if isinstance(field, kinds)}
    if moments:
        is_time = isinstance(field, models.DateTimeField)
        turns |= (
            {datetime: connection.ops.adapt_datetimefield_value}
            if is_time
            else {date: connection.ops.adapt_datefield_value}
        )
    return turns | {NoneType: _as_it_is}


@lru_cache(SHAPES)
def _ways(
    table: type[models.Model], *, keyed: bool
) -> tuple[tuple[str, dict[type, Callable[[Any], Any]], "models.Field[Any, Any]"], ...]:
    """For each column: where a row has its value, and how it becomes the column's."""
    return tuple((field.attname, _turns(field), field) for field in _fields(table, keyed=keyed))


def _values(row: models.Model, *, keyed: bool) -> list[Any]:
    """What the columns get. Most values are what they are; asking fields about them takes longer than writing them."""
    said, found = row.__dict__, []
    for name, turns, field in _ways(type(row), keyed=keyed):
        value = said[name]
        turn = turns.get(type(value))
        if turn is None:
            value = field.get_db_prep_save(field.pre_save(row, add=True), connection)
        elif turn is not _as_it_is:
            value = turn(value)
        found.append(value)
    return found


def insert(row: M) -> M:
    """Add one row and give it its key.

    Raises:
        IntegrityError: the database refuses it.
    """
    _add(row, once=False)
    return row


def insert_new(row: models.Model) -> bool:
    """Add one row unless there is one that it may not stand beside; whether it was added."""
    return _add(row, once=True)


def _add(row: models.Model, *, once: bool) -> bool:
    keyed, table = row.pk is not None, type(row)
    with connection.cursor() as cursor:
        statement = _statement(table, keyed=keyed, count=1, once=once)
        cursor.execute(statement, _values(row, keyed=keyed))
        given = cursor.fetchone()
    if given is None:
        return False
    row.pk = given[0]
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return True


def insert_all(rows: Sequence[models.Model]) -> None:
    """Add rows of one table in one statement; they are not given their keys."""
    if not rows:
        return
    keyed, table = rows[0].pk is not None, type(rows[0])
    with connection.cursor() as cursor:
        statement = _statement(table, keyed=keyed, count=len(rows))
        cursor.execute(statement, [value for row in rows for value in _values(row, keyed=keyed)])


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Whatever a column of another table holds: to use an index that begins with it where the value is not known."""

    table: type[models.Model]
    column: str

    def text(self) -> str:
        """The SELECT of them."""
        quote = connection.ops.quote_name
        return f"IN (SELECT {quote(self.column)} FROM {quote(self.table._meta.db_table)})"  # noqa: S608 - names of columns


@lru_cache(SHAPES)
def _question(
    table: type[M], names: tuple[tuple[str, AnyOf | None], ...]
) -> tuple[str, list["models.Field[Any, Any]"], list[tuple[int, list[Any]]]]:
    """The SELECT of rows with some values, whose values they are, and what turns its columns into Python's values."""
    quote, alias = connection.ops.quote_name, table._meta.db_table
    columns = [field.get_col(alias) for field in table._meta.concrete_fields]
    turned = [connection.ops.get_db_converters(col) + col.get_db_converters(connection) for col in columns]
    listed = ", ".join(quote(str(col.target.column)) for col in columns)
    known = {field.name: field for field in table._meta.concrete_fields}
    tests = " AND ".join(f"{quote(str(known[name].column))} {each.text() if each else '= %s'}" for name, each in names)
    newest = f"ORDER BY {quote(str(table._meta.pk.column))} DESC LIMIT {MOST}"
    text = f"SELECT {listed} FROM {quote(alias)} WHERE {tests} {newest}"  # noqa: S608 - names of columns
    asked = [known[name] for name, each in names if each is None]
    return text, asked, [(place, each) for place, each in enumerate(turned) if each]


def find_all(table: type[M], **values: Any) -> list[M]:
    """The rows whose columns have these values, the newest first, no more than `MOST`."""
    names = tuple((name, value if isinstance(value, AnyOf) else None) for name, value in values.items())
    text, fields, turned = _question(table, names)
    asked = [field.get_db_prep_value(values[field.name], connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(text, asked)
        rows = cursor.fetchall()
    columns = [field.attname for field in table._meta.concrete_fields] if rows else []
    return [table.from_db(DEFAULT_DB_ALIAS, columns, _turned(row, turned)) for row in rows]


def _turned(row: Sequence[Any], turned: list[tuple[int, list[Any]]]) -> list[Any]:
    """A row of the database in Python's values."""
    said = list(row)
    for place, converters in turned:
        for turn in converters:
            said[place] = turn(said[place], None, connection)
    return said


def find(table: type[M], **values: Any) -> M | None:
    """The newest row whose columns have these values, None where there is none."""
    return next(iter(find_all(table, **values)), None)


@lru_cache(SHAPES)
def _update(
    table: type[models.Model], names: tuple[str, ...], where: tuple[str, ...]
) -> tuple[str, list["models.Field[Any, Any]"]]:
    """The UPDATE of some columns where others have certain values, and whose values it takes."""
    quote, known = connection.ops.quote_name, {field.attname: field for field in table._meta.concrete_fields}
    known.update({field.name: field for field in table._meta.concrete_fields})
    new_values = ", ".join(f"{quote(str(known[name].column))} = %s" for name in names)
    tests = " AND ".join(f"{quote(str(known[name].column))} = %s" for name in where)
    text = f"UPDATE {quote(table._meta.db_table)} SET {new_values} WHERE {tests}"  # noqa: S608 - names of columns
    return text, [known[name] for name in (*names, *where)]


def update(table: type[models.Model], where: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    """Write values into the rows that have others; how many there were. Values are plain, none is an expression."""
    text, fields = _update(table, tuple(values), tuple(where))
    said = zip(fields, (*values.values(), *where.values()), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(text, [field.get_db_prep_save(value, connection) for field, value in said])
        return int(cursor.rowcount)
