"""SQLite in a file: one connection writes at a time, others read beside it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from typing_extensions import override

from messenger.db.change_log import MOVED
from messenger.db.checkpoints import LARGEST_LOG, Checkpoints
from messenger.db.database import PATIENCE, Database, Work
from messenger.db.in_thread import Threads
from messenger.errors import Unavailable

PRAGMAS = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA journal_mode=WAL",
    # FULL, since NORMAL may lose acknowledged messages at power loss (sqlite.org/pragma.html).
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-16000",
    "PRAGMA temp_store=MEMORY",
    f"PRAGMA wal_autocheckpoint={LARGEST_LOG}",
)
READERS = 4
# Readers never open a transaction, so there is none to roll back on return.
READING: dict[str, Any] = {
    "pool_size": READERS,
    "max_overflow": 0,
    "pool_reset_on_return": None,
}
ALONE: dict[str, Any] = {"pool_size": 1, "max_overflow": 0}

T = TypeVar("T")


class SqliteDatabase(Database):
    """One file with two ways in: block by block through asyncio, and work in a thread.

    A statement through the asyncio layer costs four changes of thread, and as many waits for
    the interpreter, so `read` and `write` carry their work out in one trip.
    """

    is_sqlite = True

    def __init__(self, path: Path) -> None:
        url = f"sqlite+aiosqlite:///{path}"
        reader = create_async_engine(url, **READING)
        writer = create_async_engine(url, **ALONE)
        super().__init__(reader, writer)
        fast_reader = create_engine(f"sqlite:///{path}", **READING)
        fast_writer = create_engine(f"sqlite:///{path}", **ALONE)
        copier = create_engine(f"sqlite:///{path}", **ALONE)
        for engine in (reader.sync_engine, fast_reader, copier):
            _prepare(engine, query_only=True)
        for engine in (writer.sync_engine, fast_writer):
            _prepare(engine, query_only=False)
        event.listen(writer.sync_engine, "begin", _begin_immediate)
        # Without it, the two ways in would wait for each other in SQLite, which polls.
        self._turn = asyncio.Lock()
        self._read_threads = Threads(fast_reader, READERS, "sqlite-read", write=False)
        self._write_thread = Threads(fast_writer, 1, "sqlite-write", write=True)
        self._checkpoints = Checkpoints(copier, self._write_thread, self._turn)

    @asynccontextmanager
    @override
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Run a block as one transaction, committed to the disk when the block ends well."""
        async with self._turn:
            with _moved_away():
                async with super().writing() as connection:
                    yield connection
            self._checkpoints.count()

    @override
    async def read(self, work: Work[T]) -> T:
        """Return what work finds."""
        return await self._read_threads.carry_out(work)

    @override
    async def write(self, work: Work[T]) -> T:
        """Run work as one transaction, committed to the disk when this returns."""
        async with self._turn:
            with _moved_away():
                result = await self._write_thread.carry_out(work)
            self._checkpoints.count()
            return result

    @override
    async def close(self, patience: float = PATIENCE) -> None:
        """Close every connection, after what still runs."""
        await super().close(patience)
        await self._checkpoints.close()
        self._read_threads.close()
        self._write_thread.close()


@contextmanager
def _moved_away() -> Iterator[None]:
    """Say Unavailable where the data has moved: whoever asks again later meets the next server."""
    try:
        yield
    except IntegrityError as error:
        if MOVED in str(error.orig):
            raise Unavailable from error
        raise


def _prepare(engine: Engine, *, query_only: bool) -> None:
    def connected(connection: Any, _record: object) -> None:
        # The driver must not open transactions by itself: a read that turns into a write in
        # the middle of one fails with SQLITE_BUSY_SNAPSHOT, which no timeout waits for.
        connection.isolation_level = None
        try:
            cursor = connection.cursor()
            for pragma in (*PRAGMAS, f"PRAGMA query_only={query_only:d}"):
                cursor.execute(pragma)
            cursor.close()
        except BaseException:
            connection.close()  # The pool does not know it yet.
            raise

    event.listen(engine, "connect", connected)


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
