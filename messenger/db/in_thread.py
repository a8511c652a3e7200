"""Work that is written for asyncio and carried out in a thread without it."""

from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import Connection, Result
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

    async def scalar(self, statement: Any, parameters: Any = None) -> Any:
        """Execute a statement and return the first column of its first row."""
        return self._connection.scalar(statement, parameters)

    async def scalars(self, statement: Any, parameters: Any = None) -> Any:
        """Execute a statement and return the first column of its rows."""
        return self._connection.scalars(statement, parameters)


def carry_out(work: Work[T], connection: Connection) -> T:
    """Run work on a connection of this thread; RuntimeError where it waits for something else."""
    running = work(cast("AsyncConnection", ThreadConnection(connection)))
    try:
        running.send(None)
    except StopIteration as end:
        return cast("T", end.value)
    running.close()
    message = "database work may await its connection only"
    raise RuntimeError(message)
