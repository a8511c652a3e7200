"""Statements that are compiled once, and that SQLite's driver gets as they stand."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Integer, Text, TypeDecorator, bindparam
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import Delete, Insert, Select, Update
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from messenger.db.in_thread import ThreadConnection

SQLITE: Dialect = sqlite_dialect()

Values = Mapping[str, Any]


class Prepared:
    """A statement of the path of a message, which on SQLite passes by SQLAlchemy.

    There SQLAlchemy costs more than the database itself. Rows come as tuples in the order of the
    columns and, on SQLite, as its driver gives them: a truth is 0 or 1. `columns` are those that
    an insert fills.
    """

    def __init__(
        self, statement: Select[Any] | Insert | Update | Delete, columns: Sequence[str] = ()
    ) -> None:
        compiled = statement.compile(dialect=SQLITE, column_keys=list(columns) or None)
        self._statement = statement
        self._sql = str(compiled)
        self._constants = {n: each for n, each in compiled.params.items() if each is not None}
        self._names = tuple(compiled.positiontup or ())
        made = (
            (name, compiled.binds[name].type.dialect_impl(SQLITE).bind_processor(SQLITE))
            for name in self._names
        )
        self._makers = [(name, maker) for name, maker in made if maker is not None]
        # Most need nothing but their values in a row, and there are as many rows as messages.
        is_plain = len(self._names) > 1 and not (self._constants or self._makers)
        self._order: Callable[[Values], Sequence[Any]] = (
            itemgetter(*self._names) if is_plain else self._make
        )

    async def read(self, connection: AsyncConnection, values: Values) -> Sequence[Sequence[Any]]:
        """Execute it once and return its rows."""
        if thread := _as_thread(connection):
            return thread.fetch(self._sql, self._order(values))
        return (await connection.execute(self._statement, values)).all()

    async def write(self, connection: AsyncConnection, rows: Sequence[Values]) -> None:
        """Execute it for each of some rows."""
        if thread := _as_thread(connection):
            thread.fill(self._sql, map(self._order, rows))
        else:
            await connection.execute(self._statement, rows)

    def _make(self, values: Values) -> Sequence[Any]:
        given = {**self._constants, **values}
        for name, maker in self._makers:
            given[name] = maker(given[name])
        return [given[name] for name in self._names]


def _as_thread(connection: object) -> ThreadConnection | None:
    return connection if isinstance(connection, ThreadConnection) else None


class _Numbers(TypeDecorator[Iterable[int]]):
    """Whole numbers in one parameter."""

    impl = Text
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return ARRAY(BigInteger()) if dialect.name == "postgresql" else Text()

    @override
    def process_bind_param(self, value: Iterable[int] | None, dialect: Dialect) -> Any:
        numbers = list(value or ())
        return numbers if dialect.name == "postgresql" else f"[{','.join(map(str, numbers))}]"


class _OneOf(FunctionElement[int]):
    # As a truth it would be compared with 1 on SQLite, and no index would be asked.
    type = Integer()
    inherit_cache = True


@compiles(_OneOf)
def _equals_any(element: _OneOf, compiler: Any, **how: Any) -> str:
    column, numbers = (compiler.process(each, **how) for each in element.clauses)
    return f"{column} = ANY ({numbers})"


@compiles(_OneOf, "sqlite")
def _in_json(element: _OneOf, compiler: Any, **how: Any) -> str:
    column, numbers = (compiler.process(each, **how) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({numbers}))"  # noqa: S608 - the compiler's own text


def one_of(column: ColumnElement[int], name: str) -> ColumnElement[int]:
    """Return the condition that a column holds one of the numbers of a parameter.

    However many they are, the statement is the same: `IN` has a parameter for each.
    """
    return _OneOf(column, bindparam(name, type_=_Numbers()))
