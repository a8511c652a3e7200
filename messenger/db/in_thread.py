"""Work that is written for asyncio and carried out in a thread without it."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import Connection, Engine, Result
from sqlalchemy.engine import Dialect

from messenger.db.database import Work

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

T = TypeVar("T")


class ThreadConnection:
    """What work may use of SQLAlchemy's asyncio connection, without ever waiting."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        """The dialect of the database."""
        return self._connection.dialect

    async def execute(self, statement: Any, parameters: Any = None) -> Result[Any]:
        """Execute a statement and return its result."""
        return self._connection.execute(statement, parameters)

    async def exec_driver_sql(self, statement: str, parameters: Any = None) -> Result[Any]:
        """Execute a statement as the driver takes it."""
        return self._connection.exec_driver_sql(statement, parameters)

    async def scalar(self, statement: Any, parameters: Any = None) -> Any:
        """Execute a statement and return the first column of its first row."""
        return self._connection.scalar(statement, parameters)

    async def scalars(self, statement: Any, parameters: Any = None) -> Any:
        """Execute a statement and return the first column of its rows."""
        return self._connection.scalars(statement, parameters)


class Threads:
    """Threads that carry out work, each on a connection of its own that stays open."""

    def __init__(self, engine: Engine, count: int, name: str) -> None:
        self._engine = engine
        self._executor = ThreadPoolExecutor(count, name)
        self._own = threading.local()
        self._opened: list[Connection] = []

    async def carry_out(self, work: Work[T]) -> T:
        """Run work as one transaction and return its result."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, self._carry_out, work)

    def close(self) -> None:
        """Close the connections, after what still runs."""
        self._executor.shutdown()
        for connection in self._opened:
            connection.close()
        self._engine.dispose()

    def _carry_out(self, work: Work[T]) -> T:
        connection: Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = self._engine.connect()
            self._opened.append(connection)
        with connection.begin():
            return _run(work, connection)


def _run(work: Work[T], connection: Connection) -> T:
    running = work(cast("AsyncConnection", ThreadConnection(connection)))
    try:
        running.send(None)
    except StopIteration as end:
        return cast("T", end.value)
    running.close()
    message = "database work may await its connection only"
    raise RuntimeError(message)
