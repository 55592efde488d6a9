"""Add rows, and find one, by statements composed once: composing one takes longer than the database needs for it.

For what is done many times a day. New rows hold plain values; no signal is sent.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from operator import itemgetter
from types import NoneType
from typing import Any, Final, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.base import ModelState

M = TypeVar("M", bound=models.Model)
SHAPES: Final = 500
"""So many statements are remembered."""
MOST: Final = 20
"""So many rows are found at once."""
AT_ONCE: Final = 500
"""So many are added by one statement."""
MOMENTS: Final = 1_000
"""So many moments are remembered as their columns keep them."""
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
    made = [field for field in fields if field.has_default() and callable(field.default)]
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


@lru_cache(MOMENTS)
def _moment(value: datetime) -> Any:
    """A moment as its column keeps it: the rows of an act have one and the same many times."""
    return connection.ops.adapt_datetimefield_value(value)


def _as_is(kind: type, field: "models.Field[Any, Any]") -> bool:
    """Whether a value of just this type goes into a column unchanged."""
    return kind is NoneType or (kind in PLAIN and isinstance(field, PLAIN[kind]))


Turn = Callable[[Any], Any]
"""How a value becomes its column's."""


def _turn(kind: type, field: "models.Field[Any, Any]") -> Turn | None:
    """How a value of this type becomes the column's; None where it is what the column keeps."""
    if _as_is(kind, field):
        return None
    if kind is datetime and isinstance(field, models.DateTimeField):
        return _moment
    if kind is date and type(field) is models.DateField:
        return connection.ops.adapt_datefield_value
    if kind in (dict, list) and type(field) is models.JSONField:
        return lambda value: connection.ops.adapt_json_value(value, field.encoder)
    if issubclass(kind, models.TextChoices) and isinstance(field, PLAIN[str]):
        return lambda value: value.value
    return lambda value: field.get_db_prep_save(value, connection)


def _turn_new(kind: type, field: "models.Field[Any, Any]") -> Callable[[models.Model, Any], Any] | None:
    """As `_turn`, for a new row, whose field may have a word in it."""
    clock = isinstance(field, models.DateField) and (field.auto_now or field.auto_now_add)
    if clock or not (isinstance(field, models.DateField) or type(field).pre_save is models.Field.pre_save):
        return lambda row, _value: field.get_db_prep_save(field.pre_save(row, add=True), connection)
    turn = _turn(kind, field)
    return None if turn is None else lambda _row, value: turn(value)


@lru_cache(SHAPES)
def _taken(table: type[models.Model], *, keyed: bool) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """What takes the values of the columns out of a row."""
    names = [field.attname for field in _fields(table, keyed=keyed)]
    return itemgetter(*names) if len(names) > 1 else lambda said: (said[names[0]],)


@lru_cache(10 * SHAPES)
def _turns(
    table: type[models.Model], kinds: tuple[type, ...], *, keyed: bool
) -> tuple[tuple[int, Callable[[models.Model, Any], Any]], ...]:
    """The columns whose values, being of these types, are not what the column keeps, and how they become it."""
    every = (
        (place, _turn_new(kind, field))
        for place, (kind, field) in enumerate(zip(kinds, _fields(table, keyed=keyed), strict=True))
    )
    return tuple((place, turn) for place, turn in every if turn is not None)


def _values(row: models.Model, *, keyed: bool) -> list[Any]:
    """What the columns get. Most values are what they are; asking fields about them takes longer than writing them."""
    table = type(row)
    values = list(_taken(table, keyed=keyed)(row.__dict__))
    for place, turn in _turns(table, tuple(map(type, values)), keyed=keyed):
        values[place] = turn(row, values[place])
    return values


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
    """Add rows of one table, hundreds in one statement; they are not given their keys."""
    for first in range(0, len(rows), AT_ONCE):
        _add_all(rows[first : first + AT_ONCE])


def _add_all(rows: Sequence[models.Model]) -> None:
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


Looked = AnyOf | int | None
"""How a column is asked about: by what another table holds, by so many values, or by one."""


class Which(Enum):
    """Which rows are found, as the end of a SELECT."""

    NEWEST = f" DESC LIMIT {MOST}"
    LOCKED = " DESC LIMIT 1"
    EVERY = ""


def _looked(value: Any) -> Looked:
    return value if isinstance(value, AnyOf) else len(value) if isinstance(value, tuple) else None


def _test(column: str, each: Looked) -> str:
    """The words of a SELECT about one column."""
    if isinstance(each, AnyOf):
        return f"{column} {each.text()}"
    return f"{column} = %s" if each is None else f"{column} IN ({', '.join(['%s'] * each)})"


