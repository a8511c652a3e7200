"""What actions see of the database."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

T = TypeVar("T")

# So long, in seconds, the end waits for blocks that still run.
PATIENCE = 5.0

Work = Callable[[AsyncConnection], Coroutine[Any, Any, T]]


class Database:
    """Connections for reading (each statement for itself) and for writing (one transaction).

    `read` and `write` do the same as `reading` and `writing`, for work that is short and
    frequent: a coroutine function that awaits its connection and nothing else.
    """

    is_sqlite = False
    """Whether it is a file, with an index of its own kind (indexing.py)."""

    def __init__(self, reader: AsyncEngine, writer: AsyncEngine) -> None:
        self._reader = reader
        self._writer = writer
        self._lent = 0
        self._unused = asyncio.Event()
        self._unused.set()
        self._stands = asyncio.Event()
        self._stands.set()
        self._closing: set[asyncio.Task[None]] = set()
        self._committing = asyncio.Lock()
        self._before: dict[AsyncConnection, list[Callable[[], Awaitable[None]]]] = {}
        self._afterwards: dict[AsyncConnection, list[Callable[[], None]]] = {}

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Lend a connection whose every statement sees what is committed at that moment."""
        async with self._lending(), self._reader.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Run a block as one transaction, committed to the disk when the block ends well."""
        async with self._lending():
            connection = await self._writer.connect()
            before = self._before[connection] = []
            afterwards = self._afterwards[connection] = []
            try:
                async with connection.begin() as transaction:
                    yield connection
                    # PostgreSQL lets go of its locks before it answers: of two commits at once,
                    # the one that waited for the other could be told first.
                    async with self._committing:
                        for call in before:
                            await call()
                        await transaction.commit()
                for told in afterwards:
                    told()
            finally:
                del self._before[connection], self._afterwards[connection]
                # Not awaited: who tells of this commit must come before who waited for it.
                closing = asyncio.get_running_loop().create_task(connection.close())
                self._closing.add(closing)
                closing.add_done_callback(self._closing.discard)

    def before_commit(
        self, connection: AsyncConnection, call: Callable[[], Awaitable[None]]
    ) -> None:
        """Await this as the last of what `writing` lent the connection for.

        What this process committed before has been told by then; it may await its connection only.
        """
        self._before[connection].append(call)

    def after_commit(self, connection: AsyncConnection, call: Callable[[], None]) -> None:
        """Call this once what `writing` lent the connection for is committed, and never else."""
        self._afterwards[connection].append(call)

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

    async def close(self, patience: float = PATIENCE) -> None:
        """Close every connection, after the blocks that still run, if these end in time."""
        self._stands.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._unused.wait(), patience)
        await asyncio.gather(*self._closing, return_exceptions=True)
        await self._reader.dispose()
        await self._writer.dispose()
        self._stands.set()

    @asynccontextmanager
    async def _lending(self) -> AsyncIterator[None]:
        # A pool that is being closed forgets what is lent from it meanwhile.
        await self._stands.wait()
        self._lent += 1
        self._unused.clear()
        try:
            yield
        finally:
            self._lent -= 1
            if not self._lent:
                self._unused.set()
