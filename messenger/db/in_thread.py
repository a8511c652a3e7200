"""Work that is written for asyncio and carried out in a thread without it."""

import asyncio
import os
import sqlite3
import sys
import threading
from collections.abc import Iterable, Sequence
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import Connection, Engine, Result
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

from messenger.db.database import Work

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

T = TypeVar("T")


class ThreadConnection:
    """What work may use of SQLAlchemy's asyncio connection, without ever waiting."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver = cast("sqlite3.Connection", connection.connection.driver_connection)

    @property
    def dialect(self) -> Dialect:
        """The dialect of the database."""
        return self._connection.dialect

    async def execute(self, statement: Any, parameters: Any = None) -> Result[Any]:
        """Execute a statement and return its result."""
        return self._connection.execute(statement, parameters)

    async def scalar(self, statement: Any, parameters: Any = None) -> Any:
        """Execute a statement and return the first column of its first row."""
        return self._connection.scalar(statement, parameters)

    async def scalars(self, statement: Any, parameters: Any = None) -> Any:
        """Execute a statement and return the first column of its rows."""
        return self._connection.scalars(statement, parameters)

    def fetch(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a statement as the driver gives them; errors as of `execute`."""
        try:
            return self._driver.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise _as_sqlalchemy(sql, error) from error

    def fill(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute a statement for each of some rows; errors as of `execute`."""
        try:
            self._driver.executemany(sql, rows)
        except sqlite3.Error as error:
            raise _as_sqlalchemy(sql, error) from error

    def roll_back(self) -> None:
        """End a transaction of which nothing shall stay, where SQLite has not ended it itself."""
        if self._driver.in_transaction:
            self.fetch("ROLLBACK")

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()


class Threads:
    """Threads that carry out work, each on a connection of its own that stays open.

    Where they write, work is one transaction. The driver begins and ends it, and a result comes
    back by one call: what SQLAlchemy and an executor do for it costs as much as the statements.
    By their niceness they give way to all others, on Linux (0 to 19, nice(1)).
    """

    def __init__(
        self, engine: Engine, count: int, name: str, *, write: bool, niceness: int = 0
    ) -> None:
        self._engine = engine
        self._count = count
        self._name = name
        self._write = write
        self._niceness = niceness
        self._waiting: SimpleQueue[tuple[Work[Any], bool, asyncio.Future[Any]] | None] = (
            SimpleQueue()
        )
        self._threads: list[threading.Thread] = []

    async def carry_out(self, work: Work[T], *, bare: bool = False) -> T:
        """Run work and return its result; where it is bare, it is in no transaction."""
        if len(self._threads) < self._count:
            thread = threading.Thread(target=self._serve, name=self._name, daemon=True)
            self._threads.append(thread)
            thread.start()
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.put((work, bare, future))
        return await future

    def close(self) -> None:
        """Close the connections, after what still runs."""
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join()
        self._engine.dispose()

    def _serve(self) -> None:
        if self._niceness and sys.platform == "linux":
            # Of this thread alone: setpriority(2), "C library/kernel differences".
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), self._niceness)
        connection: ThreadConnection | None = None
        while (taken := self._waiting.get()) is not None:
            work, bare, future = taken
            try:
                connection = connection or ThreadConnection(self._engine.connect())
                tell = partial(_answer, future, self._carry_out(work, connection, bare=bare))
            except BaseException as error:
                tell = partial(_fail, future, error)
            future.get_loop().call_soon_threadsafe(tell)
            # Nothing of it stays here while the thread waits.
            del taken, work, future, tell
        if connection is not None:
            connection.close()

    def _carry_out(self, work: Work[T], connection: ThreadConnection, *, bare: bool) -> T:
        if bare or not self._write:
            return _run(work, connection)
        connection.fetch("BEGIN IMMEDIATE")
        try:
            result = _run(work, connection)
            connection.fetch("COMMIT")
        except BaseException:
            connection.roll_back()
            raise
        return result


def _run(work: Work[T], connection: ThreadConnection) -> T:
    running = work(cast("AsyncConnection", connection))
    try:
        running.send(None)
    except StopIteration as end:
        return cast("T", end.value)
    running.close()
    message = "database work may await its connection only"
    raise RuntimeError(message)


def _answer(future: asyncio.Future[T], result: T) -> None:
    if not future.done():
        future.set_result(result)


def _fail(future: asyncio.Future[Any], error: BaseException) -> None:
    if not future.done():
        future.set_exception(error)


def _as_sqlalchemy(sql: str, error: sqlite3.Error) -> BaseException:
    return DBAPIError.instance(sql, None, error, sqlite3.Error, hide_parameters=True)