@lru_cache(SHAPES)
def _question(
    table: type[M], names: tuple[tuple[str, Looked], ...], which: Which
) -> tuple[str, list["models.Field[Any, Any]"], list[tuple[int, list[Any]]]]:
    """The SELECT of rows with some values, whose values they are, and what turns its columns into Python's values."""
    quote, alias = connection.ops.quote_name, table._meta.db_table
    columns = [field.get_col(alias) for field in table._meta.concrete_fields]
    turned = [connection.ops.get_db_converters(col) + col.get_db_converters(connection) for col in columns]
    listed = ", ".join(quote(str(col.target.column)) for col in columns)
    known = {field.name: field for field in table._meta.concrete_fields}
    tests = " AND ".join(_test(quote(str(known[name].column)), each) for name, each in names)
    order = f"ORDER BY {quote(str(table._meta.pk.column))}{which.value}"
    held = " FOR UPDATE" if which is Which.LOCKED and connection.features.has_select_for_update else ""
    text = f"SELECT {listed} FROM {quote(alias)} WHERE {tests} {order}{held}"  # noqa: S608 - names of columns
    asked = [known[name] for name, each in names if not isinstance(each, AnyOf)]
    return text, asked, [(place, each) for place, each in enumerate(turned) if each]


def find_all(table: type[M], **values: Any) -> list[M]:
    """The rows whose columns have these values, or one of a tuple of values, newest first, no more than `MOST`."""
    return _found(table, values, Which.NEWEST)


def find_every(table: type[M], **values: Any) -> list[M]:
    """As `find_all`, however many there are, the oldest first."""
    return _found(table, values, Which.EVERY)


def _found(table: type[M], values: Mapping[str, Any], which: Which) -> list[M]:
    names = tuple((name, _looked(value)) for name, value in values.items())
    text, fields, turned = _question(table, names, which)
    asked = []
    for field in fields:
        said = values[field.name]
        every = said if isinstance(said, tuple) else (said,)
        asked += [field.get_db_prep_value(value, connection) for value in every]
    with connection.cursor() as cursor:
        cursor.execute(text, asked)
        rows = cursor.fetchall()
    return [_known(table, _turned(row, turned)) for row in rows]


def _known(table: type[M], values: Sequence[Any]) -> M:
    """A row as the database has it, made as `new` makes one."""
    row = table.__new__(table)
    row._state = ModelState()
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    row.__dict__.update(zip(_names(table), values, strict=True))
    return row


@lru_cache(SHAPES)
def _names(table: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in table._meta.concrete_fields)


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


def lock(table: type[M], **values: Any) -> M | None:
    """As `find`, and nobody else's until the transaction ends."""
    return next(iter(_found(table, values, Which.LOCKED)), None)


def related(row: models.Model, table: type[M], name: str) -> M | None:
    """The row of a table that a row names by a relation; it is found once and stays with the row."""
    known = row._state.fields_cache
    if name not in known:
        key = getattr(row, f"{name}_id")
        known[name] = None if key is None else find(table, id=key)
    found: M | None = known[name]
    return found


@lru_cache(SHAPES)
def _update(
    table: type[models.Model], names: tuple[str, ...], where: tuple[str, ...], empty: tuple[str, ...]
) -> tuple[str, tuple["models.Field[Any, Any]", ...]]:
    """The UPDATE of some columns where others have certain values, or none, and whose values it takes."""
    quote, known = connection.ops.quote_name, {field.attname: field for field in table._meta.concrete_fields}
    known.update({field.name: field for field in table._meta.concrete_fields})
    new_values = ", ".join(f"{quote(str(known[name].column))} = %s" for name in names)
    asked = [f"{quote(str(known[name].column))} = %s" for name in where]
    tests = " AND ".join(asked + [f"{quote(str(known[name].column))} IS NULL" for name in empty])
    text = f"UPDATE {quote(table._meta.db_table)} SET {new_values} WHERE {tests}"  # noqa: S608 - names of columns
    return text, tuple(known[name] for name in (*names, *where))


@lru_cache(10 * SHAPES)
def _update_turns(
    fields: tuple["models.Field[Any, Any]", ...], kinds: tuple[type, ...]
) -> tuple[tuple[int, Turn], ...]:
    """Whose values are not what the column keeps, and how they become it."""
    every = ((place, _turn(kind, field)) for place, (kind, field) in enumerate(zip(kinds, fields, strict=True)))
    return tuple((place, turn) for place, turn in every if turn is not None)


def update(table: type[models.Model], where: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    """Write values into the rows that have others; how many there were. Values are plain, none is an expression."""
    known = {name: value for name, value in where.items() if value is not None}
    text, fields = _update(table, tuple(values), tuple(known), tuple(name for name in where if name not in known))
    said = [*values.values(), *known.values()]
    for place, turn in _update_turns(fields, tuple(map(type, said))):
        said[place] = turn(said[place])
    with connection.cursor() as cursor:
        cursor.execute(text, said)
        return int(cursor.rowcount)
