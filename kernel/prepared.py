"""Questions that every request asks: a queryset whose SQL is worked out once, for what working it out costs.

MINE = Prepared(lambda: Membership.objects.filter(person_id=Slot("person")).select_related("organisation"))
MINE.ask(person=7)   # the same rows, by the same SQL, without building it anew
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from typing import Any

from django.db import connection
from django.db.models import Expression, Field, QuerySet
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


class Prepared:
    """A queryset with slots: models (with `select_related` and annotations) or tuples of `values_list`."""

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
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[each.name] if isinstance(each, Slot) else each for each in params])
            found = cursor.fetchall()
        return list(made(converted(found)))


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
