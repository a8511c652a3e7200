"""One database behind one interface: SQLite in a file, or PostgreSQL by URL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from messenger.db.sqlite_driver import Driver

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # FULL, since NORMAL may lose acknowledged messages at power loss (sqlite.org/pragma.html).
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA cache_size=-16000",
    "PRAGMA temp_store=MEMORY",
)
READERS = 4
POSTGRES_CONNECTIONS = 10


class Database:
    """Connections for reading (each statement for itself) and for writing (one transaction)."""

    def __init__(self, reader: AsyncEngine, writer: AsyncEngine) -> None:
        self._reader = reader
        self._writer = writer
        self.is_sqlite = writer.dialect.name == "sqlite"

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

    async def check(self) -> None:
        """Raise an error of the driver unless the database answers."""
        async with self.reading() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Close every pooled connection."""
        await self._reader.dispose()
        await self._writer.dispose()


def open_database(url: str, sqlite_path: Path) -> Database:
    """Open PostgreSQL where a URL is given, else the SQLite file; nothing is connected yet."""
    if url:
        return _open_postgres(url)
    return _open_sqlite(sqlite_path)


def async_url(url: str) -> str:
    """Name the asyncpg driver in a PostgreSQL URL as operators write it."""
    scheme, separator, rest = url.partition("://")
    if scheme in {"postgres", "postgresql"}:
        return f"postgresql+asyncpg{separator}{rest}"
    return url


def sqlite_url(path: Path) -> str:
    """Return the URL of a SQLite file for SQLAlchemy."""
    return f"sqlite+aiosqlite:///{path}"


def _open_postgres(url: str) -> Database:
    engine = create_async_engine(
        async_url(url), pool_size=POSTGRES_CONNECTIONS, max_overflow=0, pool_pre_ping=True
    )
    return Database(engine.execution_options(isolation_level="AUTOCOMMIT"), engine)


def _open_sqlite(path: Path) -> Database:
    driver = Driver()
    writer = create_async_engine(sqlite_url(path), module=driver, pool_size=1, max_overflow=0)
    reader = create_async_engine(
        sqlite_url(path),
        module=driver,
        pool_size=READERS,
        max_overflow=0,
        # Readers never open a transaction, so there is none to roll back on return.
        pool_reset_on_return=None,
    )
    event.listen(writer.sync_engine, "connect", _prepare_sqlite)
    event.listen(reader.sync_engine, "connect", _prepare_sqlite)
    event.listen(reader.sync_engine, "connect", _forbid_writes)
    event.listen(writer.sync_engine, "begin", _begin_immediate)
    return Database(reader, writer)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not open transactions by itself: a read that turns into a write in the
    # middle of one fails with SQLITE_BUSY_SNAPSHOT, which no timeout waits for.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _forbid_writes(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA query_only=ON")
    cursor.close()


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
