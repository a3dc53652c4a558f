"""What every request asks and the hot verbs write: SQL that is worked out once, here and in the database.

MINE = Prepared(lambda: Membership.objects.filter(person_id=Slot("person")).select_related("organisation"))
MINE.ask(person=7)                      # the same rows, by the same SQL, without building it anew
PENDING = PreparedInsert(Pending, "body", "at", giving=("id",))
PENDING.insert(body=text, at=moment)    # what `Pending.objects.create` does

The server keeps one plan a connection. A column that a migration takes away or changes is felt by connections that are
older than it: processes are started anew after a migration (deploy/).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Expression, Field, JSONField, Model, QuerySet
from django.db.models.query import ValuesListIterable, get_related_populators

type _Making = Callable[[Iterable[Any]], Iterator[Any]]


class Slot(Expression):
    """A place in a prepared queryset for a value that is given when it is asked."""

    def __init__(self, name: str, output_field: Field[Any, Any] | None = None):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A placeholder whose parameter is the slot itself."""
        return "%s", [self]


_Cursor: Any = ServerBindingCursor
_kept: WeakKeyDictionary[Any, Any] = (
    WeakKeyDictionary()
)  # one cursor for each open connection: making one costs as much as using it


def _run(sql: str, params: list[Any]) -> list[Any]:
    """The rows of a statement whose values are bound by the server, which so can keep its plan (`prepare_threshold`)."""
    connection.ensure_connection()
    session: Any = connection.connection
    if connection.queries_logged or connection.execute_wrappers:  # somebody watches: the common, slower way
        watched = _Cursor(session)
        with connection.make_debug_cursor(watched) if connection.queries_logged else connection.make_cursor(watched) as cursor:
            cursor.execute(sql, params)
            return watched.fetchall() if watched.pgresult.nfields else []
    connection.validate_no_broken_transaction()
    kept = _kept.get(session)
    if kept is None:
        kept = _kept[session] = _Cursor(session)
    with connection.wrap_database_errors:
        kept.execute(sql, params)
        return kept.fetchall() if kept.pgresult.nfields else []


class Prepared:
    """A queryset with slots: models (with `select_related`, `only` and annotations) or tuples of `values_list`."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]):
        self.build = build

    @cached_property
    def _compiled(self) -> tuple[str, tuple[Any, ...], Callable[[Iterable[Any]], Iterable[Any]], _Making]:
        rows: Any = self.build()
        compiler = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        is_tuples = issubclass(rows._iterable_class, ValuesListIterable)
        converters = compiler.get_converters([column[0] for column in compiler.select])
        making = _tuples if is_tuples else _models(compiler, rows._fetch_mode)
        return sql, tuple(params), partial(compiler.apply_converters, converters=converters), making

    def ask(self, **values: Any) -> list[Any]:
        """The rows for these values."""
        sql, params, converted, made = self._compiled
        found = _run(sql, [values[each.name] if isinstance(each, Slot) else each for each in params])
        return list(made(converted(found)))


class PreparedInsert:
    """The insertion of one row of a model: fields that are not named keep their defaults, `giving` comes back.

    `within`: a statement that holds this one as its `{}` and gives what comes back; its own values come after those of the row.
    """

    def __init__(self, model: type[Model], *names: str, giving: tuple[str, ...], within: str = "{}"):
        self.model, self.names, self.giving, self.within = model, names, giving, within

    @cached_property
    def compiled(self) -> tuple[str, list[Field[Any, Any]]]:
        """The statement and the columns whose values it takes."""
        meta: Any = self.model._meta
        fields = [field for field in meta.concrete_fields if not field.primary_key]
        columns = ", ".join(f'"{field.column}"' for field in fields)
        given = ", ".join(f'"{meta.get_field(name).column}"' for name in self.giving)
        places = ", ".join("%s" for _ in fields)
        insertion = f'INSERT INTO "{meta.db_table}" ({columns}) VALUES ({places}) RETURNING {given}'
        return self.within.format(insertion), fields

    def insert(self, *more: Any, **values: Any) -> tuple[Any, ...]:
        """Insert a row; returns the columns named in `giving`, or what `within` gives; `more` are its values.

        Raises:
            TypeError: if the values are not those that were promised.
        """
        if values.keys() != set(self.names):
            raise TypeError(f"{self.model.__name__}: expected {self.names}")
        sql, fields = self.compiled
        row = [_to_database(field, values.get(field.attname, field.get_default())) for field in fields]
        found: list[tuple[Any, ...]] = _run(sql, [*row, *more])
        return found[0]


def _to_database(field: Field[Any, Any], value: Any) -> Any:
    if isinstance(field, JSONField) and value is not None:
        return connection.ops.adapt_json_value(value, field.encoder)
    return value


def _tuples(rows: Iterable[Any]) -> Iterator[Any]:
    return map(tuple, rows)


def _models(compiler: Any, mode: Any) -> _Making:
    """What a queryset makes of its rows: the model with its annotations and the related models."""
    info, select, using = compiler.klass_info, compiler.select, connection.alias
    first, end = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column[0].target.attname for column in select[first:end]]
    related = get_related_populators(info, select, using, mode)

    def made(rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            one = info["model"].from_db(using, names, row[first:end], fetch_mode=mode)
            for populator in related:
                populator.populate(row, one)
            for name, place in (compiler.annotation_col_map or {}).items():
                setattr(one, name, row[place])
            yield one

    return made
