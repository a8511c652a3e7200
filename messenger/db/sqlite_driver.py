"""aiosqlite for SQLAlchemy with one trip to the connection's thread a statement, not four."""

import sqlite3
from collections import deque
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)
from typing_extensions import override


class Cursor(AsyncAdapt_aiosqlite_cursor):
    """A cursor that executes and fetches at once; making and closing it needs no thread."""

    __slots__ = ()
    _awaitable_cursor_close = False

    @override
    def _make_new_cursor(self, connection: Any) -> Any:
        return connection._conn.cursor()

    @override
    def _aenter_cursor(self, cursor: Any) -> Any:
        return cursor

    @override
    async def _execute_async(self, operation: Any, parameters: Any) -> None:
        async with self._adapt_connection._execute_mutex:
            await self._connection._execute(self._execute, operation, parameters or ())

    @override
    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> None:
        async with self._adapt_connection._execute_mutex:
            await self._connection._execute(self._cursor.executemany, operation, seq_of_parameters)

    def _execute(self, operation: Any, parameters: Any) -> None:
        self._cursor.execute(operation, parameters)
        if self._cursor.description:
            self._rows = deque(self._cursor.fetchall())


class Connection(AsyncAdapt_aiosqlite_connection):
    """A connection of such cursors."""

    __slots__ = ()
    _cursor_cls = Cursor


class Driver(AsyncAdapt_aiosqlite_dbapi):
    """The driver, as `create_engine(module=…)` takes it."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)

    @override
    def connect(self, *arguments: Any, **options: Any) -> Connection:
        # Cursors are made and closed in the loop's thread, while no statement runs.
        made = super().connect(*arguments, **options)
        return Connection(self, made._connection)
