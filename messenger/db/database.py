"""What actions see of the database."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

T = TypeVar("T")

Work = Callable[[AsyncConnection], Coroutine[Any, Any, T]]


class Database:
    """Connections for reading (each statement for itself) and for writing (one transaction).

    `read` and `write` do the same as `reading` and `writing`, for work that is short and
    frequent: a coroutine function that awaits its connection and nothing else.
    """

    def __init__(self, reader: AsyncEngine, writer: AsyncEngine) -> None:
        self._reader = reader
        self._writer = writer

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Lend a connection whose every statement sees what is committed at that moment."""
        async with self._reader.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Run a block as one transaction, committed to the disk when the block ends well."""
        async with self._writer.begin() as connection:
            yield connection

    async def read(self, work: Work[T]) -> T:
        """Return what work finds; it has a connection of the kind that `reading` lends."""
        async with self.reading() as connection:
            return await work(connection)

    async def write(self, work: Work[T]) -> T:
        """Run work as one transaction, committed to the disk when this returns."""
        async with self.writing() as connection:
            return await work(connection)

    async def check(self) -> None:
        """Raise an error of the driver unless the database answers."""
        async with self.reading() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Close every pooled connection."""
        await self._reader.dispose()
        await self._writer.dispose()
